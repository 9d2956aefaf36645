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
  const ballots = new Map<string, Decision & { readonly voters: Set<string> }>();
  for (const { acceptor, ...what } of votes) {
    const key = `${what.slot} ${what.epoch} ${what.value}`;
    const ballot = ballots.get(key) ?? { ...what, by: "", voters: new Set() };
    ballots.set(key, ballot);
    ballot.voters.add(acceptor);
  }
  return [...ballots.values()]
    .filter(({ voters }) => voters.size >= quorum)
    .map(({ voters, ...what }) => ({ ...what, by: [...voters].join(" and ") }));
}
