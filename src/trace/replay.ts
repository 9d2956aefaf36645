/**
 * Runs a list of events through a system from an initial state. An event that is not enabled stops it, with the number of the step and what is enabled
 * instead; nothing is ever skipped.
 */
import { type Event, sameEvent } from "../define/event.ts";
import type { Evidence, Property } from "../define/property.ts";
import { shownEvent } from "../define/shown.ts";
import type { System } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { MOST_STATES, stuckAt } from "./beyond.ts";
import { describeEvent } from "./describe.ts";
import { type Change, differences } from "./difference.ts";
import { enabledIn, stateOf } from "./interpret.ts";

/** An event, and which of the steps with that event, for actions that offer a choice (0 if there is but one). */
export interface TraceStep {
  readonly event: Event;
  readonly choice: number;
}

/** A step as it was replayed. */
export interface ReplayedStep extends TraceStep {
  /** The event as people see it. */
  readonly shown: Event;
  readonly changes: readonly Change[];
}

export interface Replay {
  /** The states, the initial one first; one more than there are steps. */
  readonly states: readonly (readonly Value[])[];
  readonly steps: readonly ReplayedStep[];
}

/** Replays events. Throws SYN022 at the first that is not enabled. */
export function replay<State>(system: System<State>, initial: number, events: readonly TraceStep[]): Replay {
  const start = system.initial[initial];
  if (start === undefined) throw new SynodError("stepNotEnabled", `the model has no initial state number ${initial}`);
  const states: (readonly Value[])[] = [start];
  const steps: ReplayedStep[] = [];
  for (const { event, choice } of events) {
    const before = states[steps.length] as readonly Value[];
    const enabled = enabledIn(system, before);
    const after = enabled.filter((each) => sameEvent(each.event, event))[choice]?.after;
    if (after === undefined)
      throw notEnabled(
        steps.length + 1,
        shownEvent(event, system.show),
        enabled.map((each) => shownEvent(each.event, system.show)),
      );
    states.push(after);
    const shown = shownEvent(event, system.show);
    steps.push({ event, choice, shown, changes: differences(system.components, before, after) });
  }
  return { states, steps };
}

function notEnabled(step: number, event: Event, enabled: readonly Event[]): SynodError {
  const hint = enabledHint(enabled);
  return new SynodError("stepNotEnabled", `step ${step} is no longer possible: ${describeEvent(event)}`, { hint });
}

/** What can be done instead. */
export function enabledHint(enabled: readonly Event[]): string {
  const all = [...new Set(enabled.map((each) => describeEvent(each)))];
  if (all.length === 0) return "Nothing is enabled there.";
  return `Enabled there: ${all.slice(0, 6).join("; ")}${all.length > 6 ? `; and ${all.length - 6} more` : ""}.`;
}

/**
 * The evidence a property gives at the end of a replay: in the last state, across the last step, or in all that can follow. Nothing if it holds there.
 * Throws SYN025 if it would have to look at more than so many states.
 */
export function evidenceAtEnd<State>(
  system: System<State>,
  property: Property<State>,
  { states }: Replay,
  mostStates = MOST_STATES,
): Evidence | undefined {
  const end = states[states.length - 1] ?? [];
  const last = stateOf(system, end);
  try {
    switch (property.kind) {
      case "always":
        return property.check(last);
      case "sometimes":
        return property.check(last) ? { message: "reached", details: {} } : undefined;
      case "step":
        return states.length < 2 ? undefined : property.check(stateOf(system, states[states.length - 2] ?? []), last);
      case "possible":
        return stuckAt(system, property, end, mostStates);
    }
  } catch (thrown) {
    if (thrown instanceof SynodError) throw thrown;
    throw new SynodError("propertyThrew", `property ${property.name} threw: ${reasonOf(thrown)}`, { cause: thrown });
  }
}
