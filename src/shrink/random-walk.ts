/** Random runs: at each step one of those that are enabled, all equally likely. Seeded, so that a run can be had again. */
import type { Checkable } from "../define/model.ts";
import type { Judged } from "../define/property.ts";
import { randomNumbers } from "./random-numbers.ts";
import { Scheduler } from "./schedule.ts";
import type { Failure } from "./shrink.ts";
import type { Ids, Move, Wanted } from "./stepper.ts";

export interface WalkLimits {
  /** Walks that are taken at most. */
  readonly walks: number;
  /** Steps of a walk. */
  readonly depth: number;
  /** Until so many steps are taken, none is that would violate the property: for long runs to a violation that is near. 0 if absent. */
  readonly putOff?: number;
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
  untilFailure(seed: number, { walks, depth, putOff = 0 }: WalkLimits): Walked {
    const random = randomNumbers(seed);
    for (let walk = 1; walk <= walks; walk++) {
      const taken = this.walk(random, depth, putOff);
      if (taken === undefined) continue;
      const steps = taken.map((wanted) => this.scheduler.stepper.stepOf(wanted));
      return { walks: walk, failure: { property: this.property, initial: 0, steps } };
    }
    return { walks, failure: undefined };
  }

  private walk(random: () => number, depth: number, putOff: number): Wanted[] | undefined {
    const { stepper, oracle, start } = this.scheduler;
    const taken: Move[] = [];
    let state = start;
    if (oracle.failsIn(state)) return taken;
    while (taken.length < depth) {
      const moves = stepper.moves(state);
      let next: Ids | undefined;
      while (next === undefined && moves.length > 0) {
        const [move] = moves.splice(Math.floor(random() * moves.length), 1) as [Move];
        const after = stepper.after(state, move);
        const fails = oracle.failsAfter(state, after);
        if (fails && taken.length < putOff) continue;
        taken.push(move);
        if (fails) return taken;
        next = after;
      }
      if (next === undefined) return undefined;
      state = next;
    }
    return undefined;
  }
}
