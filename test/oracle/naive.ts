/**
 * The naive explorer: a search directly on values, where a state is known by its canonical text. It is the oracle for the fast search, so it shares
 * nothing with it but the definition of a system, and it stays small enough to be believed at a glance.
 */
import type { Finding, Property } from "../../src/define/property.ts";
import type { Effect, Projection, Read, System } from "../../src/define/system.ts";
import { canonicalText, sameValue, type Value } from "../../src/define/value.ts";
import { breadthFirst, type Counts, type Graph } from "./breadth-first.ts";
import { addState, addStep, firstWithoutFuture, noSteps } from "./naive-futures.ts";

interface State {
  readonly values: readonly Value[];
  /** By which it is known. */
  readonly text: string;
}

/** What became of one property, and after how many steps at the earliest: for a witness when it was reached, for the others when it was violated. */
export interface NaiveVerdict {
  readonly verdict: "held" | "violated" | "reached" | "unreached";
  readonly steps?: number;
  readonly evidence?: string;
}

export interface NaiveResult extends Counts {
  readonly verdicts: Readonly<Record<string, NaiveVerdict>>;
}

/** Explores everything, also after a violation. */
export function naive<S>(system: System<S>, properties: readonly Property<S>[] = [], limit = 1_000_000): NaiveResult {
  const verdicts = Object.fromEntries(properties.map(({ name, kind }) => [name, untouched(kind)]));
  const goals = properties.filter((property) => property.kind === "possible");
  const steps = noSteps();
  /** The state that steps were last seen to leave. */
  let left: Look<S> | undefined;
  const graph: Graph<State> = {
    initial: system.initial.map(stateOf),
    successors: (state) => successorsOf(system, state),
    textOf: ({ text }) => text,
    onState: (state, depth) => {
      const view = system.state(readerOf(state));
      for (const property of properties) settle(verdicts, property, depth, () => judged(property, view));
      if (goals.length > 0) addState(steps, state.text, view, depth, goals);
    },
    onStep: (before, after, depth) => {
      if (goals.length > 0) addStep(steps, before.text, after.text);
      if (before.text === after.text) return;
      if (left?.state !== before) left = lookAt(system, before);
      const looks = [left, lookAt(system, after)] as const;
      for (const property of properties) settle(verdicts, property, depth, () => judgedStep(property, ...looks));
    },
  };
  const counts = breadthFirst(graph, limit);
  for (const [number, { name }] of goals.entries()) {
    const found = firstWithoutFuture(steps, number);
    if (found !== undefined)
      verdicts[name] = { verdict: "violated", steps: found.steps, evidence: `${found.following} follow` };
  }
  return { ...counts, verdicts };
}

function stateOf(values: readonly Value[]): State {
  return { values, text: canonicalText(values) };
}

function successorsOf<S>(system: System<S>, { values }: State): State[] {
  return system.groups.flatMap(({ reads, expand }) =>
    expand(reads.map((component) => values[component])).map((effect) => applied(values, effect)),
  );
}

function applied(values: readonly Value[], { writes, updates }: Effect): State {
  const next = [...values];
  for (const [component, value] of writes) next[component] = value;
  for (const [component, { apply }] of updates) next[component] = apply(values[component]);
  return stateOf(next);
}

function untouched(kind: Property<unknown>["kind"]): NaiveVerdict {
  return { verdict: kind === "sometimes" ? "unreached" : "held" };
}

/** The search is breadth-first, so the first verdict that differs from the initial one is the one with the fewest steps. */
function settle<S>(
  verdicts: Record<string, NaiveVerdict>,
  { name }: Property<S>,
  steps: number,
  judge: () => Omit<NaiveVerdict, "steps"> | undefined,
): void {
  const now = verdicts[name]?.verdict;
  if (now === "violated" || now === "reached") return;
  const found = judge();
  if (found !== undefined) verdicts[name] = { ...found, steps };
}

function judged<S>(property: Property<S>, view: S): Omit<NaiveVerdict, "steps"> | undefined {
  if (property.kind === "always") return violatedBy(property.check(view));
  if (property.kind === "sometimes" && property.check(view)) return { verdict: "reached" };
  return undefined;
}

function judgedStep<S>(property: Property<S>, before: Look<S>, after: Look<S>) {
  if (property.kind !== "step") return undefined;
  before.readings.length = after.readings.length = 0;
  const finding = property.check(before.view, after.view);
  if (finding === undefined) return undefined;
  // A step that changes nothing of what the property looks at is a stutter, and holds.
  const changed = [...before.readings, ...after.readings].some(
    ({ component, projection }) =>
      !sameValue(readerOf(before.state)(component, projection), readerOf(after.state)(component, projection)),
  );
  return changed ? violatedBy(finding) : undefined;
}

/** A state, and what is read of it. */
interface Look<S> {
  readonly state: State;
  readonly view: S;
  readonly readings: Reading[];
}

function lookAt<S>(system: System<S>, state: State): Look<S> {
  const readings: Reading[] = [];
  return { state, view: system.state(readerOf(state, readings)), readings };
}

interface Reading {
  readonly component: number;
  readonly projection: Projection | undefined;
}

function readerOf({ values }: State, readings?: Reading[]): Read {
  return (component, projection) => {
    readings?.push({ component, projection });
    return projection === undefined ? values[component] : projection.of(values[component]);
  };
}

function violatedBy(finding: Finding): Omit<NaiveVerdict, "steps"> | undefined {
  return finding === undefined ? undefined : { verdict: "violated", evidence: finding.message };
}
