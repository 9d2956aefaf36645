/**
 * What can still happen, in the plainest form: all steps are kept, goals and excuses are found, and whoever leads to one is found by going backwards.
 */
import type { Possible } from "../../src/define/property.ts";

/** A state space with its steps. States are known by their texts and stand in the order of their discovery. */
export interface Steps<View> {
  readonly states: Map<string, { readonly view: View; readonly depth: number }>;
  /** Both ways: by a state, those its steps lead to, and those whose steps lead to it. */
  readonly after: Map<string, Set<string>>;
  readonly before: Map<string, Set<string>>;
}

export function noSteps<View>(): Steps<View> {
  return { states: new Map(), after: new Map(), before: new Map() };
}

export function addStep<View>({ after, before }: Steps<View>, from: string, to: string): void {
  after.set(from, (after.get(from) ?? new Set()).add(to));
  before.set(to, (before.get(to) ?? new Set()).add(from));
}

/** The first state from which no goal can be reached, as how many steps lead there and how many other states can follow; nothing if there is none. */
export function firstWithoutFuture<View>(
  { states, after, before }: Steps<View>,
  { goal, unless }: Possible<View>,
): { readonly steps: number; readonly following: number } | undefined {
  const ends = [...states].filter(([, { view }]) => goal(view) || unless(view)).map(([text]) => text);
  const leadsOn = closure(ends, before);
  for (const [text, { depth }] of states)
    if (!leadsOn.has(text)) return { steps: depth, following: closure([text], after).size - 1 };
  return undefined;
}

function closure(from: readonly string[], edges: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set(from);
  for (const text of found) for (const next of edges.get(text) ?? []) found.add(next);
  return found;
}
