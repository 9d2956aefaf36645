/**
 * Equal logs, equal states (I11): what a learner has in its application and in its reply cache is a function of the slots it has executed. A cache that also
 * depended on what reached one server only would make two learners disagree on whether a request is new (S19).
 */
import { always, violation } from "synod";

export interface StatefulLearner {
  readonly name: string;
  /** The first slot that it has not executed. */
  readonly executed: number;
  /** Its state and its reply cache, as text. */
  readonly application: string;
  readonly cache: string;
}

export interface StatesView {
  readonly learners: readonly StatefulLearner[];
}

export const equalLogsEqualStates = always<StatesView>(
  "equal-logs-equal-states",
  ({ learners }) => {
    for (const [index, one] of learners.entries()) {
      const other = learners.slice(index + 1).find(({ executed }) => executed === one.executed && executed > 0);
      if (other === undefined) continue;
      for (const what of ["application", "cache"] as const) {
        if (one[what] === other[what]) continue;
        const [a, b] = [JSON.stringify(one[what]), JSON.stringify(other[what])];
        return violation(
          `${one.name} and ${other.name} have executed slots 0 to ${one.executed - 1}, but as ${what} they have ${a} and ${b}`,
          { [one.name]: one[what], [other.name]: other[what] },
        );
      }
    }
    return undefined;
  },
  { about: "Whoever has executed the same slots has the same state and the same reply cache.", source: "S18, S19" },
);
