/**
 * What happened, as nobody in the system knows it: every vote ever cast and every proposal ever made. Votes are replaced, messages disappear, and
 * crashes erase; whether a value was chosen is a fact about all votes there have ever been. Both lists only grow and are kept in order.
 */
import type { Address, Observer } from "synod";
import type { Vote } from "./messages.ts";
import { including } from "./ordered-set.ts";

/** What acceptors and proposers report with `record`. */
export type Happening = ({ readonly type: "voted" } & Vote) | ({ readonly type: "proposed" } & Vote);

/** A vote or proposal, and whose it is. */
export interface Entry extends Vote {
  readonly by: Address;
}

const recorder = (type: Happening["type"]): Observer<readonly Entry[], Happening> => ({
  initial: [],
  observe: (entries, { type: happened, epoch, value }, by) =>
    happened === type ? including(entries, { by, epoch, value }, textOf) : entries,
});

const textOf = ({ by, epoch, value }: Entry) => `${epoch} ${by} ${value}`;

export const votes = recorder("voted");
export const proposals = recorder("proposed");
