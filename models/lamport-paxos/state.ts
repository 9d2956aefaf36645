/**
 * The variables of Paxos.tla, split so that an action reads little. Nothing is ever taken out of `msgs`, so it is kept as what was sent by whom:
 *
 *   acceptor a   maxBal[a], and the 2b messages of a, which are its votes; maxVBal[a] and maxVal[a] are the latest of them
 *   ballot b     the 1a and 2a messages of b: whether it was started, which value was proposed
 *   promises b   the 1b messages of b
 *
 * The 1b messages are not with their senders, because Phase2a(b, v) reads those of b from all acceptors and would read the votes along with them.
 */
import type { Change } from "synod";

export type Value = `v${number}`;

/** A vote, as 1b messages report it: mbal and mval. */
export interface Vote {
  readonly ballot: number;
  readonly value: Value;
}

export interface Acceptor {
  /** maxBal[a]: the highest ballot it has taken part in; -1 at first. */
  readonly maxBal: number;
  /** In the order of their ballots, at most one in each. */
  readonly votes: readonly Vote[];
}

export interface Ballot {
  /** Whether the 1a message was sent. */
  readonly started: boolean;
  /** The value of the 2a message: the guard of Phase2a allows only one. */
  readonly proposed: Value | null;
}

/** The 1b messages of one ballot, by acceptor: the vote it reports, "none" if it had not voted, null if it has not answered. */
export type Promises = readonly (Vote | "none" | null)[];

export interface Components {
  readonly [acceptor: `acceptor ${number}`]: Acceptor;
  readonly [ballot: `ballot ${number}`]: Ballot;
  readonly [promises: `promises ${number}`]: Promises;
}

/** The size of the bounded model: TLA+'s constants Acceptor, Value and Ballot. */
export interface Size {
  readonly acceptors: number;
  readonly values: number;
  readonly ballots: number;
}

export function initialState({ acceptors, ballots }: Size): Components {
  const acceptor: Acceptor = { maxBal: -1, votes: [] };
  const ballot: Ballot = { started: false, proposed: null };
  const promises: Promises = upTo(acceptors).map(() => null);
  return Object.fromEntries<Acceptor | Ballot | Promises>([
    ...upTo(acceptors).map((a) => [`acceptor ${a}`, acceptor] as const),
    ...upTo(ballots).map((b) => [`ballot ${b}`, ballot] as const),
    ...upTo(ballots).map((b) => [`promises ${b}`, promises] as const),
  ]) as unknown as Components;
}

/** Generic in the name, because that is where TypeScript does not add `undefined` to what stands under a computed key. */
export function read<Name extends keyof Components>(state: Pick<Components, Name>, name: Name): Components[Name] {
  return state[name];
}

/** The type of an object with a computed key forgets which key it was. */
export function become<Name extends keyof Components>(
  name: Name,
  next: Required<Change<Components>>[Name],
): Change<Components> {
  return { [name]: next } as Change<Components>;
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, each) => each);
}
