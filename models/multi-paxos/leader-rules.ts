/**
 * What the leader's safety, and a few times only its progress, rests on. Each seeded bug (bugs.ts) breaks one rule and keeps the rest.
 */
import type { Address } from "synod";
import { type Epoch, nextEpochOf } from "../basic-paxos/epoch.ts";
import { including } from "../basic-paxos/ordered-set.ts";
import { majority } from "../basic-paxos/quorum.ts";
import { withAnswer } from "./crash-vectors.ts";
import type { Promised } from "./leadership.ts";
import type { SlotValue, SlotVote } from "./messages.ts";
import { at, type Slot } from "./slot.ts";
import { isSameRequest, NOOP, type Request, type Value } from "./value.ts";

export interface LeaderRules {
  /** The epoch that a server takes when it times out. */
  nextEpoch(index: number, leaders: number, after: Epoch): Epoch;
  /** Whether a new leader has a phase 1 at all. */
  readonly prepares: boolean;
  /** Whether a server that has crashed goes on in the epoch it led. */
  readonly resumes: boolean;
  /** How many promises, and how many votes, are enough. */
  promiseQuorum(acceptors: number): number;
  voteQuorum(acceptors: number): number;
  /** Whether an answer is about what it asked in its own epoch. */
  countsPromise(own: Epoch, answered: Epoch): boolean;
  countsVote(own: Epoch, answered: Epoch): boolean;
  withPromise(promises: readonly Promised[], promised: Promised): Promised[];
  withVoter(voters: readonly Address[], voter: Address): Address[];
  /** Whether it takes over the snapshots that come with promises before it does anything else (S13). */
  readonly installsFirst: boolean;
  /** The last slot that a new leader has to finish; nothing if there is none. */
  lastToFinish(reported: readonly SlotVote[]): Slot | undefined;
  /** Whether it proposes in a slot that may have been decided before. */
  finishes(chosen: readonly SlotValue[], slot: Slot): boolean;
  /** The vote whose value it has to propose in a slot, of those reported for it. */
  adopt(
    reported: readonly SlotVote[],
    where: { readonly isLast: boolean; readonly quorum: number },
  ): SlotVote | undefined;
  /** What it proposes where nothing was reported. */
  fillGap(backlog: readonly Request[]): Value | undefined;
  /** Which of its own votes it takes for decisions as it begins to lead. */
  takesForChosen(own: readonly SlotVote[]): readonly SlotVote[];
  /** Whether a request gets a slot, given those that have one. */
  mayPropose(request: Request, underWay: readonly Request[]): boolean;
  /** The same, where the requests of a client are taken in their order: whether it is this one's turn. */
  isNext(request: Request, underWay: readonly Request[]): boolean;
  /** Whether it throws a request away that might get a slot later. */
  throwsAway(request: Request, underWay: readonly Request[]): boolean;
  /** Whether a slot is among those it has promises for. */
  isPrepared(slot: Slot, preparedTo: Slot | null): boolean;
  /** Whether a slot is among those it may have under way at once. */
  isInWindow(slot: Slot, executed: Slot, window: number): boolean;
  /** Whether it replies to a request that is chosen but cannot be executed yet. */
  readonly repliesEarly: boolean;
}

export const leaderRules: LeaderRules = {
  /** Every epoch has one owner (S6), who speaks in it alone. */
  nextEpoch: nextEpochOf,
  prepares: true,
  /** Its votes of before the crash may be on their way, so the epoch is used up; it is a follower, and its next epoch is a later one. */
  resumes: false,
  promiseQuorum: majority,
  voteQuorum: majority,
  countsPromise: (own, answered) => own === answered,
  countsVote: (own, answered) => own === answered,
  /** Acceptors are counted, never messages. */
  withPromise: withAnswer,
  withVoter: (voters, voter) => including(voters, voter, (each) => each),
  installsFirst: true,
  lastToFinish: (reported) => reported.toSorted((a, b) => b.slot - a.slot)[0]?.slot,
  finishes: (chosen, slot) => at(chosen, slot) === undefined,
  /** If anything was chosen in this slot before, the latest vote in a quorum is for it. */
  adopt: (reported) => reported.toSorted((a, b) => b.epoch - a.epoch)[0],
  /** S11: nothing was chosen here, and the slots after it have to wait no longer. */
  fillGap: () => NOOP,
  /** A vote is no decision, its own least of all. */
  takesForChosen: () => [],
  /** S17: one that has a slot is proposed already, and has to wait; it is looked for by its own number, not by the last one of its client. */
  mayPropose: (request, underWay) => !underWay.some((other) => isSameRequest(request, other)),
  /**
   * S15, done right: each request of a client when all before it have a slot. A later one may have one already, since a noop can displace a request when
   * the leader changes (S11); to wait for the number after the last would then be to wait for ever.
   */
  isNext: ({ client, seq }, underWay) => {
    const placed = underWay.filter((other) => other.client === client).map((other): number => other.seq);
    const earlier = Array.from({ length: seq - 1 }, (_, position) => position + 1);
    return !placed.includes(seq) && earlier.every((number) => placed.includes(number));
  },
  /** Who has it on the way only once would wait for ever. */
  throwsAway: () => false,
  isPrepared: (slot, preparedTo) => preparedTo === null || slot < preparedTo,
  /** S10: what is far ahead of what was executed has to wait, or learners would have to keep any number of slots. */
  isInWindow: (slot, executed, window) => slot - executed < window,
  /** S10: the reply is what came of executing it, and that needs all slots before. */
  repliesEarly: false,
};
