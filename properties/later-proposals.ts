/**
 * Later proposals carry what was chosen (I4): once a value is chosen, every later epoch proposes it again. This is agreement one proposal earlier, before
 * anybody has voted for the other value.
 */
import { always, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";
import type { Proposal } from "./one-value-per-epoch.ts";

export interface LaterProposalsView {
  /** Every proposal ever made, in any order. */
  readonly proposals: readonly Proposal[];
  /** The decisions in all the votes ever cast, with their epochs. */
  readonly chosen: readonly Decision[];
}

export const laterProposalsCarryTheChosen = always<LaterProposalsView>(
  "later-proposals-carry-the-chosen",
  (view) => {
    const { proposals } = view;
    // Votes are for proposals, so where all propose the same there is nothing to look for.
    const disputed = proposals.filter((one) =>
      proposals.some((other) => other.slot === one.slot && other.value !== one.value),
    );
    if (disputed.length === 0) return undefined;
    for (const decision of view.chosen) {
      const { slot, value, epoch = 0 } = decision;
      const other = disputed.find((each) => each.slot === slot && each.epoch > epoch && each.value !== value);
      if (other === undefined) continue;
      return violation(inSlot(slot, `${sentence(decision)}, but ${other.value} was proposed in epoch ${other.epoch}`), {
        decision,
        proposal: other,
      });
    }
    return undefined;
  },
  { about: "Once a value is chosen in a slot, every later epoch proposes it there again.", source: "S9" },
);
