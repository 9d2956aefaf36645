/**
 * Witnesses about slots: that a log was really made of many decisions, which may come in any order (S10), some of them adopted (S9) and some to fill gaps (S11).
 * Without them Multi-Paxos would have been tried as basic Paxos only.
 */
import { sometimes } from "synod";
import type { Decision } from "./decision.ts";
import type { Proposal } from "./one-value-per-epoch.ts";
import { NOOP } from "./replay.ts";

interface ChosenView {
  /** The decisions in all the votes ever cast, with their epochs. */
  readonly chosen: readonly Decision[];
}

export interface ChosenProposalsView extends ChosenView {
  /** Every proposal ever made. */
  readonly proposals: readonly Proposal[];
}

export const anEarlierVoteIsAdopted = sometimes<ChosenProposalsView>(
  "an-earlier-vote-is-adopted",
  (view) =>
    view.chosen.some(
      ({ slot, epoch = 0, value }) =>
        value !== NOOP &&
        view.proposals.some((each) => each.slot === slot && each.value === value && each.epoch < epoch),
    ),
  { about: "What an earlier leader proposed is chosen in the epoch of a later one.", source: "S9" },
);

export const aNoopIsChosen = sometimes<ChosenView>(
  "a-noop-is-chosen",
  ({ chosen }) => chosen.some(({ value }) => value === NOOP),
  { about: "A gap is filled, so that what is chosen behind it can be executed.", source: "S11" },
);

export const aLaterSlotIsChosenFirst = sometimes<ChosenView>(
  "a-later-slot-is-chosen-first",
  ({ chosen }) => chosen.some(({ slot = 0 }) => slot > 0 && !chosen.some((other) => (other.slot ?? 0) === slot - 1)),
  { about: "A slot is chosen before the one in front of it.", source: "S10" },
);

export const requestsAreChosenOutOfOrder = sometimes<ChosenProposalsView>(
  "requests-are-chosen-out-of-order",
  ({ chosen, proposals }) => {
    const decided = new Set(chosen.map(({ slot }) => slot));
    const waiting = proposals.filter(({ slot, value }) => value !== NOOP && !decided.has(slot));
    return waiting.some(({ slot = 0 }) => chosen.some((each) => each.value !== NOOP && (each.slot ?? 0) > slot));
  },
  { about: "A request is chosen while another, in an earlier slot, still waits for votes.", source: "S10" },
);
