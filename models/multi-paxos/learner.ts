/**
 * The learner: finds out what was chosen (S2, S3), executes it in the order of slots (S10), each request once however often it was chosen (S18), and
 * tells the client. Nothing of it needs to be on disk, since what it knows it can learn again, unless others delete what they know (S13): then it begins
 * from its snapshot.
 */
import type { Address } from "synod";
import type { Epoch } from "../basic-paxos/epoch.ts";
import { including } from "../basic-paxos/ordered-set.ts";
import { majority } from "../basic-paxos/quorum.ts";
import type { Application } from "./application.ts";
import { type Answer, unrefuted } from "./crash-vectors.ts";
import type { Execution } from "./execution.ts";
import { changesMembers, hasQuorum } from "./membership.ts";
import type { Message, SlotValue, SlotVote } from "./messages.ts";
import type { Post } from "./post.ts";
import { type CacheLimits, type ClientCache, cacheOf, pruned, replyTo, withCache, withReply } from "./reply-cache.ts";
import { after, at, FIRST_SLOT, type Slot, withEntry } from "./slot.ts";
import { emptySnapshot, type Snapshot } from "./snapshot.ts";
import { idOf, NOOP, nameOf, type Request, type Value } from "./value.ts";

export interface LearnerState extends Execution {
  /** What it knows to be chosen, in the order of slots, executed or not. */
  chosen: SlotValue[];
  /** S3: votes heard of in slots that it does not know the decision of, in order. */
  heard: HeardVote[];
  /** S13: its latest snapshot. What was chosen in the slots before it need not be known any more. */
  snapshot: Snapshot;
}

export interface HeardVote extends SlotVote, Answer {}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface LearnerRules {
  /** Whether two votes in a slot count towards the same quorum. */
  countTogether(a: SlotVote, b: SlotVote): boolean;
  /** Whether "chosen in this epoch" is about this vote of its own. */
  isMeant(vote: SlotVote, epoch: Epoch): boolean;
  /** Whether a vote of its own is enough. */
  readonly believesOwnVote: boolean;
  /** What to execute next, if it can be. */
  nextToExecute(self: LearnerState): SlotValue | undefined;
  /** Whether a request has yet to be executed. */
  isNew(cache: ClientCache, request: Request): boolean;
  /** What may be forgotten when a request has been executed. */
  forget(cache: ClientCache, request: Request, limits: CacheLimits): ClientCache;
  /** Whether the acknowledgement in a request counts when it arrives, not when it is executed. */
  readonly forgetsOnArrival: boolean;
}

export const learnerRules: LearnerRules = {
  /** Per epoch and value, never per value alone: votes of several epochs do not make a quorum in any of them. */
  countTogether: (a, b) => a.epoch === b.epoch && nameOf(a.value) === nameOf(b.value),
  /** An epoch has one value in a slot. An earlier vote of its own may be for another one. */
  isMeant: (vote, epoch) => vote.epoch === epoch,
  believesOwnVote: false,
  /** S10: a slot that is chosen waits for those before it. */
  nextToExecute: ({ chosen, executed }) => at(chosen, executed),
  isNew: ({ floor, replies }, { seq }) => seq > floor && !replies.some((each) => each.seq === seq),
  forget: pruned,
  forgetsOnArrival: false,
};

export const freshLearner = (application: Application): LearnerState => ({
  chosen: [],
  executed: FIRST_SLOT,
  application: application.initial,
  cache: [],
  log: [],
  heard: [],
  snapshot: emptySnapshot(application.initial),
});

export interface LearnerOptions<State> {
  readonly acceptors: number;
  /** Where members change (S12), whose votes count in a slot, if that is known yet: it depends on what was executed before. */
  readonly membersIn?: (self: State, slot: Slot) => readonly Address[] | undefined;
  readonly application: Application;
  readonly limits: CacheLimits;
  /** Whether it answers clients now: all learners execute, but one answer is enough. */
  readonly answers: (self: State) => boolean;
  readonly rules: LearnerRules;
}

