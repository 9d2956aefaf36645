/**
 * What must be true. `always` holds in every state, `step` across every step, `possible` names a goal that no state may lose for good; `sometimes` is a
 * witness: a state the search has to reach, or the run has shown nothing and fails. A property that fails returns evidence: who, which slot, what was
 * expected and what was found.
 *
 * A property is written against a view, so that one file serves every protocol that can offer that view.
 */
import { callersOf, type Sites } from "./site.ts";

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
  /** The code that defined it. */
  readonly definedAt?: Sites | undefined;
}

export interface Always<View> extends Named {
  readonly kind: "always";
  check(view: View): Finding;
  /** For an invariant that says something about each member of a list: the same, one member at a time. */
  readonly each?: Members<View, [view: View]> | undefined;
}

/** A property in parts, which are judged and remembered each by itself. There are as many in every state. */
interface Members<View, Looked extends readonly View[]> {
  count(view: View): number;
  check(member: number, ...views: Looked): Finding;
}

/** Holds for a step that changes nothing the property reads, as in TLA+'s `[][A]_v`: it is about what changes. */
export interface Step<View> extends Named {
  readonly kind: "step";
  check(before: View, after: View): Finding;
  readonly each?: Members<View, [before: View, after: View]> | undefined;
}

export interface Sometimes<View> extends Named {
  readonly kind: "sometimes";
  check(view: View): boolean;
}

/** From every reachable state some run leads on to a goal: CTL's AG EF, the progress that does not need fairness. */
export interface Possible<View> extends Named {
  readonly kind: "possible";
  goal(view: View): boolean;
  /** States that need no way on, because what the model allows for is used up. */
  unless(view: View): boolean;
  /** What is still missing in a state. */
  missing(view: View): Finding;
}

/** Properties of a state or a step by itself, which are judged while the search goes on. */
export type Judged<View> = Always<View> | Step<View> | Sometimes<View>;

export type Property<View> = Judged<View> | Possible<View>;

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
  return { kind: "always", name, about, source, definedAt: callersOf(always), check };
}

/**
 * An invariant about each member of a list, every participant, every acceptor: `check` returns nothing for a good one. It means what a loop in `always`
 * would mean, and costs less where members mostly hold by what they say themselves: each is judged by itself, so the values of one are not multiplied by
 * those of the others. The list must have the same length in every state and its members must be read lazily.
 */
export function alwaysEach<View, Member>(
  name: string,
  members: (view: View) => readonly Member[],
  check: (member: Member, view: View) => Finding,
  about: About = {},
): Always<View> {
  return {
    ...always<View>(
      name,
      (view) => {
        for (const member of members(view)) {
          const finding = check(member, view);
          if (finding !== undefined) return finding;
        }
        return undefined;
      },
      about,
    ),
    definedAt: callersOf(alwaysEach),
    each: {
      count: (view) => members(view).length,
      check: (number, view) => check(members(view)[number] as Member, view),
    },
  };
}

/** A property of steps: what may change from one state to the next. */
export function step<View>(
  name: string,
  check: (before: View, after: View) => Finding,
  { about = "", source = "" }: About = {},
): Step<View> {
  return { kind: "step", name, about, source, definedAt: callersOf(step), check };
}

/** What may change about each member of a list, as `alwaysEach` is what is true of each. */
export function stepEach<View, Member>(
  name: string,
  members: (view: View) => readonly Member[],
  check: (before: Member, after: Member, views: { readonly before: View; readonly after: View }) => Finding,
  about: About = {},
): Step<View> {
  const checkMember = (number: number, before: View, after: View) =>
    check(members(before)[number] as Member, members(after)[number] as Member, { before, after });
  return {
    ...step<View>(
      name,
      (before, after) => {
        for (const number of members(before).keys()) {
          const finding = checkMember(number, before, after);
          if (finding !== undefined) return finding;
        }
        return undefined;
      },
      about,
    ),
    definedAt: callersOf(stepEach),
    each: { count: (view) => members(view).length, check: checkMember },
  };
}

/** A witness: some reachable state must satisfy `check`. */
export function sometimes<View>(
  name: string,
  check: (view: View) => boolean,
  { about = "", source = "" }: About = {},
): Sometimes<View> {
  return { kind: "sometimes", name, about, source, definedAt: callersOf(sometimes), check };
}

export interface AboutPossible<View> extends About {
  /** Excuses states in which a bound of the model is used up: to reach a bound is not to starve. */
  readonly unless?: (view: View) => boolean;
  /** Evidence of what is missing in a state that cannot reach the goal: who still waits, and for what. */
  readonly missing?: (view: View) => Finding;
}

/**
 * It can still happen: from every reachable state some run reaches the goal. Violated by a state from which no run reaches the goal, nor any state that
 * `unless` excuses; so a state that can only go on to an excused one is excused as well. Decided when the whole space is known, and never of a part of it.
 */
export function possible<View>(
  name: string,
  goal: (view: View) => boolean,
  { unless = () => false, missing = () => undefined, about = "", source = "" }: AboutPossible<View> = {},
): Possible<View> {
  return { kind: "possible", name, about, source, definedAt: callersOf(possible), goal, unless, missing };
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
        return {
          ...property,
          check: (state: State) => property.check(view(state)),
          each: property.each && eachOver(view, property.each),
        };
      case "sometimes":
        return { ...property, check: (state: State) => property.check(view(state)) };
      case "step":
        return {
          ...property,
          check: (before: State, after: State) => property.check(view(before), view(after)),
          each: property.each && eachStepOver(view, property.each),
        };
      case "possible":
        return {
          ...property,
          goal: (state: State) => property.goal(view(state)),
          unless: (state: State) => property.unless(view(state)),
          missing: (state: State) => property.missing(view(state)),
        };
    }
  });
}

function eachOver<State, View>(
  view: (state: State) => View,
  { count, check }: Members<View, [View]>,
): Members<State, [State]> {
  return { count: (state) => count(view(state)), check: (member, state) => check(member, view(state)) };
}

function eachStepOver<State, View>(
  view: (state: State) => View,
  { count, check }: Members<View, [View, View]>,
): Members<State, [State, State]> {
  return {
    count: (state) => count(view(state)),
    check: (member, before, after) => check(member, view(before), view(after)),
  };
}
