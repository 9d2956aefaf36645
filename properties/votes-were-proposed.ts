/**
 * Votes are for proposals (I2): whoever votes in an epoch votes for what was proposed there. With one value an epoch, a vote can then be told by its epoch, and
 * that is what "the latest vote" relies on.
 */
import { alwaysEach, violation } from "synod";
import { inSlot } from "./decision.ts";
import type { ProposalsView } from "./one-value-per-epoch.ts";
import { isSameVote, type Voter, voteText } from "./slot-vote.ts";

export interface ProposedVotesView extends ProposalsView {
  readonly acceptors: readonly Pick<Voter, "name" | "votes">[];
}

export const votesWereProposed = alwaysEach<ProposedVotesView, Pick<Voter, "name" | "votes">>(
  "votes-were-proposed",
  ({ acceptors }) => acceptors,
  ({ name, votes }, view) => {
    for (const vote of votes) {
      const { proposals } = view;
      if (proposals.some((proposal) => isSameVote(proposal, vote))) continue;
      const { slot, epoch } = vote;
      const inEpoch = proposals.filter((proposal) => proposal.slot === slot && proposal.epoch === epoch);
      const instead = inEpoch.map(({ value }) => value).join(" and ") || "nothing";
      return violation(inSlot(slot, `${name} voted for ${voteText(vote)}, in which ${instead} was proposed`), {
        vote,
        proposals: inEpoch,
      });
    }
    return undefined;
  },
  { about: "Who votes in an epoch votes for what was proposed in it.", source: "S2, S9" },
);
