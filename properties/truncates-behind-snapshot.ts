/**
 * Truncation behind the snapshot (A10): what a server deletes is in its own snapshot, and that is no further than what it has executed. Otherwise what was
 * deleted is nowhere, and who asks for it is told that there was nothing.
 */
import { alwaysEach, violation } from "synod";

export interface TruncatingReplica {
  readonly name: string;
  /** The first slot whose vote it has kept. */
  readonly base: number;
  /** The first slot that its snapshot does not cover. */
  readonly position: number;
  /** The first slot that it has not executed. */
  readonly executed: number;
}

export interface TruncationView {
  /** All of them, always in the same order. */
  readonly replicas: readonly TruncatingReplica[];
}

export const truncatesBehindSnapshot = alwaysEach<TruncationView, TruncatingReplica>(
  "truncates-behind-snapshot",
  ({ replicas }) => replicas,
  ({ name, base, position, executed }) => {
    if (base > position)
      return violation(
        `${name} has deleted the slots before ${base}, but its snapshot covers those before ${position}`,
        {
          base,
          position,
        },
      );
    if (position <= executed) return undefined;
    return violation(`${name} has a snapshot of the slots before ${position}, but executed those before ${executed}`, {
      position,
      executed,
    });
  },
  { about: "What is deleted is in the snapshot, and what is in the snapshot was executed.", source: "S13" },
);
