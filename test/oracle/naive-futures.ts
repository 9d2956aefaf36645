/**
 * What can still happen, in the plainest form: all steps are kept, goals and excuses are found, and whoever leads to one is found by going backwards.
 */
import type { Possible } from "../../src/define/property.ts";

/** A state space with its steps. States are known by their texts and stand in the order of their discovery. */
export interface Steps {
  /** By property, whether the state is its goal, or excused; and how many states are on a shortest way to it. */
  readonly states: Map<string, { readonly isEnd: readonly boolean[]; readonly depth: number }>;
  /** Both ways: by a state, those its steps lead to, and those whose steps lead to it. */
  readonly after: Map<string, Set<string>>;
  readonly before: Map<string, Set<string>>;
}

export function noSteps(): Steps {
  return { states: new Map(), after: new Map(), before: new Map() };
}

export function addState<View>(
  { states }: Steps,
  text: string,
  view: View,
  depth: number,
  goals: readonly Possible<View>[],
): void {
  states.set(text, { isEnd: goals.map(({ goal, unless }) => goal(view) || unless(view)), depth });
}

export function addStep({ after, before }: Steps, from: string, to: string): void {
  after.set(from, (after.get(from) ?? new Set()).add(to));
  before.set(to, (before.get(to) ?? new Set()).add(from));
}

/** The first state from which the goal of a property (by number) cannot be reached, as how many steps lead there and how many other states can follow; nothing if there is none. */
export function firstWithoutFuture(
  { states, after, before }: Steps,
  property: number,
): { readonly steps: number; readonly following: number } | undefined {
  const ends = [...states].filter(([, { isEnd }]) => isEnd[property]).map(([text]) => text);
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
