/** How the next step of a run is chosen. A strategy is a way of being unfair: most bugs need one thing late, or another early, and evenness offers neither. */
import type { Random } from "./random.ts";
import type { Sight } from "./sight.ts";

export interface Strategy {
  readonly name: string;
  /** One sentence on what it does to a run. */
  readonly about: string;
  /** A scheduler that remembers nothing yet. It is used for the runs of one round, one after the other. */
  scheduler(): Scheduler;
}

/** It may depend on what it saw, on the random numbers, and on the runs of the same round before: then a round is the same wherever it is run. */
export interface Scheduler {
  begin(random: Random): void;
  /** The position of the step to take; at least one is enabled. */
  choose(sight: Sight): number;
}
