/**
 * Validity (S1): a decision is something that somebody wanted. Without it a protocol that always decides "nothing" would be perfect.
 */
import { always, alwaysEach, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";
import { NOOP } from "./replay.ts";
import type { Voter } from "./slot-vote.ts";

export interface ValidityView {
  readonly learned: readonly Decision[];
  /** The values that proposers, or their clients, asked for. */
  readonly wishes: readonly string[];
}

/** The slide's words. It says something only where everybody wants the same. */
export const validity = always<ValidityView>(
  "validity",
  ({ learned, wishes }) => {
    const [wish, ...others] = wishes;
    if (others.some((other) => other !== wish)) return undefined;
    const strange = learned.find(({ value }) => value !== wish);
    if (strange === undefined) return undefined;
    return violation(inSlot(strange.slot, `everybody wanted ${wish}, but ${sentence(strange)}`), {
      decision: strange,
      wish,
    });
  },
  { about: "If everybody proposes the same value, nothing else is decided.", source: "S1" },
);

/** The general form: it also says something where wishes differ. */
export const decidesOnlyWishes = always<ValidityView>(
  "decides-only-wishes",
  ({ learned, wishes }) => {
    const strange = learned.find(({ value }) => !wishes.includes(value));
    if (strange === undefined) return undefined;
    return violation(inSlot(strange.slot, `${sentence(strange)}, which nobody wanted`), { decision: strange, wishes });
  },
  { about: "Values are passed on, never made up: a decided value is one that somebody asked for.", source: "S1" },
);

export interface SubmittedView {
  /** All acceptors, always in the same order. */
  readonly acceptors: readonly Pick<Voter, "name" | "votes">[];
  /** The values that clients have sent. */
  readonly submitted: readonly string[];
}

/** The same for a log, whose gaps may be filled with noops (S11). What nobody votes for is not chosen, and a vote is the first sign. */
export const votesOnlyForRequests = alwaysEach<SubmittedView, Pick<Voter, "name" | "votes">>(
  "votes-only-for-requests",
  ({ acceptors }) => acceptors,
  ({ name, votes }, view) => {
    for (const vote of votes) {
      const { slot, value } = vote;
      if (value === NOOP || view.submitted.includes(value)) continue;
      return violation(inSlot(slot, `${name} voted for ${value}, which no client has sent`), { vote });
    }
    return undefined;
  },
  {
    about: "What is voted for, and so what is chosen, is a request that a client has sent, or a noop.",
    source: "S1, S11",
  },
);
