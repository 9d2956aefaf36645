/**
 * From a state found by the search back to an initial one, and forward again as events. The events are not kept during the search: they are worked out
 * from the definition, and then replayed through a fresh copy of it, so that no counterexample depends on anything that the engine remembered.
 */
import type { Event } from "../define/event.ts";
import { sameEvent } from "../define/event.ts";
import type { Property } from "../define/property.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { evidenceAtEnd, replay, type TraceStep } from "../trace/replay.ts";
import type { Standing } from "./judge.ts";
import type { Counterexample } from "./result.ts";
import type { Search } from "./search.ts";
import { NO_PARENT } from "./visited.ts";

/** The counterexample of a violated property, replayed. Throws SYN023 if it does not reproduce, which is a defect of Synod or a hidden impurity. */
export function counterexampleOf<State>(search: Search<State>, standing: Standing<State>): Counterexample {
  const { property, decidedAt, stepTo } = standing;
  const path = pathTo(search, decidedAt);
  if (stepTo !== undefined) path.push(stepTo);
  const steps = path.slice(1).map((ids, index) => stepBetween(search, path[index] as Int32Array, ids));
  return reproduced(search, property, initialOf(search, path[0] as Int32Array), steps);
}

function reproduced<State>(
  search: Search<State>,
  property: Property<State>,
  initial: number,
  steps: readonly TraceStep[],
): Counterexample {
  const system = search.space.system.fresh();
  let reason = "the property holds at its end";
  try {
    const run = replay(system, initial, steps);
    const evidence = evidenceAtEnd(system, property, run);
    if (evidence !== undefined) return { property: property.name, evidence, initial, steps: run.steps };
  } catch (thrown) {
    if (!(thrown instanceof SynodError) || thrown.kind !== "stepNotEnabled") throw thrown;
    reason = reasonOf(thrown);
  }
  throw new SynodError("notReproduced", `the counterexample to ${property.name} does not reproduce: ${reason}`, {
    hint: "A reducer or an observer keeps something outside its state; if none does, this is a defect of Synod: please report it.",
  });
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
