/** Random runs: at each step one of those that are enabled, all equally likely. Seeded, so that a run can be had again. */
import type { Checkable } from "../define/model.ts";
import type { Judged } from "../define/property.ts";
import { Scheduler } from "./schedule.ts";
import type { Failure } from "./shrink.ts";
import type { Move, Wanted } from "./stepper.ts";

export interface WalkLimits {
  /** Walks that are taken at most. */
  readonly walks: number;
  /** Steps of a walk. */
  readonly depth: number;
}

export interface Walked {
  /** Walks that were taken, the one that failed included. */
  readonly walks: number;
  readonly failure: Failure | undefined;
}

export class RandomWalks<State> {
  private readonly scheduler: Scheduler<State>;
  private readonly property: string;

  /** What is learned on one walk is remembered for the next. */
  constructor({ system }: Checkable<State>, property: Judged<State>) {
    this.scheduler = new Scheduler(system, property, 0);
    this.property = property.name;
  }

  /** Walks from the first initial state until one violates the property. */
  untilFailure(seed: number, { walks, depth }: WalkLimits): Walked {
    const random = randomNumbers(seed);
    for (let walk = 1; walk <= walks; walk++) {
      const taken = this.walk(random, depth);
      if (taken === undefined) continue;
      const steps = taken.map((wanted) => this.scheduler.stepper.stepOf(wanted));
      return { walks: walk, failure: { property: this.property, initial: 0, steps } };
    }
    return { walks, failure: undefined };
  }

  private walk(random: () => number, depth: number): Wanted[] | undefined {
    const { stepper, oracle, start } = this.scheduler;
    const taken: Move[] = [];
    let state = start;
    if (oracle.failsIn(state)) return taken;
    while (taken.length < depth) {
      const moves = stepper.moves(state);
      const move = moves[Math.floor(random() * moves.length)];
      if (move === undefined) return undefined;
      const after = stepper.after(state, move);
      taken.push(move);
      if (oracle.failsAfter(state, after)) return taken;
      state = after;
    }
    return undefined;
  }
}

/** Numbers from 0 to below 1, the same for the same seed everywhere (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
