/**
 * Snapshots (S13, S20): what came of all slots before a position, so that nobody needs to know any more what was chosen in them. A snapshot is one thing:
 * the application together with the reply cache, because a learner with the one and not the other would execute old requests anew.
 */
import type { Address } from "synod";
import type { Executed, Execution, MembersChange } from "./execution.ts";
import type { ClientCache } from "./reply-cache.ts";
import { FIRST_SLOT, type Slot } from "./slot.ts";

export interface Snapshot {
  /** It stands for all slots before this one. */
  readonly position: Slot;
  readonly application: string;
  /** Replies and floors (S19) as they were there. */
  readonly cache: readonly ClientCache[];
  /** What was executed to get there. It follows from the rest; only properties look at it. */
  readonly log: readonly Executed[];
  /** Changes of members in the slots that it stands for (S12): whoever begins from it has to know who the members are. */
  readonly changes?: readonly MembersChange[];
  /** Whose learner it was taken from; nobody's at the beginning. */
  readonly by: Address | null;
}

/** Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface SnapshotRules {
  snapshotOf(self: Execution, by: Address): Snapshot;
  /** Whether a snapshot of somebody else's takes the place of what a learner has. */
  mayInstall(self: Execution, snapshot: Snapshot): boolean;
  /** What of the snapshot is on disk. */
  readonly snapshotKeeps: readonly "snapshot"[];
}

export const snapshotRules: SnapshotRules = {
  snapshotOf: ({ executed: position, application, cache, log, changes }, by) => ({
    ...{ position, application, cache, log, by },
    ...(changes && { changes }),
  }),
  /** Never back: what a learner has executed its clients may have been told. */
  mayInstall: ({ executed }, { position }) => position > executed,
  /** Before the votes that it stands for are deleted. */
  snapshotKeeps: ["snapshot"],
};

/** What a learner has before it has executed anything. */
export const emptySnapshot = (application: string): Snapshot => ({
  position: FIRST_SLOT,
  application,
  cache: [],
  log: [],
  by: null,
});

/** The state of a learner is that of its snapshot, all of it in one step: after a crash, or because somebody else was so far ahead. */
export function beginFrom(self: Execution, { position, application, cache, log, changes }: Snapshot): void {
  self.executed = position;
  self.application = application;
  self.cache = [...cache];
  self.log = [...log];
  if (changes === undefined) delete self.changes;
  else self.changes = [...changes];
}
