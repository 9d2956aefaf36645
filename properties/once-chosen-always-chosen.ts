/**
 * Once chosen, always chosen (I5): a decision survives because those who voted for it hold on to it. An acceptor may replace its vote, but who has voted for
 * a decision, in its epoch or later, replaces it only by a vote for the same value; so any later quorum still meets the decision.
 */
import { stepEach, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";

export interface Holder {
  readonly name: string;
  /** The votes it has at hand now, one a slot. */
  readonly votes: readonly { readonly slot?: number; readonly epoch: number; readonly value: string }[];
  /** The slots before this one are in its snapshot instead (S13); absent if there are no snapshots. */
  readonly base?: number;
}

export interface HoldersView {
  /** The decisions in all the votes ever cast, with their epochs. */
  readonly chosen: readonly Decision[];
  /** All acceptors, always in the same order. */
  readonly holders: readonly Holder[];
}

export const onceChosenAlwaysChosen = stepEach<HoldersView, Holder>(
  "once-chosen-always-chosen",
  ({ holders }) => holders,
  ({ name, votes }, { votes: later, base = 0 }, { before }) => {
    for (const { slot, epoch, value } of votes) {
      const now = later.find((vote) => vote.slot === slot);
      if (now?.value === value || (slot ?? 0) < base) continue;
      // Its vote may have been cast before the epoch of the decision, and then it is free to replace it.
      const decision = before.chosen.find(
        (each) => each.slot === slot && each.value === value && (each.epoch ?? 0) <= epoch,
      );
      if (decision === undefined) continue;
      const what = now === undefined ? "has forgotten its vote for it" : `now holds ${now.value}`;
      return violation(inSlot(slot, `${sentence(decision)}, but ${name} ${what}`), { decision, holder: name });
    }
    return undefined;
  },
  { about: "Votes for a chosen value are replaced by nothing else, so every later quorum meets it.", source: "S2, S9" },
);
