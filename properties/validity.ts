/**
 * Validity (S1): a decision is something that somebody wanted. Without it a protocol that always decides "nothing" would be perfect.
 */
import { always, violation } from "synod";
import { type Decision, inSlot, sentence } from "./decision.ts";

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
