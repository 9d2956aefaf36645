/**
 * Staged search: some bugs are deeper than a breadth-first search gets, although the way to them has landmarks. Each stage searches a part of the model, given
 * by settings that narrow it, until a witness is reached, and the next one goes on from that state. What is found is a run of the whole model: it is
 * replayed through it from the beginning, so a stage can leave out much but invent nothing.
 */
import type { Checkable } from "../define/model.ts";
import { always, type Property, violation } from "../define/property.ts";
import type { System } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { evidenceAtEnd, type Replay, replay, type TraceStep } from "../trace/replay.ts";
import type { Counterexample, StageResult } from "./result.ts";
import type { Search } from "./search.ts";
import { initialOf, stepsOf } from "./trail.ts";

/** What has been done when a stage begins. */
export interface Journey {
  /** Which of the initial states of the whole model it started from. */
  readonly initial: number;
  readonly steps: readonly TraceStep[];
  readonly stages: readonly StageResult[];
  /** Actions that were exercised on the way, and witnesses that were reached, after how many steps. */
  readonly exercised: ReadonlySet<string>;
  readonly reached: ReadonlyMap<string, number>;
}

export const SETTING_OUT: Journey = { initial: 0, steps: [], stages: [], exercised: new Set(), reached: new Map() };

/** A part of the model with the state to search it from. */
export interface Leg<State> {
  readonly system: System<State>;
  readonly properties: readonly Property<State>[];
  /** The witness at which it ends; absent for the last. */
  readonly reach?: string;
}

/** The name under which a leg is watched for its end: an invariant ends a search at once, a witness does not. */
export function endOf<State>({ reach }: Leg<State>): string | undefined {
  return reach === undefined ? undefined : `before ${reach}`;
}

/** All that is judged on a leg: what the model is judged by, and whether the leg is at its end. */
export function judgedOn<State>(model: Checkable<State>, leg: Leg<State>): readonly Property<State>[] {
  const wanted = new Set(model.properties.map(({ name }) => name));
  // What can still happen is a matter of the whole space.
  const properties = leg.properties.filter(
    ({ name, kind }) => kind === "sometimes" || (kind !== "possible" && wanted.has(name)),
  );
  const end = endOf(leg);
  const goal = leg.properties.find(({ name }) => name === leg.reach);
  if (end === undefined || goal?.kind !== "sometimes") return properties;
  return [...properties, always<State>(end, (state) => (goal.check(state) ? violation("reached") : undefined))];
}

/** The legs of a check: one for a model without stages. */
export function legsOf<State>(model: Checkable<State>): readonly Leg<State>[] {
  const { stages = [{ system: model.system, properties: model.properties }] } = model;
  stages.forEach(({ reach, properties }, position) => {
    const isLast = position === stages.length - 1;
    const isWitness = properties.some(({ name, kind }) => name === reach && kind === "sometimes");
    if (isLast ? reach === undefined : isWitness) return;
    throw new SynodError(
      "badDefinition",
      `${model.name}: ${isLast ? "the last stage has something to reach" : whyNot(position, reach)}`,
      {
        hint: "Every stage but the last reaches a witness of the model, by its name.",
      },
    );
  });
  return stages;
}

function whyNot(position: number, reach: string | undefined): string {
  const stage = `stage ${position + 1}`;
  return reach === undefined ? `${stage} has nothing to reach` : `${stage} is to reach ${reach}, which is no witness`;
}

/** The system of a leg, beginning where the journey has come to. */
export function startingFrom<State>(model: Checkable<State>, { system }: Leg<State>, journey: Journey): System<State> {
  const { initial, steps } = journey;
  if (steps.length === 0) return system;
  const { states } = wholeRun(model, initial, steps);
  return beginningIn(system, carriedOver(model, system, states.at(-1) ?? []));
}

function beginningIn<State>(system: System<State>, values: readonly Value[]): System<State> {
  return { ...system, initial: [values], fresh: () => beginningIn(system.fresh(), values) };
}

/** The same state in a part of the model. What the part does not have, nothing in it can change; and of a budget no more is left than either allows. */
function carriedOver<State>(model: Checkable<State>, part: System<State>, values: readonly Value[]): Value[] {
  const whole = model.system.components;
  return part.components.map(({ name, isBudget = false }, position) => {
    const at = whole.findIndex((component) => component.name === name);
    if (at < 0) throw new SynodError("badDefinition", `${model.name}: a stage has ${name}, which the model has not`);
    if (!isBudget) return values[at];
    return Math.min(values[at] as number, part.initial[0]?.[position] as number);
  });
}

export function isReached<State>({ judge }: Search<State>, { reach }: Leg<State>): boolean {
  return judge.standings.some(({ property, decidedAt }) => property.name === reach && decidedAt >= 0);
}

/** The journey with this stage behind it. */
export function afterStage<State>(journey: Journey, search: Search<State>, { reach = "" }: Leg<State>): Journey {
  const goal = search.judge.standings.find(({ property }) => property.name === reach);
  const path = stepsOf(search, goal?.decidedAt ?? 0);
  const steps = [...journey.steps, ...path.steps];
  const { distinct, generated, terminal } = search.coverage;
  return {
    initial: journey.steps.length === 0 ? initialOf(search, path.start) : journey.initial,
    steps,
    stages: [...journey.stages, { reach, steps: steps.length, distinct, generated, terminal }],
    exercised: new Set([...journey.exercised, ...search.space.exercised]),
    reached: new Map([...witnessed(journey, search), ...journey.reached]),
  };
}

/** The witnesses of this stage, counted from the beginning. */
function witnessed<State>({ steps }: Journey, search: Search<State>): [string, number][] {
  return search.judge.standings.flatMap(({ property: { name, kind }, decidedAt }): [string, number][] =>
    kind === "sometimes" && decidedAt >= 0 ? [[name, steps.length + stepsOf(search, decidedAt).steps.length]] : [],
  );
}

/** What was found in a stage, told from the beginning and by the whole model. Throws SYN023 if it is no run of it: then the stage does not narrow. */
export function wholeCounterexample<State>(
  model: Checkable<State>,
  { initial, steps }: Journey,
  found: Counterexample,
): Counterexample {
  if (steps.length === 0) return found;
  const property = model.properties.find(({ name }) => name === found.property);
  const run = wholeRun(model, initial, [...steps, ...found.steps]);
  const evidence = property && evidenceAtEnd(model.system, property, run);
  if (evidence !== undefined) return { property: found.property, evidence, initial, steps: run.steps };
  throw notNarrower(`${found.property} is violated in a stage of ${model.name}, but not in the whole`);
}

function wholeRun<State>({ name, system }: Checkable<State>, initial: number, steps: readonly TraceStep[]): Replay {
  try {
    return replay(system.fresh(), initial, steps);
  } catch (thrown) {
    if (!(thrown instanceof SynodError) || thrown.kind !== "stepNotEnabled") throw thrown;
    throw notNarrower(`what happens in a stage of ${name} cannot happen in the whole: ${reasonOf(thrown)}`);
  }
}

function notNarrower(message: string): SynodError {
  return new SynodError("notReproduced", message, {
    hint: "A stage may set nothing that lets more happen than the configuration does.",
  });
}
