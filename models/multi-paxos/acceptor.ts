/**
 * The acceptor: the memory of the protocol. It promises once for all slots (S8) and votes in each by itself (S10). Whatever it has said others may
 * already have counted, so both its fields are on disk before a reply leaves, and a crash does not touch them (S12).
 */
import type { Epoch } from "../basic-paxos/epoch.ts";
import type { Message, SlotVote } from "./messages.ts";
import type { Post } from "./post.ts";
import { type Slot, withEntry } from "./slot.ts";

export interface AcceptorState {
  /** It will never again vote in an epoch before this one, in any slot. */
  promised: Epoch;
  /** Its latest vote in each slot, whether or not the value was ever chosen. */
  votes: SlotVote[];
}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface AcceptorRules {
  mayPromise(self: AcceptorState, epoch: Epoch): boolean;
  promise(self: AcceptorState, epoch: Epoch): void;
  mayVote(self: AcceptorState, epoch: Epoch): boolean;
  vote(self: AcceptorState, vote: SlotVote): void;
  /** The votes that a promise tells of, of those it was asked for. */
  report(asked: readonly SlotVote[]): readonly SlotVote[];
  /** Whether it says "accepted" also when it has refused. */
  readonly acceptsInWordOnly: boolean;
  /** What is on disk. */
  readonly acceptorKeeps: readonly (keyof AcceptorState)[];
}

export const acceptorRules: AcceptorRules = {
  /** The same epoch again is a retransmission, or asks for further slots (S8): answering it promises nothing new. */
  mayPromise: (self, epoch) => epoch >= self.promised,
  promise: (self, epoch) => {
    self.promised = epoch;
  },
  mayVote: (self, epoch) => epoch >= self.promised,
  /** A vote is also a promise: the acceptor may never have been asked to prepare this epoch. */
  vote: (self, vote) => {
    self.promised = vote.epoch;
    self.votes = withEntry(self.votes, vote);
  },
  /** S9 asks for "all requests that have been agreed"; that has to be every vote, since a single one may be the visible part of a decision. */
  report: (asked) => asked,
  acceptsInWordOnly: false,
  acceptorKeeps: ["promised", "votes"],
};

export interface AcceptorOptions {
  /** Whether acceptors tell every learner what they vote for (S3), or only who asked (S2). */
  readonly tellsLearners: boolean;
  readonly nacks: boolean;
  readonly rules: AcceptorRules;
}

type Received<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

export function acceptorHandlers({ tellsLearners, nacks, rules }: AcceptorOptions) {
  const refuse = ({ promised }: AcceptorState, { from, send }: Post) => {
    if (nacks) send(from, { type: "nack", promised });
  };

  return {
    /** Phase 1b (S9): promise not to vote in any earlier epoch, in no slot, and report the latest vote in every slot that is asked for. */
    prepare(self: AcceptorState, { epoch, from, to }: Received<"prepare">, post: Post) {
      if (!rules.mayPromise(self, epoch)) return refuse(self, post);
      const votes = rules.report(self.votes.filter(({ slot }) => isAskedFor(slot, from, to)));
      rules.promise(self, epoch);
      post.send(post.from, { type: "promise", epoch, from, votes });
    },

    /** Phase 2b (S2): vote, unless a later epoch was promised. Tell the leader (S2) or, a message delay sooner, every learner (S3). */
    accept(self: AcceptorState, { epoch, slot, value }: Received<"accept">, post: Post) {
      const mayVote = rules.mayVote(self, epoch);
      if (!mayVote) refuse(self, post);
      if (!mayVote && !rules.acceptsInWordOnly) return;
      if (mayVote) {
        rules.vote(self, { slot, epoch, value });
        post.record({ type: "voted", slot, epoch, value });
      }
      const accepted = { type: "accepted", epoch, slot, value } as const;
      if (tellsLearners) post.toLearners(accepted);
      else post.send(post.from, accepted);
    },
  };
}

function isAskedFor(slot: Slot, from: Slot, to: Slot | undefined): boolean {
  return slot >= from && (to === undefined || slot < to);
}
