/**
 * A server of register Paxos: proposer, acceptor and learner in one. It leads a ballot of its own for the first put that reaches it, and once it knows
 * the decision it does nothing but answer gets.
 */
import { type Address, defineNode } from "synod";
import type { Recorded } from "./history.ts";
import { type Ballot, compareBallots, type Message, type Proposal, type Vote } from "./messages.ts";

export interface Server {
  /** The highest ballot it has taken part in. */
  readonly ballot: Ballot;
  /** What it proposes, as a leader; never cleared, so it leads for one put only. */
  readonly proposal: Proposal | null;
  /** Who has answered prepare in its own ballot, with the vote each reported. */
  readonly prepares: ReadonlyMap<Address, Vote | null>;
  /** Who has voted in its own ballot. */
  readonly accepts: ReadonlySet<Address>;
  /** Its latest vote. */
  readonly accepted: Vote | null;
  readonly isDecided: boolean;
}

/** To Stateright a delivery is a step once its handler takes hold of the state, even where it writes what was there already. */
const HANDLED: Recorded = { kind: "handled" };

export function server(servers: number) {
  const majority = Math.floor(servers / 2) + 1;

  return defineNode<Server, Message>({
    name: "server",

    initial: () => ({
      ballot: { round: 0, leader: 0 },
      proposal: null,
      prepares: new Map(),
      accepts: new Set(),
      accepted: null,
      isDecided: false,
    }),

    on: {
      /** Starts a ballot above all it has seen, and promises it to itself at once. */
      put(me, { request, value }, { from, self, index, broadcast }) {
        if (me.isDecided || me.proposal !== null) return;
        me.proposal = { request, client: from, value };
        me.ballot = { round: me.ballot.round + 1, leader: index };
        me.prepares = new Map([[self, me.accepted]]);
        me.accepts = new Set();
        broadcast("server", { type: "prepare", ballot: me.ballot });
      },

      /** Only a decision is read: it cannot be overwritten, so any server that knows it may answer. */
      get(me, { request }, { from, send }) {
        if (!me.isDecided || me.accepted === null) return;
        send(from, { type: "getOk", request, value: me.accepted.proposal.value });
      },

      /** Promises not to vote below this ballot, and reports its latest vote. */
      prepare(me, { ballot }, { from, send }) {
        if (me.isDecided || compareBallots(ballot, me.ballot) <= 0) return;
        me.ballot = ballot;
        send(from, { type: "prepared", ballot, lastAccepted: me.accepted });
      },

      /**
       * The first majority of promises binds the leader to the latest vote among them. Promises after that are noted, but change nothing: the value
       * of a ballot is settled once.
       */
      prepared(me, { ballot, lastAccepted }, { from, self, broadcast, record }) {
        if (me.isDecided || compareBallots(ballot, me.ballot) !== 0) return;
        record(HANDLED);
        me.prepares.set(from, lastAccepted);
        if (me.prepares.size !== majority) return;
        me.proposal = latest([...me.prepares.values()])?.proposal ?? me.proposal;
        if (me.proposal === null) return;
        me.accepted = { ballot, proposal: me.proposal };
        me.accepts.add(self);
        broadcast("server", { type: "accept", ballot, proposal: me.proposal });
      },

      /** Votes, unless it has promised a higher ballot. */
      accept(me, { ballot, proposal }, { from, send }) {
        if (me.isDecided || compareBallots(ballot, me.ballot) < 0) return;
        me.ballot = ballot;
        me.accepted = { ballot, proposal };
        send(from, { type: "accepted", ballot });
      },

      /** A majority of votes is a decision. The client to tell is the one whose value it is, which need not be the one that was waiting here. */
      accepted(me, { ballot }, { from, send, broadcast, record }) {
        if (me.isDecided || compareBallots(ballot, me.ballot) !== 0) return;
        record(HANDLED);
        me.accepts.add(from);
        if (me.accepts.size !== majority || me.proposal === null) return;
        me.isDecided = true;
        broadcast("server", { type: "decided", ballot, proposal: me.proposal });
        send(me.proposal.client, { type: "putOk", request: me.proposal.request });
      },

      decided(me, { ballot, proposal }) {
        if (me.isDecided) return;
        me.ballot = ballot;
        me.accepted = { ballot, proposal };
        me.isDecided = true;
      },
    },
  });
}

/** The vote in the highest ballot. Two votes in one ballot are for the same proposal. */
function latest(votes: readonly (Vote | null)[]): Vote | null {
  const cast = votes.filter((vote) => vote !== null);
  return cast.sort((a, b) => compareBallots(b.ballot, a.ballot))[0] ?? null;
}
