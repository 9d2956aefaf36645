/**
 * The words of basic Paxos (S2, S3). Each handler in this folder is named after the message it receives.
 */
import type { Epoch } from "./epoch.ts";

declare const brand: unique symbol;

/** What is being agreed on. The protocol never looks inside. */
export type Value = string & { readonly [brand]: "Value" };

/** An acceptor's vote. A value is chosen once a quorum has voted for it in one epoch. */
export interface Vote {
  readonly epoch: Epoch;
  readonly value: Value;
}

export type Message =
  /** Phase 1a, proposer to acceptors: leave every earlier epoch, and tell me what you voted for. */
  | { readonly type: "prepare"; readonly epoch: Epoch }
  /** Phase 1b, acceptor to proposer: I did, and this is my latest vote. */
  | { readonly type: "promise"; readonly epoch: Epoch; readonly vote: Vote | null }
  /** Acceptor to proposer: too late, I have promised a later epoch. A courtesy: safety does not need it. */
  | { readonly type: "nack"; readonly promised: Epoch }
  /** Phase 2a, proposer to acceptors: vote for this. */
  | { readonly type: "accept"; readonly epoch: Epoch; readonly value: Value }
  /** Phase 2b, acceptor to proposer (S2) or to all learners (S3): I voted for this. */
  | { readonly type: "accepted"; readonly epoch: Epoch; readonly value: Value }
  /** Proposer to learners (S2): this is chosen. */
  | { readonly type: "learn"; readonly value: Value };
