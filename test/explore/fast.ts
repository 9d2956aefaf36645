/** The fast search, told in the words of the oracle (test/oracle/naive.ts), so that the two can be compared with one `toEqual`. */
import type { Property } from "../../src/define/property.ts";
import type { System } from "../../src/define/system.ts";
import { Futures } from "../../src/explore/futures.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { counterexampleOf, stepsTo } from "../../src/explore/trail.ts";
import type { NaiveResult, NaiveVerdict } from "../oracle/naive.ts";

export interface Size {
  readonly batch?: number;
  /** Reserved for the visited set. Reserving costs time even if nothing is used, and there are hundreds of searches. */
  readonly memory?: number;
}

/** Enough until the search looks at the memory of the whole process for the first time, after 2048 states. */
const SMALL = 2 ** 21;
export const LARGE = { memory: 2 ** 30 };

/** Explores everything, also after a violation. */
export function explored<State>(
  system: System<State>,
  properties: readonly Property<State>[] = [],
  { batch = 512, memory = SMALL }: Size = {},
): Search<State> {
  const limits = limitsFrom({ maxMemory: memory });
  const search = new Search(system, properties, { limits, until: ["what never happens"], batch });
  while (!search.isDone) search.run(1000);
  return search;
}

/** What a finished search found. Every counterexample is replayed. */
export function resultOf<State>(search: Search<State>): NaiveResult {
  if (search.stoppedBy !== undefined) throw new Error(`stopped by ${search.stoppedBy}`);
  const { frontier, ...counts } = search.coverage;
  if (frontier !== 0) throw new Error(`${frontier} states were not expanded`);
  return { ...counts, verdicts: verdictsOf(search) };
}

export function fast<State>(...search: Parameters<typeof explored<State>>): NaiveResult {
  return resultOf(explored(...search));
}

function verdictsOf<State>(search: Search<State>): Record<string, NaiveVerdict> {
  const futures = new Futures(search, limitsFrom(), performance.now());
  while (!futures.isDone) futures.run(1000);
  const possible = futures.all.map((future): [string, NaiveVerdict] => {
    const { name } = future.property;
    if (future.decidedAt < 0) return [name, { verdict: "held" }];
    const { steps, evidence } = counterexampleOf(search, future);
    return [name, { verdict: "violated", steps: steps.length, evidence: `${evidence.details.following} follow` }];
  });
  return Object.fromEntries([
    ...possible,
    ...search.judge.standings.map((standing): [string, NaiveVerdict] => {
      const { property, decidedAt } = standing;
      if (decidedAt < 0) return [property.name, { verdict: property.kind === "sometimes" ? "unreached" : "held" }];
      if (property.kind === "sometimes")
        return [property.name, { verdict: "reached", steps: stepsTo(search, decidedAt) }];
      const { steps, evidence } = counterexampleOf(search, standing);
      return [property.name, { verdict: "violated", steps: steps.length, evidence: evidence.message }];
    }),
  ]);
}
