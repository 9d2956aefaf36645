/**
 * What a leader knows. None of it is on disk: a leader that crashes is a follower, whoever times out is the next (S6, S7), and what was under way is
 * found again in the votes of a quorum.
 */
import type { Address } from "synod";
import type { Epoch } from "../basic-paxos/epoch.ts";
import type { Answer } from "./crash-vectors.ts";
import type { LearnerState } from "./learner.ts";
import type { SlotVote, Truncated } from "./messages.ts";
import { after, at, type InSlot, type Slot } from "./slot.ts";
import type { Covered } from "./truncation.ts";
import { NOOP, type Request, type Value } from "./value.ts";

export interface LeaderState {
  /** The latest epoch it has used or heard of: its owner is the one to turn to (S6). */
  view: Epoch;
  leadership: Leadership;
  /** Requests that wait until it leads, or until there is room. */
  backlog: Request[];
}

export type Leadership = { phase: "following" } | Preparing | Leading;

/** Phase 1: who promised, and with what votes. */
export interface Preparing {
  phase: "preparing";
  epoch: Epoch;
  /** The first slot it asks for: it has executed those before. */
  from: Slot;
  promises: Promised[];
  /** How often it asked again; a bound of the model. */
  asked: number;
}

/** Phase 2. The promises have become proposals, so one that comes late changes nothing. */
export interface Leading {
  phase: "leading";
  epoch: Epoch;
  from: Slot;
  /** Who promised. */
  promisers: Address[];
  /** The first slot in which it has proposed nothing. */
  next: Slot;
  /** S8: the first slot for which it has no promises; null if it has them for all. */
  preparedTo: Slot | null;
  /** Promises for further slots, while it asks for them. */
  further: Promised[] | null;
  /** What is proposed and not known to be chosen, in the order of slots. */
  proposals: Proposal[];
  /** What the others were told: slots before this one are chosen. */
  told: Slot;
  /** How often it asked again; a bound of the model. */
  asked: number;
  /** S12: a change of members that waits until the new ones have caught up. */
  joining?: Joining;
}

/** A change of members that waits for those who are new in it. */
export interface Joining {
  readonly request: Request;
  /** The snapshots that they have on their disks. */
  readonly reached: readonly Covered[];
  /** What they were sent last reaches up to here; null if it has to be sent again. */
  sent: Slot | null;
}

export interface Promised extends Answer {
  readonly votes: readonly SlotVote[];
  readonly truncated?: Truncated;
}

export interface Proposal extends InSlot {
  readonly value: Value;
  readonly voters: readonly Address[];
  /** With crash vectors: what they knew. */
  readonly answers?: readonly Answer[];
}

/** S6: everybody knows who leads first. */
export const FIRST_EPOCH = 0 as Epoch;

export const freshLeader = (): LeaderState => ({ view: FIRST_EPOCH, leadership: { phase: "following" }, backlog: [] });

export function leading(epoch: Epoch, from: Slot, promisers: Address[], preparedTo: Slot | null): Leading {
  return {
    phase: "leading",
    epoch,
    from,
    promisers,
    next: from,
    preparedTo,
    further: null,
    proposals: [],
    told: from,
    asked: 0,
  };
}

/** The slot for the next request: the first in which nothing is proposed or known to be chosen. */
export function freeSlot({ next }: Leading, { chosen, executed }: LearnerState): Slot {
  let slot = next < executed ? executed : next;
  while (at(chosen, slot) !== undefined) slot = after(slot);
  return slot;
}

/** The requests that have a slot already: proposed in this epoch, or known to be chosen. */
export function underWay(proposals: readonly Proposal[], { chosen }: LearnerState): Request[] {
  return [...chosen, ...proposals].flatMap(({ value }) => (value === NOOP ? [] : [value]));
}
