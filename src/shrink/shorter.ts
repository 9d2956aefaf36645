/**
 * A shorter way to the same violation, by the exhaustive search: it tries every order and every choice, where delta debugging can only leave out. The search
 * is kept small by what it may do (the trace's own events, then any like them, then everything), by the length to beat, and by a limit on states.
 */
import type { Event } from "../define/event.ts";
import type { Judged } from "../define/property.ts";
import type { System } from "../define/system.ts";
import { canonicalText, type Value } from "../define/value.ts";
import { check } from "../explore/check.ts";
import type { TraceStep } from "../trace/replay.ts";
import { likeness } from "./likeness.ts";
import type { Patience } from "./patience.ts";

/** What a search may do, and from where. */
export interface Field<State> {
  readonly system: System<State>;
  readonly property: Judged<State>;
  /** The states to start from; those of the system if absent. */
  readonly from?: readonly (readonly Value[])[];
  /** Everything if absent. */
  readonly allows?: (event: Event) => boolean;
}

export interface Effort {
  /** Steps that a run must not reach. */
  readonly below: number;
  readonly maxStates: number;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
}

export interface Shorter {
  /** A shortest violating run of the field, if it is short enough and was found. */
  readonly run: { readonly initial: number; readonly steps: readonly TraceStep[] } | undefined;
  /** Whether it is certain that the field has no shorter one. */
  readonly isCertain: boolean;
}

export async function shorterRun<State>(field: Field<State>, effort: Effort): Promise<Shorter> {
  const { below, maxStates, patience, signal } = effort;
  if (below <= 0) return { run: undefined, isCertain: true };
  const result = await check(
    { name: "shorter", parameters: {}, system: fieldSystem(field), properties: [field.property] },
    { maxDepth: below - 1, maxStates, time: patience.left, ...(signal && { signal }) },
  );
  const run = result.properties[0]?.counterexample;
  const { inconclusive } = result;
  const isCertain = run !== undefined || inconclusive?.kind !== "limit" || inconclusive.limit === "depth";
  return { run, isCertain };
}

function fieldSystem<State>({ system, from, allows }: Omit<Field<State>, "property">): System<State> {
  return {
    ...system,
    ...(from && { initial: from }),
    ...(allows && {
      groups: system.groups.map((group) => ({
        ...group,
        expand: (values: readonly Value[]) => group.expand(values).filter(({ event }) => allows(event)),
      })),
    }),
    fresh: () => fieldSystem({ system: system.fresh(), ...(from && { from }), ...(allows && { allows }) }),
  };
}

/** Exactly the events of these steps. */
export function only(steps: readonly TraceStep[]): (event: Event) => boolean {
  const allowed = new Set(steps.map(({ event }) => canonicalText(event)));
  return (event) => allowed.has(canonicalText(event));
}

/** The events of these steps, and those that differ from them in the fields of the message. */
export function onlyLike(steps: readonly TraceStep[]): (event: Event) => boolean {
  const allowed = new Set(steps.map(({ event }) => likeness(event)));
  return (event) => allowed.has(likeness(event));
}
