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

/** The first of them came from executing the request, so the second came from the cache. */
export const aReplyIsSentAgain = sometimes<{ readonly repliesInFlight: readonly ReplyInFlight[] }>(
  "a-reply-is-sent-again",
  ({ repliesInFlight }) =>
    repliesInFlight.some(({ by, client, seq }, position) =>
      repliesInFlight.slice(position + 1).some((each) => each.by === by && each.client === client && each.seq === seq),
    ),
  { about: "One server has sent the same reply twice: the second time from its cache.", source: "S17, S18" },
);
