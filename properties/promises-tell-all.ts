/**
 * Promises tell all (I6): a promise reports every vote of its acceptor in the slots it was asked for, decided or not, and it is on record before it leaves. A
 * single vote left out may have been the visible part of a decision.
 */
import { alwaysEach, violation } from "synod";
import { isSameVote, type SlotVote, type Voter, voteText } from "./slot-vote.ts";

/** A promise on its way to a leader. */
export interface PromiseInFlight {
  readonly acceptor: string;
  readonly epoch: number;
  /** It is about slots from this one on, to the other one, which is not included; absent for all. */
  readonly from?: number;
  readonly to?: number;
  readonly votes: readonly SlotVote[];
}

export interface PromisesInFlightView {
  /** All acceptors, always in the same order. Votes in slots before `base` have been deleted (S13). */
  readonly acceptors: readonly (Voter & { readonly base?: number })[];
  readonly promisesInFlight: readonly PromiseInFlight[];
}

export const promisesTellAll = alwaysEach<PromisesInFlightView, Voter & { readonly base?: number }>(
  "promises-tell-all",
  ({ acceptors }) => acceptors,
  (acceptor, view) => {
    for (const promise of view.promisesInFlight) {
      if (promise.acceptor !== acceptor.name) continue;
      const finding = findingIn(promise, acceptor);
      if (finding !== undefined) return finding;
    }
    return undefined;
  },
  { about: "A promise is recorded, and reports every vote in the slots it was asked for.", source: "S9" },
);

/**
 * Since it promised, an acceptor has cast no vote in an earlier epoch; so those that it has were there then. Where it has voted in this epoch or a later one
 * since, nothing can be said any more.
 */
function findingIn(promise: PromiseInFlight, { name, promised, votes, base = 0 }: Voter & { readonly base?: number }) {
  const { epoch } = promise;
  if (promised < epoch) return violation(`${name} sent a promise for epoch ${epoch} without recording it`, { promise });
  const own = votes.filter(isAskedFor(promise));
  const secret = own.find((vote) => vote.epoch < epoch && !promise.votes.some((told) => isSameVote(told, vote)));
  if (secret !== undefined) {
    const what = `without telling of its vote for ${textOf(secret)}`;
    return violation(`${name} promised epoch ${epoch} ${what}`, { promise, votes });
  }
  const invented = promise.votes.find((told) => {
    if ((told.slot ?? 0) < base) return false;
    const vote = own.find(({ slot }) => slot === told.slot);
    return vote === undefined || (vote.epoch < epoch && !isSameVote(vote, told));
  });
  if (invented === undefined) return undefined;
  return violation(
    `${name} promised epoch ${epoch} and told of a vote for ${textOf(invented)}, which it does not have`,
    {
      promise,
      votes,
    },
  );
}

function isAskedFor({ from = 0, to = Number.POSITIVE_INFINITY }: PromiseInFlight) {
  return ({ slot = 0 }: SlotVote) => slot >= from && slot < to;
}

function textOf(vote: SlotVote): string {
  return vote.slot === undefined ? voteText(vote) : `${voteText(vote)} in slot ${vote.slot}`;
}
