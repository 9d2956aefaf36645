/**
 * Integrity (S1): a learner decides once, and only what was chosen. Agreement is about different learners, integrity about each one by itself.
 */
import { always, step, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";

export interface IntegrityView {
  readonly chosen: readonly Decision[];
  readonly learned: readonly Decision[];
}

/** A decision is acted on as soon as it is made, so it cannot be taken back. */
export const decidesOnce = step<IntegrityView>(
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

export const learnsOnlyChosen = always<IntegrityView>(
  "learns-only-chosen",
  ({ learned, chosen }) => {
    for (const decision of learned) {
      if (chosen.some(({ slot, value }) => slot === decision.slot && value === decision.value)) continue;
      return violation(inSlot(decision.slot, `${sentence(decision)}, which no quorum voted for`), { decision, chosen });
    }
    return undefined;
  },
  { about: "What is learned was chosen: some quorum voted for it in one epoch.", source: "S1, S2" },
);
