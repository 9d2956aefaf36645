/**
 * What is chosen can be recovered (A10): whichever quorum is asked, somebody in it has a vote for what was chosen, or a snapshot in which it was executed. A
 * new leader asks one quorum, and asks nobody else; so this is what garbage collection, and the loss of a server, must not undo.
 */
import { alwaysEach, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";
import { namesOf, quorumsOf } from "./quorums.ts";

export interface RememberingReplica {
  readonly name: string;
  /** It has lost its disk and does not answer, so it is in no quorum. */
  readonly isRecovering: boolean;
  /** The votes it has at hand, one a slot. */
  readonly votes: readonly { readonly slot?: number; readonly epoch: number; readonly value: string }[];
  /** It has deleted its votes in the slots before this one, and sends its snapshot instead. */
  readonly base: number;
  /** The first slot that its snapshot does not cover. */
  readonly position: number;
}

export interface RecoverabilityView {
  /** All of them, always in the same order. */
  readonly replicas: readonly RememberingReplica[];
  readonly quorum: number;
  /** Where members change, those whose votes count in a slot; a quorum of it is one of these. */
  readonly membersIn?: ((slot: number) => readonly string[]) | undefined;
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

export const chosenIsRecoverable = alwaysEach<RecoverabilityView, readonly RememberingReplica[]>(
  "chosen-is-recoverable",
  ({ replicas, quorum }) => quorumsOf(replicas, quorum),
  (quorum, view) => {
    if (quorum.some(({ isRecovering }) => isRecovering)) return undefined;
    for (const decision of view.chosen) {
      const { slot = 0, value } = decision;
      const members = view.membersIn?.(slot);
      if (members !== undefined && !quorum.every(({ name }) => members.includes(name))) continue;
      if (
        quorum.some(
          ({ base, position, votes }) =>
            Math.min(base, position) > slot || votes.some((vote) => isFor(vote, slot, value)),
        )
      )
        continue;
      const what = `${sentence(decision)}, but ${namesOf(quorum)} have neither a vote for it nor a snapshot`;
      return violation(inSlot(decision.slot, what), { decision, quorum: quorum.map(({ name }) => name) });
    }
    return undefined;
  },
  { about: "Every quorum has a vote for what was chosen, or a snapshot of it.", source: "S12, S13" },
);

function isFor(vote: RememberingReplica["votes"][number], slot: number, value: string): boolean {
  return (vote.slot ?? 0) === slot && vote.value === value;
}
