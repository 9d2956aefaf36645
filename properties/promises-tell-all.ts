/**
 * Promises tell all (I6): a promise reports every vote of its acceptor in the slots it was asked for, decided or not, and it is on record before it leaves. A
 * single vote left out may have been the visible part of a decision.
 */
import { step, violation } from "synod";
import { newVotes, type SlotVote, type Voter, voteText } from "./slot-vote.ts";

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
  readonly acceptors: readonly Voter[];
  readonly promisesInFlight: readonly PromiseInFlight[];
}

export const promisesTellAll = step<PromisesInFlightView>(
  "promises-tell-all",
  (before, after) => {
    const earlier = before.promisesInFlight;
    for (const promise of after.promisesInFlight) {
      if (earlier.some((other) => isSamePromise(other, promise))) continue;
      const finding = findingIn(promise, before, after);
      if (finding !== undefined) return finding;
    }
    return undefined;
  },
  { about: "A promise is recorded, and reports every vote in the slots it was asked for.", source: "S9" },
);

/** A promise that was just sent, by an acceptor whose votes did not change in this step. */
function findingIn(promise: PromiseInFlight, before: PromisesInFlightView, after: PromisesInFlightView) {
  const { acceptor, epoch, votes } = promise;
  const promised = after.acceptors.find(({ name }) => name === acceptor)?.promised ?? epoch;
  if (promised < epoch)
    return violation(`${acceptor} sent a promise for epoch ${epoch} without recording it`, { promise });
  const own = (before.acceptors.find(({ name }) => name === acceptor)?.votes ?? []).filter(isAskedFor(promise));
  const [secret] = newVotes(votes, own);
  if (secret !== undefined) return violation(`${acceptor} promised epoch ${epoch}${without(secret)}`, { promise, own });
  const [invented] = newVotes(own, votes);
  if (invented === undefined) return undefined;
  return violation(`${acceptor} promised epoch ${epoch} and told of a vote it does not have: ${textOf(invented)}`, {
    promise,
    own,
  });
}

function isAskedFor({ from = 0, to = Number.POSITIVE_INFINITY }: PromiseInFlight) {
  return ({ slot = 0 }: SlotVote) => slot >= from && slot < to;
}

function isSamePromise(a: PromiseInFlight, b: PromiseInFlight): boolean {
  return (
    a.acceptor === b.acceptor &&
    a.epoch === b.epoch &&
    a.from === b.from &&
    a.votes.length === b.votes.length &&
    newVotes(a.votes, b.votes).length === 0
  );
}

function without(secret: SlotVote): string {
  return ` without telling of its vote for ${textOf(secret)}`;
}

function textOf(vote: SlotVote): string {
  return vote.slot === undefined ? voteText(vote) : `${voteText(vote)} in slot ${vote.slot}`;
}
