/**
 * The leader: one server that puts the requests of all clients into slots. It prepares once for all slots (S8), finishes what earlier leaders may have
 * got chosen, and fills the gaps between (S11); from then on a request costs one round of votes, and several are under way at once (S10).
 */
import type { Address } from "synod";
import type { Epoch } from "../basic-paxos/epoch.ts";
import { withAnswer } from "./crash-vectors.ts";
import { areReady, type JoiningRules, withCaughtUp } from "./joining.ts";
import type { LeaderRules } from "./leader-rules.ts";
import {
  FIRST_EPOCH,
  freeSlot,
  type LeaderState,
  type Leading,
  leading,
  type Preparing,
  type Promised,
  underWay,
} from "./leadership.ts";
import type { LearnerState } from "./learner.ts";
import { hasQuorum, type MembershipRules, membersAfter } from "./membership.ts";
import type { Message } from "./messages.ts";
import type { Post } from "./post.ts";
import { after, at, FIRST_SLOT, later, type Slot, slotsBetween, withEntry } from "./slot.ts";
import type { Snapshot, SnapshotRules } from "./snapshot.ts";
import { isSameRequest, NOOP, type Request, type Value } from "./value.ts";

/** A leader has a learner of its own: it has to execute before it can reply. */
export type LeadingState = LeaderState & LearnerState;

export interface LeaderOptions<State extends LeadingState> {
  readonly acceptors: readonly Address[];
  readonly leaders: number;
  /** Epochs and slots from these on are outside the model. */
  readonly epochs: number;
  readonly slots: number;
  /** S10: how many slots may be under way at once. */
  readonly window: number;
  /** S8: how many slots it prepares at a time; 0 for all. */
  readonly prepareWindow: number;
  /** How many requests it keeps for later; others stay on their way. */
  readonly backlog: number;
  /** How often a leader may say again what was lost. */
  readonly retransmissions: number;
  /** What it tells the other learners: the value (S2), that what they voted for is chosen, or nothing, since they count for themselves (S3). */
  readonly tells: "value" | "commit" | "nothing";
  readonly redirects: boolean;
  /** Whether epoch 0 is prepared like any other, or born so. */
  readonly bootstrap: "born" | "prepare";
  readonly stepDown: boolean;
  /** How often a server may be destroyed. Then it matters whether its own vote was counted. */
  readonly destroys: number;
  readonly rules: LeaderRules & MembershipRules & JoiningRules & SnapshotRules;
  /** Whether new members have to have caught up before a change is proposed (S12). */
  readonly joins: "at-once" | "caught-up";
  /** Where members change (S12): whose votes count in a slot, and from which slot on the latest members that it knows of count. */
  readonly membersIn?: (self: State, slot: Slot) => readonly Address[];
  readonly membersCountFrom?: (self: State) => number;
  /** Lets its own learner know what is chosen. */
  decide(self: State, slot: Slot, value: Value, post: Post): void;
  /** Takes over a snapshot, if it is ahead of what its own learner has. */
  install(self: State, snapshot: Snapshot, post: Post): void;
  /** Replies as if a request were executed now; only ever used by a bug. */
  replyEarly(self: State, request: Request, post: Post): void;
}

type Received<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

