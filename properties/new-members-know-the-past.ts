/**
 * New members know the past (S12): once a change of members is chosen, the old ones may be switched off one day, and what was decided before the change has to be
 * known without them. Every quorum of the new members has it, as a vote or executed. What was still under way beside the change is not meant: that is
 * why a server which is not a member any more has to stay until the others have executed so far.
 */
import { always, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";
import { namesOf, quorumsOf } from "./quorums.ts";

export interface KnowingReplica {
  readonly name: string;
  /** The next slot to execute. */
  readonly executed: number;
  /** The votes it has at hand, one a slot. */
  readonly votes: readonly { readonly slot?: number; readonly epoch: number; readonly value: string }[];
}

export interface SuccessionView {
  readonly replicas: readonly KnowingReplica[];
  /** The decisions in all the votes ever cast by members. */
  readonly chosen: readonly Decision[];
  /** Changes of members among these. Slots before `settled` were executed when the change was proposed. */
  readonly changes: readonly { readonly members: readonly string[]; readonly settled: number }[];
}

export const newMembersKnowThePast = always<SuccessionView>(
  "new-members-know-the-past",
  ({ changes, chosen, replicas }) => {
    for (const { members, settled } of changes) {
      const past = chosen.filter(({ slot = 0 }) => slot < settled);
      const successors = replicas.filter(({ name }) => members.includes(name));
      for (const quorum of quorumsOf(successors, Math.floor(members.length / 2) + 1)) {
        const lost = past.find((decision) => !quorum.some((each) => knows(each, decision)));
        if (lost === undefined) continue;
        const what = `${sentence(lost)}, but of the new members ${namesOf(quorum)} do not know`;
        return violation(inSlot(lost.slot, what), { decision: lost, quorum: quorum.map(({ name }) => name) });
      }
    }
    return undefined;
  },
  { about: "Every quorum of new members knows what was decided before they were proposed.", source: "S12" },
);

function knows({ executed, votes }: KnowingReplica, { slot = 0, value }: Decision): boolean {
  return executed > slot || votes.some((vote) => (vote.slot ?? 0) === slot && vote.value === value);
}
