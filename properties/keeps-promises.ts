/**
 * Promises are kept (I1): an acceptor does not vote in an epoch that it has left, and whoever votes in an epoch has left all before. It is checked where a vote
 * is cast, many steps before a broken promise makes two decisions of one.
 */
import { stepEach, violation } from "synod";
import { inSlot } from "./decision.ts";
import { newVotes, type Voter, voteText } from "./slot-vote.ts";

export interface VotersView {
  /** All acceptors, always in the same order. */
  readonly acceptors: readonly Voter[];
}

export const keepsPromises = stepEach<VotersView, Voter>(
  "keeps-promises",
  ({ acceptors }) => acceptors,
  (was, is) => {
    for (const vote of newVotes(was.votes, is.votes)) {
      const what = `${was.name} voted for ${voteText(vote)}`;
      if (vote.epoch < was.promised)
        return violation(inSlot(vote.slot, `${what}, although it had promised epoch ${was.promised}`), { vote });
      if (vote.epoch > is.promised) return violation(inSlot(vote.slot, `${what} without promising it`), { vote });
    }
    return undefined;
  },
  { about: "An acceptor votes only in epochs that it has not left, and leaves all earlier ones.", source: "S9" },
);
