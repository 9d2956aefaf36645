/**
 * Safe proposals (I3, Lamport's ShowsSafeAt): when a value is proposed in an epoch, some quorum shows that no other can have been chosen before. All of it has
 * left the earlier epochs, so nothing more will be chosen there, and its latest vote, if there is one, is for this value.
 */
import { step, violation } from "synod";
import type { CastVote } from "./chosen.ts";
import { inSlot } from "./decision.ts";
import type { Proposal } from "./one-value-per-epoch.ts";
import { newVotes, voteText } from "./slot-vote.ts";

export interface SafetyView {
  /** Every proposal ever made. */
  readonly proposals: readonly Proposal[];
  /** Every vote ever cast. */
  readonly votes: readonly CastVote[];
  /** All acceptors, with the epoch that each has promised, smaller than all others if none. */
  readonly acceptors: readonly { readonly name: string; readonly promised: number }[];
  readonly quorum: number;
}

export const proposalsAreSafe = step<SafetyView>(
  "proposals-are-safe",
  (before, after) => {
    for (const proposal of newVotes(before.proposals, after.proposals)) {
      const witnesses = witnessesOf(proposal, after);
      if (isSafe(proposal, witnesses, after.quorum)) continue;
      const { slot } = proposal;
      const shown = witnesses.map(textOf).join(", ");
      return violation(
        inSlot(slot, `${voteText(proposal)} was proposed, but no quorum shows that it is safe: ${shown}`),
        {
          proposal,
          witnesses,
        },
      );
    }
    return undefined;
  },
  {
    about:
      "What is proposed is the latest vote of a quorum that has left all earlier epochs, or free because it has none.",
    source: "S9; Lamport, Paxos Made Simple, section 2.2",
  },
);

/** What an acceptor says about a proposal. */
interface Witness {
  readonly name: string;
  readonly hasLeft: boolean;
  /** Its latest vote in the slot before the epoch of the proposal. */
  readonly latest: CastVote | undefined;
}

function witnessesOf({ slot, epoch }: Proposal, { votes, acceptors }: SafetyView): Witness[] {
  return acceptors.map(({ name, promised }) => ({
    name,
    // There is no epoch before 0 to leave.
    hasLeft: epoch === 0 || promised >= epoch,
    latest: votes
      .filter((vote) => vote.acceptor === name && vote.slot === slot && vote.epoch < epoch)
      .toSorted((a, b) => b.epoch - a.epoch)[0],
  }));
}

/** Whether some quorum has no vote at all, or has this value as its latest. */
function isSafe({ value }: Proposal, witnesses: readonly Witness[], quorum: number): boolean {
  const asked = witnesses.filter(({ hasLeft }) => hasLeft);
  if (asked.filter(({ latest }) => latest === undefined).length >= quorum) return true;
  return asked.some(({ latest }) => {
    if (latest?.value !== value) return false;
    const agreeing = asked.filter(({ latest: other }) => !contradicts(other, latest));
    return agreeing.length >= quorum;
  });
}

function contradicts(vote: CastVote | undefined, latest: CastVote): boolean {
  if (vote === undefined || vote.epoch < latest.epoch) return false;
  return vote.epoch > latest.epoch || vote.value !== latest.value;
}

function textOf({ name, hasLeft, latest }: Witness): string {
  const voted = latest === undefined ? "had not voted" : `had voted for ${voteText(latest)}`;
  return hasLeft ? `${name} ${voted}` : `${name} has not promised the epoch`;
}
