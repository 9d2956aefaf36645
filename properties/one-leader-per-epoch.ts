/**
 * One leader an epoch (I16): an epoch has one owner (S6), who leads it once; after a crash it takes a later one (S12). Otherwise the answers to one incarnation
 * would count for the other.
 */
import { alwaysEach, stepEach, violation } from "synod";
import type { Proposal } from "./one-value-per-epoch.ts";
import { pairsOf } from "./pairs.ts";

export interface EpochLeader {
  readonly name: string;
  /** Of all phases only "leading" matters here. */
  readonly phase: string;
  readonly epoch: number;
  /** The first slot in which it has proposed nothing. */
  readonly next: number;
}

export interface EpochLeadersView {
  /** All that may lead, always in the same order. */
  readonly leaders: readonly EpochLeader[];
  /** Every proposal ever made. */
  readonly proposals: readonly (Proposal & { readonly by: string })[];
}

export const oneLeaderPerEpoch = alwaysEach<EpochLeadersView, readonly [EpochLeader, EpochLeader]>(
  "one-leader-per-epoch",
  ({ leaders }) => pairsOf(leaders),
  ([one, other]) => {
    if (one.phase !== "leading" || other.phase !== "leading" || one.epoch !== other.epoch) return undefined;
    return violation(`${one.name} and ${other.name} both lead epoch ${one.epoch}`, { epoch: one.epoch });
  },
  { about: "No two servers lead the same epoch.", source: "S6, S9" },
);

export const leadsAnEpochOnce = stepEach<EpochLeadersView, EpochLeader>(
  "leads-an-epoch-once",
  ({ leaders }) => leaders,
  (was, is, { before }) => {
    if (is.phase !== "leading") return undefined;
    const { name, epoch, next } = is;
    if (was.phase === "leading" && was.epoch === epoch) {
      if (next >= was.next) return undefined;
      return violation(`${name} begins epoch ${epoch} again at slot ${next}, where it was at slot ${was.next}`, {
        epoch,
      });
    }
    const earlier = before.proposals.find((proposal) => proposal.epoch === epoch);
    if (earlier === undefined) return undefined;
    const who = earlier.by === name ? "it" : earlier.by;
    return violation(`${name} begins to lead epoch ${epoch}, in which ${who} had proposed ${earlier.value}`, {
      earlier,
    });
  },
  { about: "Who begins to lead an epoch is the first to propose anything in it.", source: "S9, S12" },
);
