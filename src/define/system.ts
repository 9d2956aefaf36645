/**
 * The one form that every definition is brought to, and the only one that the engine knows: a vector of components, and groups of steps that each read
 * a few of them. Actor systems and plain transition systems are both compiled to it.
 *
 * Why components: the effect of a step depends on the components its group reads and on nothing else, so it is computed once for each value of those
 * and then reused in every state that contains them. The fewer components a group reads, the fewer times a reducer runs.
 */
import type { Address, Event } from "./event.ts";
import type { Value } from "./value.ts";

export interface Component {
  readonly name: string;
  /** The part of the value a person wants to see change in a trace; the whole of it if absent. */
  readonly show?: (value: Value) => Value;
  /** The node whose messages on the way this is, an `Inbox`. */
  readonly inboxOf?: Address;
  /** It is a number that only goes down: how often something may still happen. */
  readonly isBudget?: boolean;
}

/**
 * A change to a component that does not depend on anything else the step reads: "add this message to that inbox". It is a function of the old value alone,
 * and `key` is its identity: two updates of one component with equal keys must do the same, because the engine remembers results by key.
 */
export interface Update {
  readonly key: Value;
  /**
   * Whether it and any other update of the component that says so may be applied in either order, with the same result; and whether, once it changes
   * nothing, it never will again.
   */
  readonly commutes?: boolean;
  apply(old: Value): Value;
}

/**
 * One enabled step. A component stands in at most one of `writes` and `updates`, and at most once. An effect that is the same in many states had better be the
 * same object: the engine recognises it.
 */
export interface Effect {
  readonly event: Event;
  /** The name under which the step counts as exercised; null for a step in which nothing happened. */
  readonly action: string | null;
  /** New values for components that the group reads. */
  readonly writes: readonly (readonly [component: number, value: Value])[];
  /** Updates, mostly of components that the group does not read. */
  readonly updates: readonly (readonly [component: number, update: Update])[];
}

/** Whether somebody asks for that event. */
export type Asked = (event: Event) => boolean;

/**
 * Steps that depend on the same components. `expand` is a pure function of their values, given in the order of `reads`. Where only some events are asked
 * for, others may be left out of what it returns, and need not be worked out.
 */
export interface Group {
  readonly name: string;
  readonly reads: readonly number[];
  expand(values: readonly Value[], asked?: Asked): readonly Effect[];
}

/** A part of a component that a property may read without depending on the rest of it. Compared by identity, so make each once. */
export interface Projection {
  readonly name: string;
  of(value: Value): Value;
}

/** How a property sees a state. Reads are recorded: its verdict is remembered by exactly what it read. */
export type Read = (component: number, projection?: Projection) => Value;

/** A limit written into the model, and whether it ever cut anything off. */
export interface Bound {
  readonly name: string;
  readonly limit: number | string;
  /** Asked after a run, with the values each component ever had. */
  readonly reached: (valuesOf: (component: number) => readonly Value[]) => boolean;
}

export interface System<State> {
  readonly components: readonly Component[];
  readonly initial: readonly (readonly Value[])[];
  readonly groups: readonly Group[];
  /** Every action the definition has; one that is never enabled makes a run vacuous. */
  readonly actions: readonly string[];
  readonly bounds: readonly Bound[];
  /** A value, of a message or of arguments, as people see it; as it is if absent. */
  readonly show?: (value: Value) => Value;
  /** The same system with nothing remembered: a replay through it runs every reducer anew. */
  fresh(): System<State>;
  /** The state as properties see it. It must read lazily: through getters, not up front. */
  state(read: Read): State;
}
