/**
 * Test files that need a process each, the longest first. Some start processes, which one that has reserved much memory cannot do; the others make large
 * searches, whose limits are on the memory of the whole process. All other files share processes, because to load the sources takes longer than most tests.
 */
export const apart = [
  "models/multi-paxos/small",
  "models/multi-paxos/bugs",
  "cli/workers",
  "package",
  "explore/fast-equals-naive",
  "guide",
  "simulate/seeded-bugs",
  "oracle/naive-actors",
  "explore/crew",
  "cli/process",
  "explore/diamonds",
  "explore/stopped-early",
  "models/multi-paxos/spaces",
  "vitest/vitest",
  "models/counts.naive",
  "models/basic-paxos/bugs",
  "models/basic-paxos/repairs",
  "cli/counts",
  "writing-invariants",
  "models/small-models",
  "recovery-page",
  "ci/workflows",
  "explore/wide",
  "models/basic-paxos/spaces",
  "models/multi-paxos/memory-spaces",
  "explore/visited",
  "define/site",
].map((name) => `test/${name}.test.ts`);
