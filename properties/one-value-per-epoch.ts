/**
 * One value per epoch (I2): it lets a vote be told by its epoch alone. It holds because an epoch has one owner (S9), who proposes in it once, also
 * if it crashes in between.
 */
import { always, violation } from "synod";
import { inSlot } from "./decision.ts";

export interface Proposal {
  readonly epoch: number;
  readonly value: string;
  readonly slot?: number;
}

export interface ProposalsView {
  /** Every proposal ever made, in any order. */
  readonly proposals: readonly Proposal[];
}

export const oneValuePerEpoch = always<ProposalsView>(
  "one-value-per-epoch",
  ({ proposals }) => {
    const seen = new Map<string, Proposal>();
    for (const proposal of proposals) {
      const { slot, epoch, value } = proposal;
      const other = seen.get(`${slot} ${epoch}`);
      if (other !== undefined && other.value !== value) {
        return violation(inSlot(slot, `${other.value} and ${value} were both proposed in epoch ${epoch}`), {
          epoch,
          values: [other.value, value],
        });
      }
      seen.set(`${slot} ${epoch}`, proposal);
    }
    return undefined;
  },
  { about: "No two values are proposed in the same epoch: an epoch has one owner, who uses it once.", source: "S9" },
);
