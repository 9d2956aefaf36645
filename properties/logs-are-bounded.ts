/**
 * Logs are bounded (I13): what a snapshot is for. Where its own snapshot is enough for a server to delete what it covers, there is nothing left of the slots
 * before it, neither votes nor decisions; so a log is never longer than from one snapshot to the next, and what is under way.
 */
import { alwaysEach, violation } from "synod";

export interface BoundedReplica {
  readonly name: string;
  /** The first slot that its snapshot does not cover. */
  readonly position: number;
  /** Slots of which it has a vote, or knows the decision. */
  readonly slots: readonly number[];
}

export const logsAreBounded = alwaysEach<{ readonly replicas: readonly BoundedReplica[] }, BoundedReplica>(
  "logs-are-bounded",
  ({ replicas }) => replicas,
  ({ name, position, slots }) => {
    const old = slots.find((slot) => slot < position);
    if (old === undefined) return undefined;
    return violation(`${name} has a snapshot of the slots before ${position}, and still keeps slot ${old}`, {
      position,
      slots,
    });
  },
  { about: "After a snapshot nothing is kept of the slots that it covers.", source: "S13" },
);