export function leaderHandlers<State extends LeadingState>(options: LeaderOptions<State>) {
  const { acceptors, leaders, epochs, slots, window, prepareWindow, tells, bootstrap, rules, decide } = options;
  const promiseQuorum = rules.promiseQuorum(acceptors.length);
  const voteQuorum = rules.voteQuorum(acceptors.length);
  const slotsFrom = (from: Slot) => slotsBetween(from, (from + prepareWindow - 1) as Slot);

  /** Asks all acceptors, or where members change (S12) those who are some in one of these slots, itself first. */
  const toVoters = (self: State, where: readonly Slot[], message: Message, post: Post) => {
    const { membersIn } = options;
    if (membersIn === undefined) return post.toAcceptors(message);
    const members = acceptors.filter((each) => where.some((slot) => membersIn(self, slot).includes(each)));
    if (members.includes(post.self)) post.send(post.self, message);
    for (const other of members) if (other !== post.self) post.send(other, message);
  };

  /** In slots that are prepared together members may differ, and then it takes a quorum of each. */
  const arePromised = (self: State, promises: readonly Promised[], from: Slot) => {
    const { membersIn } = options;
    if (membersIn === undefined) return promises.length >= promiseQuorum;
    const answers = promises.map((promise) => promise.from);
    return slotsFrom(from).every((slot) => hasQuorum(answers, membersIn(self, slot), rules.promiseQuorum));
  };
  const isVoted = (self: State, voters: readonly Address[], slot: Slot) =>
    options.membersIn === undefined
      ? voters.length >= voteQuorum
      : hasQuorum(voters, options.membersIn(self, slot), rules.voteQuorum);
  /** A snapshot may reach beyond what was asked for, and then nothing is prepared behind it. */
  const preparedFrom = (asked: Slot, open: Slot) => (prepareWindow === 0 ? null : later(endOf(asked) ?? open, open));
  const endOf = (from: Slot) => (prepareWindow === 0 ? null : ((from + prepareWindow) as Slot));

  /** Somebody is ahead: whoever hears of a later epoch follows. Safety does not need it, since its acceptors would refuse anyway. */
  const notice = (self: State, epoch: Epoch) => {
    if (epoch <= self.view) return;
    self.view = epoch;
    if (options.stepDown) self.leadership = { phase: "following" };
  };

  /** Phase 1a (S8, S9): ask all acceptors for their votes in all slots that it has not executed, or in the first few of them. */
  const prepare = (self: State, epoch: Epoch, post: Post) => {
    self.view = epoch;
    const from = self.executed;
    const preparing: Preparing = { phase: "preparing", epoch, from, promises: [], asked: 0 };
    if (!rules.prepares) return lead(self, preparing, post);
    self.leadership = preparing;
    toVoters(self, slotsFrom(from), { type: "prepare", epoch, from, ...upTo(endOf(from)) }, post);
  };

  /** S13: what a promise does not tell, because it is done with, is in the snapshot that comes with it. First install it, then go on behind it. */
  const firstOpen = (self: State, promises: readonly Promised[], asked: Slot, post: Post): Slot => {
    const sent = rules.installsFirst ? promises.flatMap(({ truncated }) => truncated ?? []) : [];
    for (const { snapshot } of sent) options.install(self, snapshot, post);
    return later(asked, self.snapshot.position);
  };

  /** With a quorum of promises nothing can be chosen any more in earlier epochs, in no slot. */
  const lead = (self: State, { epoch, from: asked, promises }: Preparing, post: Post) => {
    const from = firstOpen(self, promises, asked, post);
    self.leadership = leading(
      epoch,
      from,
      promises.map((promise) => promise.from),
      preparedFrom(asked, from),
    );
    const own = promises.find((promise) => promise.from === post.self)?.votes ?? [];
    for (const { slot, value } of rules.takesForChosen(own)) decide(self, slot, value, post);
    finish(self, promises, from, post);
    goOn(self, post);
  };

  /** Phase 2a for the slots in which something may have been chosen (S9), and for the gaps between them (S11). */
  const finish = (self: State, promises: readonly Promised[], from: Slot, post: Post) => {
    const { leadership } = self;
    if (leadership.phase !== "leading") return;
    const reported = promises.flatMap(({ votes }) => votes);
    const last = rules.lastToFinish(reported);
    if (last === undefined) return;
    if (last >= leadership.next) leadership.next = after(last);
    for (const slot of slotsBetween(from, last).filter((each) => rules.finishes(self.chosen, each))) {
      const votes = reported.filter((vote) => vote.slot === slot);
      const adopted = rules.adopt(votes, { isLast: slot === last, quorum: promiseQuorum });
      const value = adopted?.value ?? rules.fillGap(self.backlog);
      if (value !== undefined) propose(self, slot, value, post);
    }
  };

  /** Phase 2a: ask for votes in one slot. */
  const propose = (self: State, slot: Slot, value: Value, post: Post) => {
    const { leadership } = self;
    if (leadership.phase !== "leading") return;
    const { epoch, joining } = leadership;
    leadership.proposals = withEntry(leadership.proposals, { slot, value, voters: [] });
    if (joining !== undefined && value !== NOOP && isSameRequest(value, joining.request)) delete leadership.joining;
    if (tells === "commit") leadership.told = self.executed;
    post.record({ type: "proposed", epoch, slot, value });
    const asked: Message = { type: "accept", epoch, slot, value, ...(tells === "commit" && { commit: self.executed }) };
    toVoters(self, [slot], asked, post);
  };

  /** A request gets the next slot, if there is room; otherwise it waits. */
  const proposeNext = (self: State, leadership: Leading, request: Request, post: Post) => {
    const slot = freeSlot(leadership, self);
    if (slot >= slots) return post.reached("slots");
    if (!mayPropose(self, leadership, slot)) return keep(self, request);
    leadership.next = after(slot);
    propose(self, slot, request, post);
  };

  const mayPropose = (self: State, { preparedTo }: Leading, slot: Slot) =>
    rules.isInWindow(slot, self.executed, window) && rules.isPrepared(slot, preparedTo);

  /** New members count some slots later, so there have to be so many slots (S11, S12). */
  const fillUp = (self: State, leadership: Leading, post: Post) => {
    const end = options.membersCountFrom?.(self) ?? FIRST_SLOT;
    for (let slot = freeSlot(leadership, self); slot < end; slot = freeSlot(leadership, self)) {
      if (slot >= slots || !mayPropose(self, leadership, slot)) return;
      leadership.next = after(slot);
      propose(self, slot, NOOP, post);
    }
  };

  const keep = (self: State, request: Request) => {
    if (self.backlog.length >= options.backlog) return;
    if (!self.backlog.some((other) => isSameRequest(request, other))) self.backlog = [...self.backlog, request];
  };

  const consider = (self: State, leadership: Leading, request: Request, post: Post) => {
    const others = underWay(leadership.proposals, self);
    if (rules.throwsAway(request, others)) return post.record({ type: "thrownAway" });
    if (rules.mayPropose(request, others) && mayJoin(self, leadership, request, post))
      proposeNext(self, leadership, request, post);
  };

  /** S12: who is to be a member has to have caught up, where that is asked for. */
  const mayJoin = (self: State, leadership: Leading, request: Request, post: Post) => {
    const { membersIn, joins } = options;
    if (membersIn === undefined || joins === "at-once") return true;
    const members = membersIn(self, freeSlot(leadership, self));
    const newcomers = (membersAfter(request) ?? []).filter((each) => !members.includes(each));
    return areReady(newcomers, { self, leadership, request, rules, post });
  };

  /** When something was learned: it is a proposal no more, there is room for what waited, and perhaps further slots have to be prepared. */
  const goOn = (self: State, post: Post) => {
    const { leadership } = self;
    if (leadership.phase !== "leading") return;
    const open = leadership.proposals.filter(
      ({ slot }) => slot >= self.executed && at(self.chosen, slot) === undefined,
    );
    if (open.length < leadership.proposals.length) leadership.proposals = open;
    const waiting = self.backlog;
    if (waiting.length > 0) self.backlog = [];
    for (const request of waiting) consider(self, leadership, request, post);
    if (leadership.joining !== undefined) consider(self, leadership, leadership.joining.request, post);
    fillUp(self, leadership, post);
    prepareFurther(self, leadership, post);
  };

  /** S8: when the prepared slots are used up, ask for the votes in the next ones. The promise was made for all slots, so the epoch stays. */
  const prepareFurther = (self: State, leadership: Leading, post: Post) => {
    const { epoch, preparedTo, further } = leadership;
    if (preparedTo === null || further !== null || freeSlot(leadership, self) < preparedTo) return;
    if (preparedTo >= slots || (options.membersIn !== undefined && self.executed < preparedTo)) return;
    leadership.further = [];
    const asked: Message = { type: "prepare", epoch, from: preparedTo, ...upTo(endOf(preparedTo)) };
    toVoters(self, slotsFrom(preparedTo), asked, post);
  };

  /** A quorum has told its votes in further slots of this epoch. */
  const extend = (self: State, leadership: Leading, promises: readonly Promised[], post: Post) => {
    const from = leadership.preparedTo ?? FIRST_SLOT;
    leadership.further = null;
    const open = firstOpen(self, promises, from, post);
    leadership.preparedTo = preparedFrom(from, open);
    finish(self, promises, open, post);
    goOn(self, post);
  };

  const askAgain = (epoch: Epoch, from: Slot, promises: readonly Promised[], post: Post) => {
    const silent = acceptors.filter((acceptor) => !promises.some((promise) => promise.from === acceptor));
    for (const acceptor of silent) post.send(acceptor, { type: "prepare", epoch, from, ...upTo(endOf(from)) });
  };

  return {
    notice,
    goOn,

    /** S6: the first leader has epoch 0. Nobody can have voted earlier, so it may count all promises as given, or ask for them all the same. */
    begin(self: State, post: Post) {
      if (bootstrap === "prepare") return prepare(self, FIRST_EPOCH, post);
      self.leadership = leading(FIRST_EPOCH, self.executed, [...acceptors], null);
    },

    /** S6, S7: it has not heard of the leader for too long, or so it thinks. The next epoch that is its own is later than all it has heard of. */
    timeout(self: State, post: Post) {
      if (self.leadership.phase === "leading") return;
      const epoch = rules.nextEpoch(post.index, leaders, self.view);
      if (epoch >= epochs) return post.reached("epochs");
      prepare(self, epoch, post);
    },

    /** Phase 1b has come back: with a quorum it leads. */
    promise(self: State, { epoch, from, votes, truncated, vector }: Received<"promise">, post: Post) {
      const { leadership } = self;
      if (leadership.phase === "following" || !rules.countsPromise(leadership.epoch, epoch)) return;
      const promised = { from: post.from, votes, ...(truncated && { truncated }), ...(vector && { vector }) };
      if (leadership.phase === "preparing" && leadership.from === from) {
        leadership.promises = rules.withPromise(leadership.promises, promised);
        if (arePromised(self, leadership.promises, from)) lead(self, leadership, post);
      } else if (leadership.phase === "leading" && leadership.further !== null && leadership.preparedTo === from) {
        leadership.further = rules.withPromise(leadership.further, promised);
        if (arePromised(self, leadership.further, from)) extend(self, leadership, leadership.further, post);
      }
    },

    /** S17: a request that has no slot gets one; one that has is waited for. Who does not lead keeps it, or says who might. */
    request(self: State, request: Request, post: Post) {
      const { leadership } = self;
      if (leadership.phase === "leading") return consider(self, leadership, request, post);
      if (leadership.phase === "preparing") return keep(self, request);
      if (options.redirects) post.send(post.from, { type: "redirect", view: self.view });
    },

    /** Phase 2b has come back (S2): with a quorum of votes in this epoch the value is chosen in this slot. */
    accepted(self: State, { epoch, slot, vector }: Received<"accepted">, post: Post) {
      const { leadership } = self;
      if (leadership.phase !== "leading" || !rules.countsVote(leadership.epoch, epoch)) return;
      const proposal = at(leadership.proposals, slot);
      if (proposal === undefined) return;
      const { value } = proposal;
      const answers = vector && withAnswer(proposal.answers ?? [], { from: post.from, vector });
      const voters = answers?.map(({ from }) => from) ?? rules.withVoter(proposal.voters, post.from);
      leadership.proposals = withEntry(leadership.proposals, { slot, value, voters, ...(answers && { answers }) });
      if (!isVoted(self, voters, slot)) return;
      if (options.destroys > 0) post.record({ type: "counted", slot, epoch, value });
      if (rules.repliesEarly && value !== NOOP) options.replyEarly(self, value, post);
      decide(self, slot, value, post);
      if (tells === "value") post.toOtherLearners({ type: "learn", slot, value });
      goOn(self, post);
    },

    /** S12: a server that is to be a member has on its disk what it was sent. */
    caughtUp(self: State, { position }: Received<"caughtUp">, post: Post) {
      const { leadership } = self;
      if (leadership.phase !== "leading" || leadership.joining === undefined) return;
      leadership.joining = withCaughtUp(leadership.joining, post.from, position);
      goOn(self, post);
    },

    /** What is lost has to be said again: to those who have not promised, or not voted. */
    retransmit(self: State, post: Post) {
      const { leadership } = self;
      if (leadership.phase === "following") return;
      if (leadership.asked === options.retransmissions) return post.reached("retransmissions");
      leadership.asked += 1;
      const { epoch } = leadership;
      if (leadership.phase === "preparing") return askAgain(epoch, leadership.from, leadership.promises, post);
      if (leadership.joining !== undefined) {
        leadership.joining.sent = null;
        consider(self, leadership, leadership.joining.request, post);
      }
      const { preparedTo, further } = leadership;
      if (preparedTo !== null && further !== null) askAgain(epoch, preparedTo, further, post);
      for (const { slot, value, voters } of leadership.proposals) {
        const silent = acceptors.filter((acceptor) => !voters.includes(acceptor));
        for (const acceptor of silent) post.send(acceptor, { type: "accept", epoch, slot, value });
      }
    },

    /** Tells what is chosen, where no proposal does so by the way. */
    heartbeat(self: State, post: Post) {
      const { leadership } = self;
      if (leadership.phase !== "leading" || leadership.told === self.executed) return;
      leadership.told = self.executed;
      post.toOtherLearners({ type: "heartbeat", epoch: leadership.epoch, commit: self.executed });
    },
  };
}

function upTo(end: Slot | null): { readonly to?: Slot } {
  return end === null ? {} : { to: end };
}
