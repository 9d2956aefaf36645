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
  for (const values of seen.values()) {
    const state = stateOf(system, values);
    if (property.goal(state) || property.unless(state)) return undefined;
    if (seen.size > mostStates) throw undecided(mostStates);
    for (const { after } of enabledIn(system, values)) seen.set(canonicalText(after), after);
  }
  return deadEnd(property, stateOf(system, from), { following: seen.size - 1, isCounted: true });
}

/** How many other states can follow; if not all were counted, at least so many. */
export interface Following {
  readonly following: number;
  readonly isCounted: boolean;
}

/** The evidence on a state from which no run leads on. */
export function deadEnd<State>(property: Possible<State>, state: State, known: Following): Evidence {
  const { message = "", details = {} } = property.missing(state) ?? {};
  const { following, isCounted } = known;
  const what = message === "" ? "" : `: ${message}`;
  const number = `${isCounted ? "" : "more than "}${following.toLocaleString("en-US")}`;
  const states = `${number} more ${following === 1 ? "state" : "states"} can follow`;
  return {
    message:
      following === 0
        ? `nothing can happen any more, and the goal is not reached${what}`
        : `from here on no schedule reaches the goal${what} (${states})`,
    details: { goal: property.name, following, isCounted, ...details },
  };
}

function undecided(mostStates: number): SynodError {
  const number = mostStates.toLocaleString("en-US");
  return new SynodError("undecided", `more than ${number} states follow, and none of those looked at is the goal`, {
    hint: "Whether one leads on is not known; look further with --max-states.",
  });
}
