/**
 * No gaps (I7): a leader leaves no slot behind in which it has not proposed and knows nothing to be chosen. Nobody would ever finish it, and no slot after it
 * could be executed (S11).
 */
import { alwaysEach, violation } from "synod";

export interface ProposingLeader {
  readonly name: string;
  /** Of all phases only "leading" matters here. */
  readonly phase: string;
  readonly epoch: number;
  /** The first slot it is responsible for: those before were finished when it began. */
  readonly from: number;
  /** The first slot in which it has proposed nothing. */
  readonly next: number;
  /** The first slot that it has not prepared; infinite if it has prepared them all. */
  readonly preparedTo: number;
  /** How many slots it may have under way at once. */
  readonly window: number;
  /** What it has proposed and what it knows to be chosen. */
  readonly proposed: readonly { readonly slot: number; readonly value: string; readonly isChosen: boolean }[];
}

export interface ProposingLeadersView {
  /** All that may lead, always in the same order. */
  readonly leaders: readonly ProposingLeader[];
}

export const leavesNoGap = alwaysEach<ProposingLeadersView, ProposingLeader>(
  "leaves-no-gap",
  ({ leaders }) => leaders,
  (leader) => {
    if (leader.phase !== "leading") return undefined;
    const { name, epoch, from, next, proposed } = leader;
    for (let slot = from; slot < next; slot++) {
      if (proposed.some((each) => each.slot === slot)) continue;
      return violation(`slot ${slot}: ${name} has proposed nothing in epoch ${epoch} and goes on at slot ${next}`, {
        leader: name,
        slot,
        proposed,
      });
    }
    return undefined;
  },
  { about: "A leader proposes in every slot up to its next, a noop where it has to.", source: "S11" },
);
