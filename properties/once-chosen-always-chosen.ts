/**
 * Once chosen, always chosen (I5): a decision survives because a quorum holds on to it. An acceptor may replace its vote, but only by a later one for the
 * same value; so any later quorum still meets the decision.
 */
import { step, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";

export interface Held {
  readonly acceptor: string;
  readonly value: string;
  readonly slot?: number;
}

export interface HeldView {
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
  /** The votes that acceptors have at hand now. */
  readonly held: readonly Held[];
  readonly quorum: number;
}

export const onceChosenAlwaysChosen = step<HeldView>(
  "once-chosen-always-chosen",
  (before, after) => {
    for (const decision of before.chosen) {
      const holders = after.held.filter(({ slot, value }) => slot === decision.slot && value === decision.value);
      if (holders.length >= after.quorum) continue;
      const names = holders.map(({ acceptor }) => acceptor);
      const who = names.length === 0 ? "nobody holds" : `only ${names.join(" and ")} still holds`;
      return violation(inSlot(decision.slot, `${sentence(decision)}, but ${who} it`), { decision, holders: names });
    }
    return undefined;
  },
  { about: "Votes for a chosen value are replaced by nothing else, so every later quorum meets it.", source: "S2, S9" },
);
