/**
 * Truncation (S13): when an acceptor may delete its votes in a slot. The slot is decided, and executed in a snapshot that is on disk; the question is only
 * whether others might still ask for it. If its own snapshot is enough, they have to be sent the snapshot; if everybody has to have one, one server
 * that is down keeps all logs growing.
 */
import type { Address } from "synod";
import { including } from "../basic-paxos/ordered-set.ts";
import { majority } from "../basic-paxos/quorum.ts";
import type { AcceptorState } from "./acceptor.ts";
import type { LearnerState } from "./learner.ts";
import { FIRST_SLOT, type Slot } from "./slot.ts";

/** Votes are deleted when the server itself has a snapshot that covers them, or when so many servers have one. */
export type Truncation = "own" | "quorum" | "all";

/** Slots before the position are in a snapshot of that server. */
export interface Covered {
  readonly by: Address;
  readonly position: Slot;
}

export interface TruncationState {
  /** The snapshots it has heard of, in the order of servers. */
  covered: Covered[];
}

type State = AcceptorState & LearnerState & TruncationState;

/** Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface TruncationRules {
  /** The first slot that is kept, given how far its own snapshot, and that of all who have to have one, reach. */
  firstKept(self: State, covered: Slot): Slot;
}

export const truncationRules: TruncationRules = {
  /** Its own snapshot has to cover what it deletes, whatever the others have. */
  firstKept: ({ snapshot }, covered) => least(snapshot.position, covered),
};

export interface TruncationOptions {
  readonly servers: number;
  readonly truncation: Truncation;
  readonly rules: TruncationRules;
}

/** Deletes what need not be kept any more. The base only grows, and what is deleted is gone from the acceptor and the learner alike. */
export function truncate(self: State, own: Address, { servers, truncation, rules }: TruncationOptions): void {
  const all = withPosition(self.covered, own, self.snapshot.position).map(({ position }) => position);
  const base = rules.firstKept(self, reachedBy(all, neededFor(truncation, servers)));
  if (base <= self.base) return;
  self.base = base;
  self.votes = self.votes.filter(({ slot }) => slot >= base);
  self.chosen = self.chosen.filter(({ slot }) => slot >= base);
}

/** How many have to have a snapshot of what is deleted. */
export function neededFor(truncation: Truncation, servers: number): number {
  return { own: 1, quorum: majority(servers), all: servers }[truncation];
}

/** The position that so many snapshots have reached. */
export function reachedBy(positions: readonly Slot[], needed: number): Slot {
  return positions.toSorted((a, b) => b - a)[needed - 1] ?? FIRST_SLOT;
}

/** News come in any order, and snapshots only advance. */
export function withPosition(covered: readonly Covered[], by: Address, position: Slot): Covered[] {
  const known = covered.find((each) => each.by === by);
  if (known !== undefined && known.position >= position) return [...covered];
  return including(
    covered.filter((each) => each !== known),
    { by, position },
    (each) => each.by,
  );
}

function least(a: Slot, b: Slot): Slot {
  return a < b ? a : b;
}
