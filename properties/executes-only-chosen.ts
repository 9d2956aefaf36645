/**
 * Only what is chosen is executed (I10): a client may have its reply already, so there is no way back. Judged where a slot is executed: what is chosen stays
 * so.
 */
import { stepEach, violation } from "synod";
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

export const executesOnlyChosen = stepEach<ExecutingView, ExecutingLearner>(
  "executes-only-chosen",
  ({ learners }) => learners,
  (was, is, { after }) => {
    const { name, executed } = is;
    for (let slot = was.executed; slot < executed; slot++) {
      if (after.chosen.some((decision) => decision.slot === slot)) continue;
      return violation(`slot ${slot}: ${name} has executed it, but nothing is chosen there`, {
        learner: name,
        executed,
      });
    }
    return undefined;
  },
  { about: "A learner comes no further than the slots in which a value is chosen.", source: "S10" },
);
