/** A time means nothing if the work was not done: every run of every checker has to find every state. */
import type { Checker, Counts, Job } from "./checkers/checker.ts";
import { BenchFailure } from "./failure.ts";

/** The counts in what a checker has printed. Throws BenchFailure if they are not those of the job. */
export function verifiedCounts(checker: Checker, job: Job, printed: string): Counts | undefined {
  const counts = checker.countsIn(printed);
  if (counts === undefined || counts.distinct === job.distinct) return counts;
  const size = Object.entries(job.size).map(([name, value]) => `${name}=${value}`);
  throw new BenchFailure(
    `${checker.name} counts ${counts.distinct} states in ${job.model} ${size.join(" ")}, but there are ${job.distinct}`,
  );
}
