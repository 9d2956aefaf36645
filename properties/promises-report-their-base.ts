/**
 * Promises report their base (S13): where an acceptor has deleted its votes, a promise says so, and does not look as if there had been none. What there was is a
 * matter of record: every vote ever cast.
 */
import { alwaysEach, violation } from "synod";
import type { CastVote } from "./chosen.ts";
import { inSlot } from "./decision.ts";
import { voteText } from "./slot-vote.ts";

/** A promise on its way to a leader. */
export interface TruncatedPromise {
  readonly acceptor: string;
  readonly epoch: number;
  /** It is about slots from this one on, to the other one, which is not included; absent for all. */
  readonly from?: number;
  readonly to?: number;
  /** The first slot that the acceptor had kept; absent if that is none of those it was asked for. */
  readonly base?: number;
  readonly votes: readonly { readonly slot?: number }[];
}

export interface TruncatedPromisesView {
  readonly promisesInFlight: readonly TruncatedPromise[];
  /** All acceptors, always in the same order. */
  readonly acceptors: readonly { readonly name: string }[];
  /** Every vote ever cast. */
  readonly votes: readonly CastVote[];
}

export const promisesReportTheirBase = alwaysEach<TruncatedPromisesView, { readonly name: string }>(
  "promises-report-their-base",
  ({ acceptors }) => acceptors,
  ({ name }, view) => {
    for (const promise of view.promisesInFlight) {
      if (promise.acceptor !== name) continue;
      const { epoch, from = 0, to = Number.POSITIVE_INFINITY, base = 0, votes } = promise;
      const secret = view.votes.find(
        ({ acceptor, epoch: of, slot = 0 }) =>
          acceptor === name && of < epoch && isWithin(slot, Math.max(from, base), to) && !tells(votes, slot),
      );
      if (secret === undefined) continue;
      const what = `${name} promised epoch ${epoch} as if it had not voted for ${voteText(secret)}, which it has deleted`;
      return violation(inSlot(secret.slot, what), { promise, vote: secret });
    }
    return undefined;
  },
  { about: "A slot in which a promise tells of no vote had none, or is before the base it reports.", source: "S13" },
);

function isWithin(slot: number, from: number, to: number): boolean {
  return slot >= from && slot < to;
}

function tells(votes: TruncatedPromise["votes"], slot: number): boolean {
  return votes.some((vote) => (vote.slot ?? 0) === slot);
}
