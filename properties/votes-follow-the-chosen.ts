/**
 * Votes follow what was chosen (I9): an acceptor that has voted in the epoch of a decision, or in a later one, has voted for the same value. It is agreement
 * among acceptors, seen in what each has at hand.
 */
import { alwaysEach, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";
import { type SlotVote, voteText } from "./slot-vote.ts";

export interface FollowingVoter {
  readonly name: string;
  /** The votes it has at hand, one a slot. */
  readonly votes: readonly SlotVote[];
}

export interface FollowingView {
  /** All acceptors, always in the same order. */
  readonly acceptors: readonly FollowingVoter[];
  /** The decisions in all the votes ever cast, with their epochs. */
  readonly chosen: readonly Decision[];
}

export const votesFollowTheChosen = alwaysEach<FollowingView, FollowingVoter>(
  "votes-follow-the-chosen",
  ({ acceptors }) => acceptors,
  ({ name, votes }, view) => {
    for (const vote of votes) {
      const { slot, epoch, value } = vote;
      const decision = view.chosen.find(
        (each) => each.slot === slot && epoch >= (each.epoch ?? 0) && each.value !== value,
      );
      if (decision === undefined) continue;
      const what = `${sentence(decision)}, but ${name} has voted for ${voteText(vote)}`;
      return violation(inSlot(slot, what), { decision, vote });
    }
    return undefined;
  },
  { about: "Who votes in the epoch of a decision or later votes for what was decided.", source: "S9" },
);
