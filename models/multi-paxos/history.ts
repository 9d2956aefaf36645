/**
 * What happened, as nobody in the system knows it: every vote ever cast, every proposal ever made, and what clients saw. Votes are replaced, messages
 * disappear, and crashes erase; whether a value was chosen is a fact about all votes there have ever been. Each server has observers of its own, because
 * one for all would have as many values as there are combinations.
 */
import type { Address, Observer } from "synod";
import { type History, invoked, returned } from "synod/properties";
import { type Epoch, ownerOf } from "../basic-paxos/epoch.ts";
import { including } from "../basic-paxos/ordered-set.ts";
import type { CrashVector } from "./crash-vectors.ts";
import type { SlotVote } from "./messages.ts";
import { nameOf } from "./value.ts";

/** What nodes report with `record`. */
export type Happening =
  | ({ readonly type: "voted"; readonly vector?: CrashVector } & SlotVote)
  | ({ readonly type: "proposed" } & SlotVote)
  /** Seen by nobody; but something happened, so the message is gone. */
  | { readonly type: "thrownAway" }
  /** A leader has counted a quorum of votes. */
  | ({ readonly type: "counted" } & SlotVote)
  | { readonly type: "destroyed" }
  | { readonly type: "invoked"; readonly seq: number; readonly op: string }
  | { readonly type: "returned"; readonly seq: number; readonly reply: string };

/** `isCounted`: it is part of a quorum that its leader, whose own vote it is, has counted. */
export interface Entry extends SlotVote {
  /** What its acceptor knew of destroyed servers. */
  readonly vector?: CrashVector;
  readonly isCounted?: true;
}

type Entries = Observer<readonly Entry[], Happening>;
type ClientHistory = Observer<History<string, string>, Happening>;

export type Observers = {
  readonly [votes: `votes of ${string}`]: Entries;
  readonly [proposals: `proposals of ${string}`]: Entries;
  readonly [history: `seen by ${string}`]: ClientHistory;
};

export interface Observed {
  readonly acceptors: readonly Address[];
  readonly leaders: readonly Address[];
  /** Whether acceptors tell nobody but the leader what they vote for (S2). */
  readonly votesInPrivate: boolean;
  /** Whether what clients see is written down. It makes many states of one, so it is not done unless somebody asks for it. */
  readonly watched: boolean;
}

export function observersOf({ acceptors, leaders, votesInPrivate, watched }: Observed): Observers {
  const isOwn = (leader: Address) => (epoch: Epoch) => leaders[ownerOf(epoch, leaders.length)] === leader;
  return {
    ...Object.fromEntries(
      acceptors.map((acceptor) => [
        `votes of ${acceptor}`,
        entriesOf("voted", acceptor, votesInPrivate ? isOwn(acceptor) : () => false),
      ]),
    ),
    ...Object.fromEntries(
      leaders.map((leader) => [`proposals of ${leader}`, entriesOf("proposed", leader, () => false)]),
    ),
    ...(watched && { "seen by clients": seenByClients }),
  };
}

/**
 * A leader's own vote is a message to itself. If nobody else is told of votes (S2), one that it has not counted yet is destroyed with it: it was never more than
 * an intention, and no quorum will be counted with it.
 */
function entriesOf(type: "voted" | "proposed", node: Address, isPrivate: (epoch: Epoch) => boolean): Entries {
  return {
    initial: [],
    of: node,
    observe(entries, event) {
      if (type === "voted" && event.type === "counted")
        return entries.map((entry) => (isInPlaceOf(entry, event) ? { ...entry, isCounted: true } : entry));
      if (type === "voted" && event.type === "destroyed")
        return entries.filter(({ epoch, isCounted }) => isCounted || !isPrivate(epoch));
      if (event.type !== type) return entries;
      const { type: _, ...entry } = event;
      return including<Entry>(entries, entry, textOf);
    },
  };
}

function isInPlaceOf(entry: Entry, { slot, epoch }: SlotVote): boolean {
  return entry.slot === slot && entry.epoch === epoch;
}

const textOf = ({ slot, epoch, value, vector = [] }: Entry) => `${slot} ${epoch} ${nameOf(value)} ${vector}`;

/** A client may have several operations under way, so in the history each stands for a client of its own, which has just the one. */
const seenByClients: ClientHistory = {
  initial: {},
  observe(seen, event, client) {
    if (event.type === "invoked") return invoked(seen, `${client} request ${event.seq}` as Address, event.op);
    if (event.type === "returned") return returned(seen, `${client} request ${event.seq}` as Address, event.reply);
    return seen;
  },
};
