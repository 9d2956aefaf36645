/**
 * The words of Multi-Paxos (S8 to S19). Each handler in this folder is named after the message it receives. One promise is for all slots, every vote is
 * for one.
 */
import type { Epoch } from "../basic-paxos/epoch.ts";
import type { CrashVector } from "./crash-vectors.ts";
import type { InSlot, Slot } from "./slot.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Seq, Value } from "./value.ts";

/** An acceptor's vote. A value is chosen in a slot once a quorum has voted for it there in one epoch. */
export interface SlotVote extends InSlot {
  readonly epoch: Epoch;
  readonly value: Value;
}

/** A slot and what was chosen in it. */
export interface SlotValue extends InSlot {
  readonly value: Value;
}

export type Message =
  /** S14, client to leader: do this. `ack`: I have the replies to my requests up to this one (S19). */
  | { readonly type: "request"; readonly seq: Seq; readonly op: string; readonly ack: Seq }
  /** Learner to client: it was executed, and this is what came of it. */
  | { readonly type: "reply"; readonly seq: Seq; readonly reply: string }
  /** S17, to a client: ask the leader of this epoch instead. */
  | { readonly type: "redirect"; readonly view: Epoch }
  /** Phase 1a, leader to acceptors: leave every earlier epoch, and tell me your votes from this slot on, or up to the other one (S8). */
  | { readonly type: "prepare"; readonly epoch: Epoch; readonly from: Slot; readonly to?: Slot }
  /** Phase 1b, acceptor to leader: I did, and these are all my votes there, but for those that I have deleted. */
  | {
      readonly type: "promise";
      readonly epoch: Epoch;
      readonly from: Slot;
      readonly votes: readonly SlotVote[];
      readonly truncated?: Truncated;
      readonly vector?: CrashVector;
    }
  /** Acceptor to leader: too late, I have promised a later epoch. A courtesy: safety does not need it. */
  | { readonly type: "nack"; readonly promised: Epoch }
  /** Phase 2a, leader to acceptors: vote for this in this slot. `commit`: all slots before it are chosen. */
  | {
      readonly type: "accept";
      readonly epoch: Epoch;
      readonly slot: Slot;
      readonly value: Value;
      readonly commit?: Slot;
    }
  /** S13, acceptor to leader: I have deleted that slot, and all others before this one. They are decided; ask me what came of them. */
  | { readonly type: "tooOld"; readonly base: Slot }
  /** Phase 2b, acceptor to leader (S2) or to all learners (S3): I voted for this. */
  | {
      readonly type: "accepted";
      readonly epoch: Epoch;
      readonly slot: Slot;
      readonly value: Value;
      readonly vector?: CrashVector;
    }
  /** Leader to learners (S2): this is chosen. */
  | { readonly type: "learn"; readonly slot: Slot; readonly value: Value }
  /** Leader to learners: what you voted for in my epoch, in slots before this one, is chosen. */
  | { readonly type: "heartbeat"; readonly epoch: Epoch; readonly commit: Slot }
  /** Learner to learners: what is chosen from this slot on? */
  | { readonly type: "catchUp"; readonly from: Slot }
  /** Learner to learner: this is, as far as I know, behind this snapshot if I do not know it all (S13). `joins`: tell me when you have it. */
  | {
      readonly type: "known";
      readonly chosen: readonly SlotValue[];
      readonly snapshot?: Snapshot;
      readonly joins?: true;
    }
  /** S12, a server that is no member yet to the leader: I have a snapshot of the slots before this one. */
  | { readonly type: "caughtUp"; readonly position: Slot }
  /** S13, server to servers: slots before this one are in a snapshot of mine. */
  | { readonly type: "covers"; readonly position: Slot }
  /** S12, new server to the others: I am the how manieth in this place, and have nothing. What may I have said? */
  | { readonly type: "recover"; readonly incarnation: number }
  /** And the answer. */
  | ({ readonly type: "memory" } & Memory);

/** What a server tells one that has lost its disk (S12). */
export interface Memory {
  /** Of the server that has asked. */
  readonly incarnation: number;
  readonly promised: Epoch;
  readonly votes: readonly SlotVote[];
  readonly truncated?: Truncated;
  readonly vector?: CrashVector;
}

/** What an acceptor has to say of slots that it has deleted (S13): that it is no lack of votes, and what came of them. */
export interface Truncated {
  /** The first slot that it has kept. */
  readonly base: Slot;
  /** It covers all slots before the base. */
  readonly snapshot: Snapshot;
}
