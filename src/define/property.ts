/**
 * What must be true. `always` holds in every state, `step` across every step, `sometimes` is a witness: a state the search has to reach, or the run has
 * shown nothing and fails. A property that fails returns evidence: who, which slot, what was expected and what was found.
 *
 * A property is written against a view, so that one file serves every protocol that can offer that view.
 */

/** Why a property does not hold: a sentence with names and values, and the values themselves for programs. */
export interface Evidence {
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a property returns: nothing when it holds. */
export type Finding = Evidence | undefined;

interface Named {
  readonly name: string;
  /** One sentence on what it means and why it must hold. */
  readonly about: string;
  /** Where it comes from: a paper, a slide. */
  readonly source: string;
}

export interface Always<View> extends Named {
  readonly kind: "always";
  check(view: View): Finding;
}

/** Holds for a step that changes nothing the property reads, as in TLA+'s `[][A]_v`: it is about what changes. */
export interface Step<View> extends Named {
  readonly kind: "step";
  check(before: View, after: View): Finding;
}

export interface Sometimes<View> extends Named {
  readonly kind: "sometimes";
  check(view: View): boolean;
}

export type Property<View> = Always<View> | Step<View> | Sometimes<View>;

export interface About {
  readonly about?: string;
  readonly source?: string;
}

/** An invariant: `check` returns nothing in a good state and evidence in a bad one. */
export function always<View>(
  name: string,
  check: (view: View) => Finding,
  { about = "", source = "" }: About = {},
): Always<View> {
  return { kind: "always", name, about, source, check };
}

/** A property of steps: what may change from one state to the next. */
export function step<View>(
  name: string,
  check: (before: View, after: View) => Finding,
  { about = "", source = "" }: About = {},
): Step<View> {
  return { kind: "step", name, about, source, check };
}

/** A witness: some reachable state must satisfy `check`. */
export function sometimes<View>(
  name: string,
  check: (view: View) => boolean,
  { about = "", source = "" }: About = {},
): Sometimes<View> {
  return { kind: "sometimes", name, about, source, check };
}

/** Evidence that a property is violated. Name nodes, slots and values in the message: it is the first line that a person reads. */
export function violation(message: string, details: Readonly<Record<string, unknown>> = {}): Evidence {
  return { message, details };
}

/**
 * Lets properties that are written against a view be checked on a system with another state.
 * The view must read lazily (getters), so that a property depends only on what it looks at.
 */
export function over<State, View>(
  view: (state: State) => View,
  properties: readonly Property<NoInfer<View>>[],
): Property<State>[] {
  return properties.map((property) => {
    switch (property.kind) {
      case "always":
        return { ...property, check: (state: State) => property.check(view(state)) };
      case "sometimes":
        return { ...property, check: (state: State) => property.check(view(state)) };
      case "step":
        return { ...property, check: (before: State, after: State) => property.check(view(before), view(after)) };
    }
  });
}
