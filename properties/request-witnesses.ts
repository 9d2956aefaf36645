/**
 * Witnesses about requests: that they were executed and answered, and came again (S16). Where no request is ever doubled, "exactly once" says nothing.
 */
import { sometimes } from "synod";
import type { Decision } from "./decision.ts";
import type { LogMeaning } from "./replay.ts";
import type { ReplyInFlight } from "./replies.ts";
import type { Logger } from "./same-order.ts";

export const aRequestIsExecuted = sometimes<{ readonly learners: readonly Pick<Logger, "log">[] }>(
  "a-request-is-executed",
  ({ learners }) => learners.some(({ log }) => log.length > 0),
  { about: "Some learner executes something, so that there is an order to keep.", source: "S10" },
);

export interface ReturnedRequestsView {
  readonly clients: readonly { readonly returned: readonly { readonly seq: number }[] }[];
}

export const aRequestIsAnswered = sometimes<ReturnedRequestsView>(
  "a-request-is-answered",
  ({ clients }) => clients.some(({ returned }) => returned.length > 0),
  { about: "Some client gets a reply.", source: "S16" },
);

export interface ChosenRequestsView extends Pick<LogMeaning, "requestIn"> {
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

export const aRequestIsChosenTwice = sometimes<ChosenRequestsView>(
  "a-request-is-chosen-twice",
  (view) => {
    const slots = new Map<string, number | undefined>();
    return view.chosen.some(({ slot, value }) => {
      const id = view.requestIn(value)?.id;
      if (id === undefined) return false;
      const isTwice = slots.has(id) && slots.get(id) !== slot;
      slots.set(id, slot);
      return isTwice;
    });
  },
  { about: "A request has two slots, so that learners have to see that it is one.", source: "S15, S18" },
);

export interface RepliesAgainView {
  readonly clients: readonly { readonly name: string; readonly returned: readonly { readonly seq: number }[] }[];
  readonly repliesInFlight: readonly ReplyInFlight[];
}

export const aReplyIsSentAgain = sometimes<RepliesAgainView>(
  "a-reply-is-sent-again",
  ({ clients, repliesInFlight }) =>
    repliesInFlight.some(({ client, seq }) =>
      clients.some(({ name, returned }) => name === client && returned.some((each) => each.seq === seq)),
    ),
  { about: "A client that has its reply gets it once more, from the cache.", source: "S17, S18" },
);
