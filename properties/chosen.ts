/**
 * When a value is chosen: a quorum of acceptors has voted for it in one epoch (S2). From then on it is decided, whether or not anybody knows it yet.
 */
import type { Decision } from "./decision.ts";

export interface CastVote {
  readonly acceptor: string;
  readonly epoch: number;
  readonly value: string;
  readonly slot?: number;
}

/** The decisions contained in all the votes ever cast. */
export function chosenBy(votes: readonly CastVote[], quorum: number): Decision[] {
  const decisions: Decision[] = [];
  votes.forEach((vote, position) => {
    const alike = votes.filter((other) => isAlike(other, vote));
    if (alike.length < quorum || alike[0] !== votes[position]) return;
    const voters = new Set(alike.map(({ acceptor }) => acceptor));
    if (voters.size < quorum) return;
    const { acceptor, ...what } = vote;
    decisions.push({ ...what, by: [...voters].join(" and ") });
  });
  return decisions;
}

function isAlike(a: CastVote, b: CastVote): boolean {
  return a.epoch === b.epoch && a.value === b.value && a.slot === b.slot;
}
