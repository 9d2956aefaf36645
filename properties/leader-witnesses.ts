/**
 * Witnesses about leaders: that they were really replaced, in the middle of their work and more than once. A leader that is never overtaken needs no
 * epochs.
 */
import { sometimes } from "synod";
import type { Decision } from "./decision.ts";
import type { Proposal } from "./one-value-per-epoch.ts";

interface SeenLeader {
  readonly name: string;
  /** Of all phases only "leading" matters here. */
  readonly phase: string;
  readonly epoch: number;
}

export interface LeadersView {
  readonly leaders: readonly SeenLeader[];
}

export interface AbandonedView extends LeadersView {
  /** Every proposal ever made. */
  readonly proposals: readonly (Proposal & { readonly by: string })[];
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

export const twoLeadersAtOnce = sometimes<LeadersView>(
  "two-leaders-at-once",
  ({ leaders }) => leaders.filter(({ phase }) => phase === "leading").length >= 2,
  { about: "Two servers lead at the same time, each in its own epoch.", source: "S5" },
);

export const theThirdEpochIsLed = sometimes<LeadersView>(
  "the-third-epoch-is-led",
  ({ leaders }) => leaders.some(({ phase, epoch }) => phase === "leading" && epoch >= 2),
  { about: "Leadership changes twice, so that a vote can be outdated twice over.", source: "S6, S9" },
);

export const aLeaderGivesUpItsProposals = sometimes<AbandonedView>(
  "a-leader-gives-up-its-proposals",
  ({ leaders, proposals, chosen }) =>
    proposals.some(({ by, slot, epoch }) => {
      const leader = leaders.find(({ name }) => name === by);
      const isStillLeading = leader?.phase === "leading" && leader.epoch === epoch;
      return !isStillLeading && !chosen.some((decision) => decision.slot === slot);
    }),
  { about: "A leader gives up while a proposal of its own is not chosen.", source: "S9, S11" },
);
