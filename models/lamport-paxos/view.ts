/**
 * The state of the specification as properties see it. All getters, so that a property depends only on the components it looks at.
 */
import { type CastVote, chosenBy, type Decision, type Holder } from "synod/properties";
import { majority } from "./quorum.ts";
import { type Acceptor, type Components, read, type Size, upTo, type Value } from "./state.ts";

/** A vote that was cast: a 2b message. */
export type Cast = CastVote & { readonly value: Value };

export interface LamportView {
  readonly quorum: number;
  readonly acceptors: readonly (Acceptor & { readonly name: string })[];
  readonly cast: readonly Cast[];
  /** With the value of the 2a message, null if there is none. */
  readonly ballots: readonly { readonly proposed: Value | null }[];
  readonly chosen: readonly Decision[];
  readonly decisions: readonly Decision[];
  /** The acceptors with the latest vote of each: maxVBal and maxVal. */
  readonly holders: readonly Holder[];
}

export function viewOf(state: Components, { acceptors, ballots }: Size): LamportView {
  const quorum = majority(acceptors);
  return {
    quorum,
    get acceptors() {
      return upTo(acceptors).map((a) => ({
        name: `acceptor ${a}`,
        get maxBal() {
          return read(state, `acceptor ${a}`).maxBal;
        },
        get votes() {
          return read(state, `acceptor ${a}`).votes;
        },
      }));
    },
    get cast() {
      return this.acceptors.flatMap(({ name, votes }) => votes.map((vote) => castBy(name, vote)));
    },
    get ballots() {
      return upTo(ballots).map((b) => ({
        get proposed() {
          return read(state, `ballot ${b}`).proposed;
        },
      }));
    },
    get chosen() {
      return chosenBy(this.cast, quorum);
    },
    get decisions() {
      return this.chosen;
    },
    get holders() {
      return this.acceptors.map((acceptor) => ({
        name: acceptor.name,
        get votes() {
          return acceptor.votes.slice(-1).map(({ ballot, value }) => ({ epoch: ballot, value }));
        },
      }));
    },
  };
}

function castBy(acceptor: string, { ballot, value }: { readonly ballot: number; readonly value: Value }): Cast {
  return { acceptor, epoch: ballot, value };
}
