/**
 * The acceptor: the memory of the protocol. It promises once for all slots (S8) and votes in each by itself (S10). Whatever it has said others may
 * already have counted, so its fields are on disk before a reply leaves, and a crash does not touch them (S12). What it may delete: truncation.ts.
 */
import { type Epoch, NO_EPOCH } from "../basic-paxos/epoch.ts";
import type { CrashVector } from "./crash-vectors.ts";
import type { Message, SlotVote, Truncated } from "./messages.ts";
import type { Post } from "./post.ts";
import { FIRST_SLOT, type Slot, withEntry } from "./slot.ts";

export interface AcceptorState {
  /** It will never again vote in an epoch before this one, in any slot. */
  promised: Epoch;
  /** Its latest vote in each slot, whether or not the value was ever chosen. */
  votes: SlotVote[];
  /** S13: it has deleted its votes in the slots before this one, which are decided. */
  base: Slot;
}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface AcceptorRules {
  mayPromise(self: AcceptorState, epoch: Epoch): boolean;
  promise(self: AcceptorState, epoch: Epoch): void;
  mayVote(self: AcceptorState, epoch: Epoch, slot: Slot): boolean;
  vote(self: AcceptorState, vote: SlotVote): void;
  /** The votes that a promise tells of, of those it was asked for. */
  report(asked: readonly SlotVote[]): readonly SlotVote[];
  /** Whether a promise has to say that votes it is asked for have been deleted. */
  isTruncated(self: AcceptorState, from: Slot): boolean;
  /** Whether a slot is one that it has deleted. */
  isDeleted(self: AcceptorState, slot: Slot): boolean;
  /** Whether it says so, instead of "accepted". */
  readonly admitsDeletion: boolean;
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
  /** S13: no vote told of is not the same as no vote. */
  isTruncated: ({ base }, from) => from < base,
  /** To vote there would bring back a slot that everybody else may be done with. */
  isDeleted: ({ base }, slot) => slot < base,
  /** "Accepted" would be counted as a vote that nobody has. */
  admitsDeletion: true,
  acceptsInWordOnly: false,
  acceptorKeeps: ["promised", "votes"],
};

export interface AcceptorOptions<State extends AcceptorState> {
  /** Whether acceptors tell every learner what they vote for (S3), or only who asked (S2). */
  readonly tellsLearners: boolean;
  readonly nacks: boolean;
  readonly rules: AcceptorRules;
  /** What came of the slots that it has deleted; absent for one that has nothing to tell, and so deletes nothing. */
  readonly truncated?: (self: State) => Truncated;
  /** What a promise or a vote says of servers that were destroyed (S12). */
  readonly stamp?: (self: State, what: "promise" | "accepted") => { readonly vector?: CrashVector };
}

type Received<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

export function acceptorHandlers<State extends AcceptorState>(options: AcceptorOptions<State>) {
  const { tellsLearners, nacks, rules } = options;
  const refuse = ({ promised }: AcceptorState, { from, send }: Post) => {
    if (nacks) send(from, { type: "nack", promised });
  };

  return {
    /** Phase 1b (S9): promise not to vote in any earlier epoch, in no slot, and report the latest vote in every slot that is asked for. */
    prepare(self: State, { epoch, from, to }: Received<"prepare">, post: Post) {
      if (!rules.mayPromise(self, epoch)) return refuse(self, post);
      const votes = rules.report(self.votes.filter(({ slot }) => isAskedFor(slot, from, to)));
      rules.promise(self, epoch);
      const truncated = rules.isTruncated(self, from) ? options.truncated?.(self) : undefined;
      post.send(post.from, {
        type: "promise",
        epoch,
        from,
        votes,
        ...(truncated && { truncated }),
        ...options.stamp?.(self, "promise"),
      });
    },

    /** Phase 2b (S2): vote, unless a later epoch was promised, or the slot is done with (S13). Tell the leader (S2) or, a message delay sooner, every learner (S3). */
    accept(self: State, { epoch, slot, value }: Received<"accept">, post: Post) {
      const mayVote = rules.mayVote(self, epoch, slot);
      if (!mayVote) refuse(self, post);
      if (!mayVote && !rules.acceptsInWordOnly) return;
      if (mayVote && rules.isDeleted(self, slot)) {
        self.promised = epoch;
        const { base } = self;
        return post.send(
          post.from,
          rules.admitsDeletion ? { type: "tooOld", base } : { type: "accepted", epoch, slot, value },
        );
      }
      if (mayVote) {
        rules.vote(self, { slot, epoch, value });
        post.record({ type: "voted", slot, epoch, value, ...options.stamp?.(self, "accepted") });
      }
      const accepted = { type: "accepted", epoch, slot, value, ...options.stamp?.(self, "accepted") } as const;
      if (tellsLearners) post.toLearners(accepted);
      else post.send(post.from, accepted);
    },
  };
}

export const freshAcceptor = (): AcceptorState => ({ promised: NO_EPOCH, votes: [], base: FIRST_SLOT });

function isAskedFor(slot: Slot, from: Slot, to: Slot | undefined): boolean {
  return slot >= from && (to === undefined || slot < to);
}
