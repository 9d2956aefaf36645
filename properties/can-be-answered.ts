/**
 * Progress, as far as it can be promised without clocks (S1: termination "when there are no asynchronous events"): whatever has happened, every request can
 * still get its reply. A protocol that has lost a request, or waits for what will never come, is caught in the state in which it happens.
 */
import { possible, violation } from "synod";

interface WaitingClient {
  readonly name: string;
  /** The numbers of the requests it waits for. */
  readonly outstanding: readonly number[];
}

export interface AnsweredView {
  /** Every client has all its replies. */
  readonly allAnswered: boolean;
  /** A bound of the model is used up, so that a request may stay without a reply. */
  readonly exhausted: boolean;
  readonly clients: readonly WaitingClient[];
}

export const everyRequestCanBeAnswered = possible<AnsweredView>(
  "every-request-can-be-answered",
  ({ allAnswered }) => allAnswered,
  {
    unless: ({ exhausted }) => exhausted,
    missing: ({ clients }) => {
      const waiting = clients.filter(({ outstanding }) => outstanding.length > 0);
      if (waiting.length === 0) return undefined;
      return violation(waiting.map(sentence).join(", "), {
        waiting: waiting.map(({ name, outstanding }) => ({ client: name, requests: outstanding })),
      });
    },
    about: "From every state in which no bound is used up, some run ends with every request answered.",
    source: "S1, S11, S15, S16",
  },
);

function sentence({ name, outstanding }: WaitingClient): string {
  return `${name} waits for the repl${outstanding.length === 1 ? "y to request" : "ies to requests"} ${outstanding.join(" and ")}`;
}
