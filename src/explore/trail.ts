/**
 * From a state found by the search back to an initial one, and forward again as events. The events are not kept during the search: they are worked out
 * from the definition, and then replayed through a fresh copy of it, so that no counterexample depends on anything that the engine remembered.
 */
import type { Event } from "../define/event.ts";
import { sameEvent } from "../define/event.ts";
import type { Evidence, Property } from "../define/property.ts";
import type { System } from "../define/system.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { deadEnd } from "../trace/beyond.ts";
import { stateOf } from "../trace/interpret.ts";
import { evidenceAtEnd, type Replay, replay, type TraceStep } from "../trace/replay.ts";
import type { Counterexample } from "./result.ts";
import type { Search } from "./search.ts";
import { NO_PARENT } from "./visited.ts";

/** States beyond the end of a run that are looked at again; where there are more, it is the search that has looked at all of them. */
const FOLLOWING = 5_000;

/** Where a property was found to be violated. */
export interface Found<State> {
  readonly property: Property<State>;
  readonly decidedAt: number;
  /** The end of a violating step. */
  readonly stepTo: Int32Array | undefined;
}

/** The counterexample of a violated property, replayed. Throws SYN023 if it does not reproduce, which is a defect of Synod or a hidden impurity. */
export function counterexampleOf<State>(search: Search<State>, found: Found<State>): Counterexample {
  const { property, decidedAt, stepTo } = found;
  const path = pathTo(search, decidedAt);
  if (stepTo !== undefined) path.push(stepTo);
  const steps = path.slice(1).map((ids, index) => stepBetween(search, path[index] as Int32Array, ids));
  return reproduced(search.space.system.fresh(), property, initialOf(search, path[0] as Int32Array), steps);
}

/** The counterexample that some steps of a system are. Throws SYN023 if they are none. */
export function reproduced<State>(
  system: System<State>,
  property: Property<State>,
  initial: number,
  steps: readonly TraceStep[],
): Counterexample {
  let reason = "the property holds at its end";
  try {
    const run = replay(system, initial, steps);
    const evidence = evidenceOf(system, property, run);
    if (evidence !== undefined) return { property: property.name, evidence, initial, steps: run.steps };
  } catch (thrown) {
    if (!(thrown instanceof SynodError) || thrown.kind !== "stepNotEnabled") throw thrown;
    reason = reasonOf(thrown);
  }
  throw new SynodError("notReproduced", `the counterexample to ${property.name} does not reproduce: ${reason}`, {
    hint: "A reducer or an observer keeps something outside its state; if none does, this is a defect of Synod: please report it.",
  });
}

function evidenceOf<State>(system: System<State>, property: Property<State>, run: Replay): Evidence | undefined {
  try {
    return evidenceAtEnd(system, property, run, FOLLOWING);
  } catch (thrown) {
    if (!(thrown instanceof SynodError) || thrown.kind !== "undecided" || property.kind !== "possible") throw thrown;
    const end = stateOf(system, run.states[run.states.length - 1] ?? []);
    return deadEnd(property, end, { kind: "many", following: FOLLOWING });
  }
}

/** A shortest path to a state: where it starts, and its events. */
export function stepsOf<State>(search: Search<State>, state: number): { start: Int32Array; steps: TraceStep[] } {
  const path = pathTo(search, state);
  const steps = path.slice(1).map((ids, index) => stepBetween(search, path[index] as Int32Array, ids));
  return { start: path[0] as Int32Array, steps };
}

/** The number of steps of a shortest path to a state. */
export function stepsTo<State>({ visited }: Search<State>, state: number): number {
  let steps = 0;
  for (let at = visited.parents[state] as number; at !== NO_PARENT; at = visited.parents[at] as number) steps++;
  return steps;
}

function pathTo<State>({ space, visited }: Search<State>, state: number): Int32Array[] {
  const path: Int32Array[] = [];
  for (let at = state; at !== NO_PARENT; at = visited.parents[at] as number) {
    path.unshift(space.unpack(visited.rows, at * space.layout.words, new Int32Array(space.ids.length)));
  }
  return path;
}

/** Which of the initial states has these ids. */
export function initialOf<State>({ space }: Search<State>, ids: Int32Array): number {
  return space.system.initial.findIndex((values) => sameIds(space.idsOf(values), ids));
}

/** The first event of the definition that leads from one state to the other. */
function stepBetween<State>({ space }: Search<State>, before: Int32Array, after: Int32Array): TraceStep {
  const earlier: Event[] = [];
  for (const { event, ids } of space.successors(before)) {
    if (sameIds(ids, after)) return { event, choice: earlier.filter((each) => sameEvent(each, event)).length };
    earlier.push(event);
  }
  throw new SynodError("notReproduced", "no step of the definition leads from a state to its successor", {
    hint: "A reducer or an observer is not deterministic.",
  });
}

function sameIds(a: Int32Array, b: Int32Array): boolean {
  return a.every((id, component) => id === b[component]);
}
