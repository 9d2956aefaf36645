/** How soon a seeded bug is met by chance, and how long the run is when it has been shrunk: medians over seeds. */

import type { Checkable } from "../define/model.ts";
import type { Judged } from "../define/property.ts";
import { RandomWalks } from "../shrink/random-walk.ts";
import { type Failure, shrink } from "../shrink/shrink.ts";
import { simulate } from "../simulate/simulate.ts";
import type { Mutant } from "./mutant.ts";

/** Runs after which a seed is given up. */
const MOST_RUNS = 100_000;

/** Runs up to the first failure, and it; or all runs. */
interface Meeting {
  readonly runs: number;
  readonly failure: Failure | undefined;
}

/** A way to look for failures at random. */
export interface RandomMethod {
  readonly name: string;
  /** A runner for one model; what it learns with one seed it may use with the next. */
  start(model: Checkable, property: Judged<unknown>): (seed: number) => Meeting | Promise<Meeting>;
}

/** All strategies in turn, from scratch with every seed, as `synod simulate` has them. */
export const portfolio: RandomMethod = {
  name: "portfolio",
  start({ name, parameters, system }, property) {
    return async (seed) => {
      const { failures } = await simulate(
        { name, parameters, system, properties: [property] },
        { seed, runs: MOST_RUNS },
      );
      const [failure] = failures;
      return { runs: failure?.run ?? MOST_RUNS, failure: failure?.counterexample };
    };
  },
};

/** Every enabled step equally likely. A run of a bounded model ends by itself long before the limit. */
export const uniform: RandomMethod = {
  name: "uniform",
  start(model, property) {
    const walks = new RandomWalks(model, property);
    return (seed) => {
      const { walks: runs, failure } = walks.untilFailure(seed, { walks: 10_000, depth: 400 });
      return { runs, failure };
    };
  },
};

export interface Met {
  readonly method: string;
  readonly seeds: number;
  /** Seeds with which it was met at all. */
  readonly met: number;
  /** Runs to the first failure, and its steps after shrinking: medians over the seeds that met it. */
  readonly runs: number | undefined;
  readonly shrunk: number | undefined;
}

export async function metAtRandom(
  { build, expected }: Mutant,
  method: RandomMethod,
  seeds: number,
  signal: AbortSignal,
): Promise<Met | undefined> {
  const model = build();
  const property = model.properties.find(({ name }) => name === expected);
  // What can still happen is not seen in a run.
  if (property === undefined || property.kind === "possible") return undefined;
  const run = method.start(model, property);
  const runs: number[] = [];
  const lengths: number[] = [];
  for (let seed = 1; seed <= seeds && !signal.aborted; seed++) {
    const { runs: taken, failure } = await run(seed);
    if (failure === undefined) continue;
    runs.push(taken);
    const shrunk = await shrink(model, failure, { signal });
    if (shrunk !== undefined) lengths.push(shrunk.steps.length);
  }
  return { method: method.name, seeds, met: runs.length, runs: median(runs), shrunk: median(lengths) };
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
