/**
 * Schedules run with forgiveness: what is not enabled is skipped, so that leaving one event out also leaves out what depends on it. A schedule counts for what
 * it did until the property was violated; one that violates nothing counts for nothing.
 */
import type { Judged } from "../define/property.ts";
import type { System } from "../define/system.ts";
import type { TraceStep } from "../trace/replay.ts";
import { Oracle } from "./oracle.ts";
import { type Ids, type Move, Stepper, type Wanted } from "./stepper.ts";

export type Schedule = readonly Wanted[];

/** What counts as the event that is asked for: it alone, or, where it is not enabled, one that differs in the fields of its message, or in its nodes too. */
export type Matching = "exact" | "like" | "kin";

export class Scheduler<State> {
  readonly stepper: Stepper<State>;
  readonly oracle: Oracle<State>;
  start: Ids;
  /** Schedules that were run. */
  tries = 0;

  constructor(system: System<State>, property: Judged<State>, initial: number) {
    this.stepper = new Stepper(system);
    this.oracle = new Oracle(this.stepper, property);
    this.start = this.stepper.initial(initial);
  }

  /** Goes on with everything that is remembered, from another initial state. */
  startFrom(initial: number): void {
    this.start = this.stepper.initial(initial);
  }

  scheduleOf(steps: readonly TraceStep[]): Schedule {
    return steps.map((step) => this.stepper.wanted(step));
  }

  /** The steps that were taken, up to the violation; nothing if there is none. From another state only one that is well. */
  run(schedule: Schedule, matching: Matching = "exact", from: Ids = this.start): Schedule | undefined {
    const { stepper, oracle } = this;
    this.tries++;
    let state = from;
    if (from === this.start && oracle.failsIn(state)) return [];
    const taken: Wanted[] = [];
    for (const wanted of schedule) {
      const move = stepper.find(state, wanted) ?? this.inPlaceOf(state, wanted, matching);
      if (move === undefined) continue;
      const after = stepper.after(state, move);
      taken.push(move);
      if (oracle.failsAfter(state, after)) return taken;
      state = after;
    }
    return undefined;
  }

  private inPlaceOf(state: Ids, wanted: Wanted, matching: Matching): Move | undefined {
    if (matching === "exact") return undefined;
    return this.stepper.findNearest(state, wanted, matching);
  }

  /** The states that a schedule of enabled events goes through, the initial one first. */
  states(schedule: Schedule): Ids[] {
    const states = [this.start];
    for (const wanted of schedule) {
      const state = states[states.length - 1] as Ids;
      const move = this.stepper.find(state, wanted);
      if (move !== undefined) states.push(this.stepper.after(state, move));
    }
    return states;
  }
}
