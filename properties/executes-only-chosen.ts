/**
 * Only what is chosen is executed (I10): a client may have its reply already, so there is no way back.
 */
import { alwaysEach, violation } from "synod";
import type { Decision } from "./decision.ts";

export interface ExecutingLearner {
  readonly name: string;
  /** The first slot that it has not executed. */
  readonly executed: number;
}

export interface ExecutingView {
  /** All learners, always in the same order. */
  readonly learners: readonly ExecutingLearner[];
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

export const executesOnlyChosen = alwaysEach<ExecutingView, ExecutingLearner>(
  "executes-only-chosen",
  ({ learners }) => learners,
  ({ name, executed }, view) => {
    for (let slot = 0; slot < executed; slot++) {
      if (view.chosen.some((decision) => decision.slot === slot)) continue;
      return violation(`slot ${slot}: ${name} has executed it, but nothing is chosen there`, {
        learner: name,
        executed,
      });
    }
    return undefined;
  },
  { about: "A learner comes no further than the slots in which a value is chosen.", source: "S10" },
);
