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

/** How far a schedule gets: for each of its events the state before it, and how many were taken by then. */
interface Course {
  readonly states: readonly Ids[];
  readonly counts: readonly number[];
  readonly taken: Schedule;
}

export class Scheduler<State> {
  readonly stepper: Stepper<State>;
  readonly oracle: Oracle<State>;
  start: Ids;
  /** Schedules that were run. */
  tries = 0;
  private courses = noCourses();

  constructor(system: System<State>, property: Judged<State>, initial: number) {
    this.stepper = new Stepper(system);
    this.oracle = new Oracle(this.stepper, property);
    this.start = this.stepper.initial(initial);
  }

  /** Goes on with everything that is remembered, from another initial state. */
  startFrom(initial: number): void {
    this.start = this.stepper.initial(initial);
    this.courses = noCourses();
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

  /** The same without the events from `start` to before `end`. What comes before them is not run again each time. */
  runWithout(schedule: Schedule, start: number, end: number, matching: Matching = "exact"): Schedule | undefined {
    const { states, counts, taken } = this.courseOf(schedule, matching);
    const state = states[start];
    // It has failed by then.
    if (state === undefined) return taken;
    const rest = this.run(schedule.slice(end), matching, state);
    return rest && [...taken.slice(0, counts[start]), ...rest];
  }

  /** Ends where the schedule fails, if it does. */
  private courseOf(schedule: Schedule, matching: Matching): Course {
    const known = this.courses[matching].get(schedule);
    if (known !== undefined) return known;
    const { stepper, oracle } = this;
    const taken: Wanted[] = [];
    const states = [this.start];
    const counts = [0];
    for (const wanted of schedule) {
      const state = states[states.length - 1] as Ids;
      const move = stepper.find(state, wanted) ?? this.inPlaceOf(state, wanted, matching);
      const after = move === undefined ? state : stepper.after(state, move);
      if (move !== undefined) taken.push(move);
      if (move !== undefined && oracle.failsAfter(state, after)) break;
      states.push(after);
      counts.push(taken.length);
    }
    const course = { states, counts, taken };
    this.courses[matching].set(schedule, course);
    return course;
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

function noCourses(): Readonly<Record<Matching, WeakMap<Schedule, Course>>> {
  return { exact: new WeakMap(), like: new WeakMap(), kin: new WeakMap() };
}
