/**
 * The acceptor: the memory of the protocol. Whatever it has said others may already have counted, so it must never forget or contradict it:
 * both its fields are on disk before a reply leaves.
 */
import { type Delivery, defineNode } from "synod";
import { type Epoch, NO_EPOCH } from "./epoch.ts";
import type { Message, Vote } from "./messages.ts";

export interface Acceptor {
  /** It will never again vote in an epoch before this one. */
  promised: Epoch;
  /** Its latest vote, whether or not the value was ever chosen. */
  vote: Vote | null;
}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface AcceptorRules {
  mayPromise(self: Acceptor, epoch: Epoch): boolean;
  promise(self: Acceptor, epoch: Epoch): void;
  mayVote(self: Acceptor, epoch: Epoch): boolean;
  vote(self: Acceptor, vote: Vote): void;
  /** The vote that a promise tells of. */
  report(self: Acceptor): Vote | null;
  /** What is on disk. */
  readonly acceptorKeeps: readonly (keyof Acceptor)[];
}

export const acceptorRules: AcceptorRules = {
  /** The same epoch again is a retransmission: answering it twice promises nothing new. */
  mayPromise: (self, epoch) => epoch >= self.promised,
  promise: (self, epoch) => {
    self.promised = epoch;
  },
  mayVote: (self, epoch) => epoch >= self.promised,
  /** A vote is also a promise: the acceptor may never have been asked to prepare this epoch. */
  vote: (self, vote) => {
    self.promised = vote.epoch;
    self.vote = vote;
  },
  /** Every vote, decided or not: a single vote may be the visible part of a decision. */
  report: (self) => self.vote,
  acceptorKeeps: ["promised", "vote"],
};

export interface AcceptorOptions {
  readonly learning: "announce" | "broadcast";
  readonly nacks: boolean;
  readonly rules: AcceptorRules;
}

export function acceptor({ learning, nacks, rules }: AcceptorOptions) {
  const refuse = ({ promised }: Acceptor, { from, send }: Delivery<Message>) => {
    if (nacks) send(from, { type: "nack", promised });
  };

  return defineNode<Acceptor, Message>({
    name: "acceptor",
    initial: () => ({ promised: NO_EPOCH, vote: null }),
    durable: rules.acceptorKeeps,
    on: {
      /** Phase 1b (S2): promise not to vote in any earlier epoch, and report the latest vote. */
      prepare(self, { epoch }, context) {
        if (!rules.mayPromise(self, epoch)) return refuse(self, context);
        const vote = rules.report(self);
        rules.promise(self, epoch);
        context.send(context.from, { type: "promise", epoch, vote });
      },

      /** Phase 2b: vote, unless a later epoch was promised. Tell the proposer (S2) or, a message delay sooner, every learner (S3). */
      accept(self, { epoch, value }, context) {
        if (!rules.mayVote(self, epoch)) return refuse(self, context);
        rules.vote(self, { epoch, value });
        context.record({ type: "voted", epoch, value });
        if (learning === "announce") context.send(context.from, { type: "accepted", epoch, value });
        else context.broadcast("learner", { type: "accepted", epoch, value });
      },
    },
  });
}