type Received<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

export function learnerHandlers<State extends LearnerState>(options: LearnerOptions<State>) {
  const { acceptors, application, limits, answers, rules } = options;

  /** The first word is final (S1). */
  const decide = (self: State, slot: Slot, value: Value, post: Post) => {
    if (slot < self.executed || at(self.chosen, slot) !== undefined) return;
    self.chosen = withEntry(self.chosen, { slot, value });
    self.heard = self.heard.filter((vote) => vote.slot !== slot);
    executeAll(self, post);
  };

  /** S10: as far as slots are known without a gap. */
  const executeAll = (self: State, post: Post) => {
    for (let next = rules.nextToExecute(self); next !== undefined; next = rules.nextToExecute(self)) {
      self.executed = after(next.slot);
      if (next.value !== NOOP) execute(self, next.slot, next.value, post);
    }
  };

  /** S18: a request that was executed before is not executed again, whichever slot it comes back in; its reply may be sent again. */
  const execute = (self: State, slot: Slot, request: Request, post: Post) => {
    const { client, seq, op } = request;
    let cache = cacheOf(self.cache, client);
    if (rules.isNew(cache, request)) {
      const { state, reply } = application.apply(self.application, op);
      self.application = state;
      self.log = [...self.log, { slot, request: idOf(request) }];
      cache = withReply(cache, seq, reply);
      self.cache = withCache(self.cache, cache);
    }
    if (changesMembers(request)) self.changes = [...(self.changes ?? []), { slot, value: request }];
    if (answers(self)) answer(self, request, post);
    self.cache = withCache(self.cache, rules.forget(cache, request, limits));
  };

  /** S3: a quorum of votes in one epoch. */
  const countHeard = (self: State, post: Post) => {
    for (let vote = self.heard.find((each) => isChosen(self, each)); vote !== undefined; ) {
      decide(self, vote.slot, vote.value, post);
      vote = self.heard.find((each) => isChosen(self, each));
    }
  };

  const isChosen = (self: State, vote: HeardVote) => {
    const together = self.heard.filter((other) => other.slot === vote.slot && rules.countTogether(other, vote));
    const voters = [...new Set(unrefuted(together).map(({ from }) => from))];
    if (options.membersIn === undefined) return voters.length >= majority(acceptors);
    const members = options.membersIn(self, vote.slot);
    return members !== undefined && hasQuorum(voters, members, majority);
  };

  const answer = ({ cache }: State, request: Pick<Request, "client" | "seq">, post: Post) => {
    const reply = replyTo(cache, request);
    if (reply !== undefined) post.send(`client ${request.client}`, { type: "reply", seq: request.seq, reply });
  };

  return {
    decide,
    executeAll,
    answer,

    /** S2: the leader counts, the learner listens. */
    learn(self: State, { slot, value }: Received<"learn">, post: Post) {
      decide(self, slot, value, post);
    },

    /** S3: the learner counts for itself, and decides on a quorum of votes in one epoch. */
    accepted(self: State, { epoch, slot, value, vector }: Received<"accepted">, post: Post) {
      if (slot < self.executed || at(self.chosen, slot) !== undefined) return;
      const vote = { from: post.from, slot, epoch, value, ...(vector && { vector }) };
      self.heard = including(self.heard, vote, textOf);
      countHeard(self, post);
    },

    /** The leader of an epoch says that slots before `commit` are chosen. Of those in which the server voted in that epoch it knows the value. */
    committed(self: State, votes: readonly SlotVote[], epoch: Epoch, commit: Slot, post: Post) {
      for (const vote of votes) {
        if (vote.slot < commit && rules.isMeant(vote, epoch)) decide(self, vote.slot, vote.value, post);
      }
    },
  };
}

const textOf = ({ from, slot, epoch, value, vector = [] }: HeardVote) =>
  `${slot} ${epoch} ${from} ${nameOf(value)} ${vector}`;
