/**
 * Agreement (S1): whoever decides, decides the same. It is what consensus is for; the other safety properties are about why it holds.
 */
import { always, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";

export interface DecisionsView {
  /**
   * What learners decided, and what the votes amount to (`chosenBy`) even if nobody noticed: once two values are chosen, some learner may decide
   * either, so there is no need to wait for it.
   */
  readonly decisions: readonly Decision[];
}

export const agreement = always<DecisionsView>(
  "agreement",
  ({ decisions }) => {
    const bySlot = new Map<number | undefined, Decision>();
    for (const decision of decisions) {
      const other = bySlot.get(decision.slot) ?? decision;
      if (other.value !== decision.value) {
        return violation(inSlot(decision.slot, `${sentence(other)}, but ${sentence(decision)}`), {
          decisions: [other, decision],
        });
      }
      bySlot.set(decision.slot, other);
    }
    return undefined;
  },
  {
    about: "No two decisions differ: any two quorums share an acceptor, and it tells the later one of the earlier.",
    source: "S1; Lamport, Paxos Made Simple, section 2.1",
  },
);
