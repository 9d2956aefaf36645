/**
 * Replies (S14, S18): what a client is told is what came of its request at its first slot in the log. It is judged twice, where a reply is sent and where it is
 * taken for the reply to some request, because either may go wrong by itself.
 */
import { always, alwaysEach, type Finding, violation } from "synod";
import type { Decision } from "./decision.ts";
import { type LogMeaning, replay } from "./replay.ts";

/** A reply on its way. */
export interface ReplyInFlight {
  readonly by: string;
  readonly client: string;
  readonly seq: number;
  readonly reply: string;
}

export interface AnsweredClient {
  readonly name: string;
  /** The replies it has, by the number of its request. */
  readonly returned: readonly { readonly seq: number; readonly reply: string }[];
}

interface ChosenLog extends LogMeaning {
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

export interface RepliesInFlightView extends ChosenLog {
  readonly repliesInFlight: readonly ReplyInFlight[];
}

export interface ReturnedView extends ChosenLog {
  /** All clients, always in the same order. */
  readonly clients: readonly AnsweredClient[];
}

export const repliesFollowFromLog = always<RepliesInFlightView>(
  "replies-follow-from-log",
  (view) => {
    for (const sent of view.repliesInFlight) {
      const { by, client, seq, reply } = sent;
      const finding = against(view, sent, `${by} replied ${JSON.stringify(reply)} to request ${seq} of ${client}`);
      if (finding !== undefined) return finding;
    }
    return undefined;
  },
  { about: "A reply is what one machine that executes the log would reply.", source: "S10, S18" },
);

export const clientsGetTheirReplies = alwaysEach<ReturnedView, AnsweredClient>(
  "clients-get-their-replies",
  ({ clients }) => clients,
  ({ name: client, returned }, view) => {
    for (const { seq, reply } of returned) {
      const what = `${client} took ${JSON.stringify(reply)} for the reply to request ${seq}`;
      const finding = against(view, { client, seq, reply }, what);
      if (finding !== undefined) return finding;
    }
    return undefined;
  },
  { about: "What a client takes for the reply to a request is the reply to that request.", source: "S14" },
);

type Said = Omit<ReplyInFlight, "by">;

/** Holds a reply against what executing the log gives. */
function against(view: ChosenLog, { client, seq, reply }: Said, what: string): Finding {
  const { replies, executed } = replay(view.chosen, view);
  const right = replies.find(({ request }) => request.client === client && request.seq === seq);
  if (right?.reply === reply) return undefined;
  const why =
    right === undefined
      ? `which cannot have been executed: it is in no slot before ${executed}`
      : `but executing the log gives ${JSON.stringify(right.reply)}`;
  return violation(`${what}, ${why}`, { client, seq, got: reply, expected: right?.reply ?? null });
}
