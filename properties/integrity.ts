/**
 * Integrity (S1): a learner decides once, and only what was chosen. Agreement is about different learners, integrity about each one by itself.
 */
import { alwaysEach, step, stepEach, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";

/** A learner with the decisions that it knows of. */
export interface LearnerOfSlots {
  readonly name: string;
  readonly learned: readonly { readonly slot?: number; readonly value: string }[];
}

export interface LearnersView {
  /** All learners, always in the same order. */
  readonly learners: readonly LearnerOfSlots[];
}

export interface IntegrityView extends LearnersView {
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

/** For learners that keep what they know. A decision is acted on as soon as it is made, so it cannot be taken back. */
export const decidesOnce = step<{ readonly learned: readonly Decision[] }>(
  "decides-once",
  (before, after) => {
    for (const decision of before.learned) {
      const now = after.learned.find(({ by, slot }) => by === decision.by && slot === decision.slot);
      if (now?.value === decision.value) continue;
      const change = now === undefined ? "then forgot it" : `then ${now.value}`;
      return violation(inSlot(decision.slot, `${sentence(decision)}, ${change}`), {
        before: decision,
        after: now ?? null,
      });
    }
    return undefined;
  },
  { about: "A learner never changes or loses a decision.", source: "S1" },
);

/** For learners that may lose what they know in a crash (S12), and learn it again. */
export const neverLearnsOtherwise = stepEach<LearnersView, LearnerOfSlots>(
  "never-learns-otherwise",
  ({ learners }) => learners,
  (was, is) => {
    for (const { slot, value } of was.learned) {
      const now = is.learned.find((each) => each.slot === slot);
      if (now === undefined || now.value === value) continue;
      const decision = { by: was.name, value };
      return violation(inSlot(slot, `${sentence(decision)}, then ${now.value}`), { before: value, after: now.value });
    }
    return undefined;
  },
  { about: "A learner may forget a decision, but it never changes one.", source: "S1, S12" },
);

export const learnsOnlyChosen = alwaysEach<IntegrityView, LearnerOfSlots>(
  "learns-only-chosen",
  ({ learners }) => learners,
  ({ name, learned }, view) => {
    // Votes are looked at only where something is learned.
    for (const { slot, value } of learned) {
      const { chosen } = view;
      if (chosen.some((each) => each.slot === slot && each.value === value)) continue;
      const decision = { by: name, value, ...(slot !== undefined && { slot }) };
      return violation(inSlot(slot, `${sentence(decision)}, which no quorum voted for`), { decision, chosen });
    }
    return undefined;
  },
  { about: "What is learned was chosen: some quorum voted for it in one epoch.", source: "S1, S2" },
);
