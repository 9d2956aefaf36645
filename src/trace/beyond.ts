/**
 * What lies beyond the end of a run: whether a goal can still be reached from there, found out on plain values as the definition has it. So the claim that
 * nothing leads on does not rest on the search alone.
 */
import type { Evidence, Possible } from "../define/property.ts";
import type { System } from "../define/system.ts";
import { canonicalText, type Value } from "../define/value.ts";
import { SynodError } from "../errors.ts";
import { enabledIn, stateOf } from "./interpret.ts";

/** States that are looked at, unless the caller says otherwise: some seconds. */
export const MOST_STATES = 100_000;

/**
 * Evidence that no run leads on to the goal, nor to an excuse; nothing if one does. Throws SYN025 if more states follow than may be looked at, and none of
 * those that were is the goal.
 */
export function stuckAt<State>(
  system: System<State>,
  property: Possible<State>,
  from: readonly Value[],
  mostStates = MOST_STATES,
): Evidence | undefined {
  const seen = new Map([[canonicalText(from), from]]);
  let last = from;
  for (const values of seen.values()) {
    last = values;
    const state = stateOf(system, values);
    if (property.goal(state) || property.unless(state)) return undefined;
    if (seen.size > mostStates) throw undecided(mostStates);
    for (const { after } of enabledIn(system, values)) seen.set(canonicalText(after), after);
  }
  const missing = wordsOf(property, stateOf(system, last));
  return deadEnd(property, stateOf(system, from), { kind: "counted", following: seen.size - 1, missing });
}

/** What can follow: so many other states, and what is missing in the one that is the most steps away; or more than so many, not all of them looked at. */
export type Following =
  | { readonly kind: "counted"; readonly following: number; readonly missing: string }
  | { readonly kind: "many"; readonly following: number };

/** The evidence on a state from which no run leads on. */
export function deadEnd<State>(property: Possible<State>, state: State, known: Following): Evidence {
  const missing = wordsOf(property, state);
  const { following } = known;
  const states = `${following.toLocaleString("en-US")} more ${following === 1 ? "state" : "states"} can follow`;
  const isLess = known.kind === "counted" && known.missing !== missing && known.missing !== "";
  const beyond = [
    known.kind === "many" ? `more than ${states}` : states,
    ...(isLess ? [`in ${following === 1 ? "it" : "the last of them"} ${known.missing}`] : []),
  ];
  return {
    message:
      following === 0
        ? said("nothing can happen any more, and the goal is not reached", missing)
        : `${said("from here on no schedule reaches the goal", missing)} (${beyond.join("; ")})`,
    details: {
      goal: property.name,
      following,
      isCounted: known.kind === "counted",
      ...property.missing(state)?.details,
    },
  };
}

function wordsOf<State>(property: Possible<State>, state: State): string {
  return property.missing(state)?.message ?? "";
}

function said(what: string, missing: string): string {
  return missing === "" ? what : `${what}: ${missing}`;
}

function undecided(mostStates: number): SynodError {
  const number = mostStates.toLocaleString("en-US");
  return new SynodError(
    "undecided",
    `more states follow than may be looked at (${number}), and no goal is among those`,
    {
      hint: "Whether one leads on is not known; look further with --max-states.",
    },
  );
}
