/**
 * The windows of a leader (I8): it asks for votes only in slots that it has prepared (S8), and has no more than so many of them under way (S10). What it took
 * over from an earlier leader may be wider; it is what it adds that counts.
 */
import { alwaysEach, stepEach, violation } from "synod";
import type { ProposingLeader, ProposingLeadersView } from "./no-gaps.ts";

export const proposesWherePrepared = alwaysEach<ProposingLeadersView, ProposingLeader>(
  "proposes-where-prepared",
  ({ leaders }) => leaders,
  (leader) => {
    if (leader.phase !== "leading") return undefined;
    const { name, epoch, next, preparedTo } = leader;
    if (next <= preparedTo) return undefined;
    const last = next - 1;
    return violation(
      `slot ${last}: ${name} has proposed in epoch ${epoch}, but prepared only slots before ${preparedTo}`,
      {
        leader: name,
        next,
        preparedTo,
      },
    );
  },
  { about: "A leader proposes only in slots for which it has promises.", source: "S8" },
);

export const staysInWindow = stepEach<ProposingLeadersView, ProposingLeader>(
  "stays-in-window",
  ({ leaders }) => leaders,
  (was, is) => {
    // When it begins to lead, or to prepare further slots, it has to finish whatever it is told of.
    if (is.phase !== "leading" || was.phase !== "leading") return undefined;
    if (is.epoch !== was.epoch || is.preparedTo !== was.preparedTo) return undefined;
    const firstOpen = firstOpenSlot(is);
    const added = is.proposed.find(
      ({ slot, isChosen }) => !isChosen && slot >= was.next && slot - firstOpen >= is.window,
    );
    if (added === undefined) return undefined;
    const { name, window } = is;
    return violation(
      `slot ${added.slot}: ${name} has proposed ${added.value}, ${window} or more after slot ${firstOpen}`,
      {
        leader: name,
        window,
        firstOpen,
        added,
      },
    );
  },
  { about: "A leader has no more slots under way at once than the window is wide.", source: "S10" },
);

/** The first that it does not know the decision of. */
function firstOpenSlot({ from, proposed }: ProposingLeader): number {
  const known = new Set(proposed.filter(({ isChosen }) => isChosen).map(({ slot }) => slot));
  let slot = from;
  while (known.has(slot)) slot++;
  return slot;
}
