/**
 * Scenarios: a run that somebody wants to tell, written in the lines of a report and run through the real reducers. It stops at the first step that is not
 * possible, so a story that is told stays true.
 */
import { shownEvent } from "../define/shown.ts";
import type { System } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { SynodError } from "../errors.ts";
import { describeEvent } from "./describe.ts";
import { type Enabled, enabledIn, stateOf } from "./interpret.ts";
import { enabledHint, type ReplayedStep, replay, type TraceStep } from "./replay.ts";
import { meantBy, nearestFirst, stepTexts } from "./step-text.ts";

export interface Scenario<State> {
  readonly steps: readonly ReplayedStep[];
  /** The states as properties see them, the initial one first; one more than there are steps. */
  readonly states: readonly State[];
  /** The last of them. */
  readonly end: State;
  /** The same system, begun where the scenario ends: as the system of a model, it searches everything that may come after. */
  readonly onwards: System<State>;
}

/**
 * Runs a scenario. A step is a line as reports print it, numbered or not, and only as much of it as tells it from the others that are possible:
 *
 *     client 0 → server 0  request seq 1
 *     server 1             timeout
 *
 * `initial` says which of several initial states it starts from. Throws SYN022 where a step is not possible, or may be one of several.
 */
export function scenario<State>(system: System<State>, text: string, initial = 0): Scenario<State> {
  const { states, steps } = replay(system.fresh(), initial, stepsIn(system, text, initial));
  const seen = states.map((values) => stateOf(system, values));
  return { steps, states: seen, end: seen.at(-1) as State, onwards: begunAt(system, states.at(-1) ?? []) };
}

function stepsIn<State>(system: System<State>, text: string, initial: number): TraceStep[] {
  let values = system.initial[initial];
  // Replay will say so.
  if (values === undefined) return [];
  return stepTexts(text).map((wanted, index) => {
    const { event, after } = found(wanted, index + 1, enabledIn(system, values as readonly Value[]), system);
    values = after;
    return { event, choice: 0 };
  });
}

function found<State>(wanted: string, step: number, enabled: readonly Enabled[], { show }: System<State>): Enabled {
  const shown = enabled.map((each) => shownEvent(each.event, show));
  const [one, ...others] = meantBy(wanted, shown);
  if (one === undefined) {
    const hint = enabledHint(nearestFirst(wanted, shown));
    throw new SynodError("stepNotEnabled", `step ${step} of the scenario is not possible: ${wanted}`, { hint });
  }
  if (others.length > 0) {
    const texts = [...new Set([one, ...others].map(describeEvent))];
    const hint =
      texts.length > 1 ? `It may be ${texts.slice(0, 6).join("; ")}.` : "Their lines are the same; use a trace.";
    throw new SynodError("stepNotEnabled", `step ${step} of the scenario may be one of several: ${wanted}`, { hint });
  }
  return enabled[shown.indexOf(one)] as Enabled;
}

function begunAt<State>(system: System<State>, values: readonly Value[]): System<State> {
  return { ...system, initial: [values], fresh: () => begunAt(system.fresh(), values) };
}
