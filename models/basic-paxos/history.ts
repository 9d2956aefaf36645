/**
 * What happened, as nobody in the system knows it: every vote ever cast and every proposal ever made. Votes are replaced, messages disappear, and
 * crashes erase; whether a value was chosen is a fact about all votes there have ever been. Both lists only grow and are kept in order.
 */
import type { Address, Observer } from "synod";
import type { Vote } from "./messages.ts";

/** What acceptors and proposers report with `record`. */
export type Happening = ({ readonly type: "voted" } & Vote) | ({ readonly type: "proposed" } & Vote);

/** A vote or proposal, and whose it is. */
export interface Entry extends Vote {
  readonly by: Address;
}

const recorder = (type: Happening["type"]): Observer<readonly Entry[], Happening> => ({
  initial: [],
  observe: (entries, happening, by) => {
    if (happening.type !== type) return entries;
    return withEntry(entries, { by, epoch: happening.epoch, value: happening.value });
  },
});

export const votes = recorder("voted");
export const proposals = recorder("proposed");

function withEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const isKnown = entries.some(
    ({ by, epoch, value }) => by === entry.by && epoch === entry.epoch && value === entry.value,
  );
  return isKnown ? entries : [...entries, entry].sort(inOrder);
}

function inOrder(a: Entry, b: Entry): number {
  return a.epoch - b.epoch || a.by.localeCompare(b.by) || a.value.localeCompare(b.value);
}
