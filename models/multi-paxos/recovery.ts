/**
 * Replacing a destroyed server (S12) under its old name. Its promises and votes are gone, but some are still on their way and will be counted; so the new one
 * may not answer as if there had been none. It is `recovering` and says nothing until others have told it what it may have said: the latest promise of
 * any of them, and the latest vote in each slot. Whom it may have promised or voted for had promised and voted first, and is among those it asks.
 */
import type { Address } from "synod";
import type { Epoch } from "../basic-paxos/epoch.ts";
import { including } from "../basic-paxos/ordered-set.ts";
import { majority } from "../basic-paxos/quorum.ts";
import type { AcceptorState } from "./acceptor.ts";
import { type CrashVector, knowing, merged, placeOf } from "./crash-vectors.ts";
import type { LeaderState } from "./leadership.ts";
import type { LearnerState } from "./learner.ts";
import type { Memory, Message, SlotVote } from "./messages.ts";
import type { Handlers, Post } from "./post.ts";
import { FIRST_SLOT, later, type Slot } from "./slot.ts";
import type { Snapshot } from "./snapshot.ts";

/** Whom of the others it has to hear: all, or a quorum. With three servers these are the same; with more a quorum is enough only with crash vectors. */
export type RecoveryReads = "all" | "quorum" | "vectors";

export interface RecoveryState {
  /** How many servers have been destroyed in this place. Whoever replaces one knows. */
  incarnation: number;
  recovery: { phase: "done" } | Recovering;
  /** What it knows of destroyed servers; empty without crash vectors. */
  vector: number[];
}

export interface Recovering {
  phase: "recovering";
  /** What the others remember, in the order of servers. */
  memories: Remembered[];
}

export interface Remembered extends Memory {
  readonly from: Address;
}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface RecoveryRules {
  /** Whether a new server has anything to recover. */
  readonly recovers: boolean;
  /** Whether it says nothing before it has. */
  readonly keepsSilent: boolean;
  /** How many others it has to hear. */
  recoverFrom(servers: number, reads: RecoveryReads): number;
  /** Whether an answer is to this server, and not to one that was here before it. */
  countsMemory(own: number, answered: number): boolean;
  /** What it takes over. */
  readonly recollects: readonly ("promised" | "votes")[];
  /** Whether a leader apart from acceptors that has replaced a destroyed one leads. */
  readonly leadsAgain: boolean;
  /** Of what crash vectors are part. */
  readonly stamped: readonly ("promise" | "accepted")[];
}

export const recoveryRules: RecoveryRules = {
  recovers: true,
  keepsSilent: true,
  recoverFrom: (servers, reads) => (reads === "all" ? servers - 1 : majority(servers)),
  countsMemory: (own, answered) => own === answered,
  recollects: ["promised", "votes"],
  leadsAgain: false,
  stamped: ["promise", "accepted"],
};

export interface RecoveryOptions<State> {
  readonly servers: number;
  readonly reads: RecoveryReads;
  readonly rules: RecoveryRules;
  install(self: State, snapshot: Snapshot, post: Post): void;
  /** It is a server like any other again. */
  recovered(self: State, post: Post): void;
}

type State = AcceptorState & LeaderState & LearnerState & RecoveryState;
type Received<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

export const neverDestroyed = (servers: number, reads: RecoveryReads): RecoveryState => ({
  incarnation: 0,
  recovery: { phase: "done" },
  vector: reads === "vectors" ? Array.from({ length: servers }, () => 0) : [],
});

export function recoveryHandlers<Server extends State>(options: RecoveryOptions<Server>) {
  const { servers, reads, rules, install, recovered } = options;
  const needed = rules.recoverFrom(servers, reads);

  const finish = (self: Server, memories: readonly Remembered[], post: Post) => {
    self.recovery = { phase: "done" };
    if (rules.recollects.includes("promised")) self.promised = latest(memories.map(({ promised }) => promised));
    if (rules.recollects.includes("votes")) self.votes = latestVotes(memories.flatMap(({ votes }) => votes));
    for (const { vector = [] } of memories) self.vector = merged(self.vector, vector);
    if (self.promised > self.view) self.view = self.promised;
    for (const { base, snapshot } of memories.flatMap(({ truncated }) => truncated ?? [])) {
      install(self, snapshot, post);
      self.base = later(self.base, base);
    }
    self.votes = self.votes.filter(({ slot }) => slot >= self.base);
    recovered(self, post);
  };

  return {
    /** A new server, with nothing on its disk, in the place of the destroyed one. */
    replace(self: Server, destroyed: Server, post: Post) {
      self.incarnation = destroyed.incarnation + 1;
      self.vector = knowing(self.vector, post.index, self.incarnation);
      post.record({ type: "destroyed" });
      if (!rules.recovers) return;
      self.recovery = { phase: "recovering", memories: [] };
      askOthers(self, post);
    },

    askOthers,

    /** What somebody else may have heard from the destroyed server is in what this one remembers. */
    recover(self: Server, { incarnation }: Received<"recover">, post: Post) {
      const { promised, votes, base, snapshot } = self;
      self.vector = knowing(self.vector, placeOf(post.from), incarnation);
      const truncated = base > FIRST_SLOT && { truncated: { base, snapshot } };
      post.send(post.from, { type: "memory", incarnation, promised, votes, ...truncated, ...vectorOf(self) });
    },

    stamp: (self: Server, what: "promise" | "accepted") => (rules.stamped.includes(what) ? vectorOf(self) : {}),

    memory(self: Server, { type: _, ...memory }: Received<"memory">, post: Post) {
      const { recovery, incarnation } = self;
      if (recovery.phase !== "recovering" || !rules.countsMemory(incarnation, memory.incarnation)) return;
      const memories = including(recovery.memories, { ...memory, from: post.from }, ({ from }) => from);
      recovery.memories = memories;
      if (memories.length >= needed) finish(self, memories, post);
    },
  };

  function vectorOf({ vector }: Server): { readonly vector?: CrashVector } {
    return reads === "vectors" ? { vector } : {};
  }

  function askOthers(self: Server, post: Post): void {
    post.toOtherLearners({ type: "recover", incarnation: self.incarnation });
  }
}

export function isRecovering({ recovery }: RecoveryState): boolean {
  return recovery.phase === "recovering";
}

/** The handlers of a server that hears nothing but memories while it is recovering. What is left unread can wait. */
export function silentWhileRecovering<Server extends RecoveryState>(handlers: Handlers<Server>): Handlers<Server> {
  const entries = Object.entries(handlers) as [Message["type"], (self: Server, message: never, post: Post) => void][];
  const guarded = entries.map(([type, handler]) => [
    type,
    (self: Server, message: never, post: Post) => {
      if (type === "memory" || !isRecovering(self)) handler(self, message, post);
    },
  ]);
  return Object.fromEntries(guarded) as Handlers<Server>;
}

function latest(epochs: readonly Epoch[]): Epoch {
  return Math.max(...epochs) as Epoch;
}

/** Of each slot the vote in the latest epoch. */
function latestVotes(votes: readonly SlotVote[]): SlotVote[] {
  const bySlot = new Map<Slot, SlotVote>();
  for (const vote of votes) {
    const other = bySlot.get(vote.slot);
    if (other === undefined || vote.epoch > other.epoch) bySlot.set(vote.slot, vote);
  }
  return [...bySlot.values()].sort((a, b) => a.slot - b.slot);
}
