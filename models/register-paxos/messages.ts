/**
 * The messages of register Paxos, in the words of Stateright's example `paxos.rs`: four between clients and servers, five among servers.
 */
import type { Address } from "synod";

/** Ordered by round, then by the number of the server that leads it. */
export interface Ballot {
  readonly round: number;
  readonly leader: number;
}

/** A client's write, on its way to become the one that is decided. */
export interface Proposal {
  readonly request: number;
  readonly client: Address;
  readonly value: string;
}

export interface Vote {
  readonly ballot: Ballot;
  readonly proposal: Proposal;
}

/** `request` numbers the operations of one client: 1 for its put, 2 for its get. */
export type Message =
  | { readonly type: "put"; readonly request: number; readonly value: string }
  | { readonly type: "get"; readonly request: number }
  | { readonly type: "putOk"; readonly request: number }
  | { readonly type: "getOk"; readonly request: number; readonly value: string }
  | { readonly type: "prepare"; readonly ballot: Ballot }
  | { readonly type: "prepared"; readonly ballot: Ballot; readonly lastAccepted: Vote | null }
  | { readonly type: "accept"; readonly ballot: Ballot; readonly proposal: Proposal }
  | { readonly type: "accepted"; readonly ballot: Ballot }
  | { readonly type: "decided"; readonly ballot: Ballot; readonly proposal: Proposal };

/** Negative, zero or positive, as `sort` wants it. */
export function compareBallots(a: Ballot, b: Ballot): number {
  return a.round - b.round || a.leader - b.leader;
}
