/**
 * Witnesses: states that a run has to reach before its verdict is worth anything. A protocol that never decides agrees with itself.
 */
import { sometimes } from "synod";
import type { Decision } from "./decision.ts";
import type { Proposal } from "./one-value-per-epoch.ts";

export const aValueIsChosen = sometimes<{ readonly chosen: readonly Decision[] }>(
  "a-value-is-chosen",
  ({ chosen }) => chosen.length > 0,
  { about: "Some quorum votes for the same value in the same epoch.", source: "S2" },
);

export const aValueIsDecided = sometimes<{ readonly learned: readonly Decision[] }>(
  "a-value-is-decided",
  ({ learned }) => learned.length > 0,
  { about: "Some learner decides, so that there is something to agree on.", source: "S1" },
);

export interface AdoptionView {
  readonly proposals: readonly (Proposal & {
    /** What the proposer would have proposed, had it been free to. */
    readonly wish: string;
  })[];
}

export const laterEpochAdoptsEarlierVote = sometimes<AdoptionView>(
  "later-epoch-adopts-earlier-vote",
  ({ proposals }) => proposals.some(({ value, wish }) => value !== wish),
  {
    about: "Some proposer gives up its own value for one that was voted for before: the heart of Paxos.",
    source: "S9",
  },
);

export const twoProposersActive = sometimes<{ readonly proposers: readonly { readonly isActive: boolean }[] }>(
  "two-proposers-active",
  ({ proposers }) => proposers.filter(({ isActive }) => isActive).length >= 2,
  { about: "Two proposers are at work at the same time, each in its own epoch.", source: "S5" },
);
