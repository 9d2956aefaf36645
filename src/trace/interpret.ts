/**
 * The meaning of a system without any of the engine: its steps worked out on plain values, nothing remembered. Counterexamples are replayed through
 * this before anyone is shown them.
 */
import type { Event } from "../define/event.ts";
import type { Read, System } from "../define/system.ts";
import type { Value } from "../define/value.ts";

/** A step that is enabled, with the state it leads to. */
export interface Enabled {
  readonly event: Event;
  readonly after: readonly Value[];
}

/** All steps that are enabled in a state, in the order of the definition. */
export function enabledIn<State>({ groups }: System<State>, values: readonly Value[]): Enabled[] {
  return groups.flatMap(({ reads, expand }) =>
    expand(reads.map((component) => values[component])).map(({ event, writes, updates }) => {
      const after = [...values];
      for (const [component, value] of writes) after[component] = value;
      for (const [component, update] of updates) after[component] = update.apply(after[component]);
      return { event, after };
    }),
  );
}

/** A state as properties see it. */
export function stateOf<State>(system: System<State>, values: readonly Value[]): State {
  const read: Read = (component, projection) =>
    projection === undefined ? values[component] : projection.of(values[component]);
  return system.state(read);
}
