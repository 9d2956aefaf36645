/**
 * What people see of Multi-Paxos in a trace. Requests go by their names, what is kept by slot is shown by slot, and of what a leader knows only what there
 * is. Nothing is left out but the log, which follows from what is executed, and votes that were just told in a promise.
 */
import type { AcceptorState } from "./acceptor.ts";
import type { Client } from "./client.ts";
import type { LeadingState } from "./leader.ts";
import type { Leadership } from "./leadership.ts";
import type { HeardVote } from "./learner.ts";
import type { SlotVote } from "./messages.ts";
import type { ClientCache } from "./reply-cache.ts";
import type { InSlot } from "./slot.ts";
import { idOf, NO_SEQ, NOOP, type Request, type Value } from "./value.ts";

/** By their fields, a state is told from a vote, and a vote from a request. Of a message the parts are shown. */
export function shown(value: unknown): unknown {
  if (typeof value !== "object" || value === null || "type" in value) return undefined;
  if ("leadership" in value) return leaderShown(value as LeadingState);
  if ("promised" in value) return acceptorShown(value as AcceptorState);
  if ("target" in value) return clientShown(value as Client);
  if ("op" in value) return valueShown(value as Request);
  return "slot" in value && "epoch" in value ? voteShown(value as SlotVote | HeardVote) : undefined;
}

/** What is asked for was in the message that asked. */
function valueShown(value: Value): string {
  if (value === NOOP) return NOOP;
  return value.ack === NO_SEQ ? idOf(value) : `${idOf(value)} (ack ${value.ack})`;
}

function voteShown(vote: SlotVote | HeardVote): string {
  const what = `slot ${vote.slot}: ${castShown(vote)}`;
  return "from" in vote ? `${vote.from}, ${what}` : what;
}

function castShown({ epoch, value }: SlotVote): string {
  return `${valueShown(value)} in epoch ${epoch}`;
}

function acceptorShown<State extends AcceptorState>({ votes, ...rest }: State): object {
  return { ...rest, votes: bySlot(votes, castShown) };
}

function leaderShown(state: LeadingState | (LeadingState & AcceptorState)): object {
  const { leadership, chosen, cache, log: _, ...rest } = state;
  return {
    ...("promised" in rest ? acceptorShown(rest) : rest),
    ...leadershipShown(leadership),
    chosen: bySlot(chosen, ({ value }) => valueShown(value)),
    cache: Object.fromEntries(cache.map((each) => [`client ${each.client}`, cacheShown(each)])),
  };
}

function leadershipShown(leadership: Leadership): object {
  switch (leadership.phase) {
    case "following":
      return { leadership: "follows", promises: [], proposals: {} };
    case "preparing": {
      const { epoch, promises, from, asked } = leadership;
      return {
        leadership: `prepares epoch ${epoch}`,
        promises: promises.map(fromOf),
        proposals: {},
        ...said({ from, asked }),
      };
    }
    case "leading": {
      const { epoch, promisers, next, proposals, from, preparedTo, further, told, asked } = leadership;
      return {
        leadership: `leads epoch ${epoch}`,
        promises: promisers,
        next,
        proposals: bySlot(proposals, ({ value, voters }) => `${valueShown(value)} (${voters.join(", ")})`),
        ...said({ from, preparedTo, further: further?.map(fromOf), told, asked }),
      };
    }
  }
}

/** What is not 0, as it is at first. */
function said(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== 0 && value !== null));
}

function cacheShown({ floor, replies }: ClientCache): object {
  return { ...(floor > 0 && { "up to": floor }), ...repliesShown(replies) };
}

function clientShown({ replies, ...rest }: Client): object {
  return { ...rest, replies: repliesShown(replies) };
}

function repliesShown(replies: ClientCache["replies"]): object {
  return Object.fromEntries(replies.map(({ seq, reply }) => [`request ${seq}`, reply]));
}

function bySlot<T extends InSlot>(entries: readonly T[], show: (entry: T) => string): object {
  return Object.fromEntries(entries.map((entry) => [`slot ${entry.slot}`, show(entry)]));
}

function fromOf({ from }: { readonly from: string }): string {
  return from;
}
