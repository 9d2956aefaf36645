/**
 * The nodes (S4): a server is acceptor, learner and leader in one, although most of the time its leader has nothing to do. The same handlers also make
 * acceptors that live apart from leaders, as in basic Paxos; a leader always has a learner, since it has to execute before it can reply.
 */
import { type Address, type Context, defineNode, type NodeDefinition } from "synod";
import type { Epoch } from "../basic-paxos/epoch.ts";
import { type AcceptorState, acceptorHandlers, freshAcceptor } from "./acceptor.ts";
import { applications } from "./application.ts";
import { catchUpHandlers } from "./catch-up.ts";
import { type LeadingState, leaderHandlers } from "./leader.ts";
import { freshLeader } from "./leadership.ts";
import { freshLearner, learnerHandlers } from "./learner.ts";
import { countedFrom, membersIn } from "./membership.ts";
import type { Message } from "./messages.ts";
import type { Options } from "./parameters.ts";
import { type Handlers, handling, ownPost, type Post, type PostOffice } from "./post.ts";
import {
  isRecovering,
  neverDestroyed,
  type RecoveryState,
  recoveryHandlers,
  silentWhileRecovering,
} from "./recovery.ts";
import { replyTo, withCache } from "./reply-cache.ts";
import type { Rules } from "./rules.ts";
import type { Slot } from "./slot.ts";
import { beginFrom } from "./snapshot.ts";
import { applicationIn, membershipIn } from "./spares.ts";
import { type TruncationState, truncate, withPosition } from "./truncation.ts";
import { clientAt, type Request } from "./value.ts";

export type ServerState = AcceptorState & LeadingState & TruncationState & RecoveryState;
export type Server = NodeDefinition<ServerState, Message>;
export type ApartAcceptor = NodeDefinition<AcceptorState, Message>;
export type ApartLeader = NodeDefinition<ApartLeaderState, Message>;

/** `incarnation`: how many have been destroyed in its place. */
export type ApartLeaderState = LeadingState & Pick<RecoveryState, "incarnation">;

/** The handlers of leader and learner for one choice of options. */
interface Parts<State extends LeadingState> {
  readonly learner: ReturnType<typeof learnerHandlers<State>>;
  readonly catchUp: ReturnType<typeof catchUpHandlers<State>>;
  readonly leader: ReturnType<typeof leaderHandlers<State>>;
}

export interface Setting {
  readonly options: Options;
  readonly rules: Rules;
  readonly acceptors: readonly Address[];
  readonly leaders: readonly Address[];
}

/** `covered` is told of every snapshot that a learner has got on disk. */
function partsOf<State extends LeadingState>(
  { options, rules, acceptors, leaders }: Setting,
  covered: (self: State, post: Post) => void,
): Parts<State> {
  const { learning, pruning, outstanding, answers } = options;
  const application = applicationIn(options);
  const membership = membershipIn(options, rules);
  const learner = learnerHandlers<State>({
    acceptors: acceptors.length,
    ...(membership && {
      membersIn: (self, slot) =>
        slot - self.executed < membership.alpha ? membersIn(slot, self.changes ?? [], membership) : undefined,
    }),
    application,
    limits: { pruning, outstanding },
    answers: ({ leadership }) => answers === "everybody" || (answers === "leader" && leadership.phase === "leading"),
    rules,
  });
  const catchUp = catchUpHandlers<State>({ rules, covered, ...learner });
  const leader = leaderHandlers<State>({
    ...options,
    acceptors,
    leaders: leaders.length,
    tells: tellings[learning],
    rules: dedupingAs(options, rules),
    decide: learner.decide,
    install: catchUp.install,
    ...(membership && {
      membersIn: (self, slot) => membersIn(slot, self.changes ?? [], membership),
      membersCountFrom: (self) => countedFrom(self.changes ?? [], membership),
    }),
    replyEarly(self, { client, seq, op }, post) {
      const { reply } = application.apply(self.application, op);
      post.send(`client ${client}`, { type: "reply", seq, reply });
    },
  });
  return { learner, catchUp, leader };
}

const tellings = { announce: "value", commit: "commit", broadcast: "nothing", "leader-only": "nothing" } as const;

function dedupingAs({ leaderDedupe }: Options, rules: Rules): Rules {
  switch (leaderDedupe) {
    case "set":
      return rules;
    case "in-order":
      return { ...rules, mayPropose: rules.isNext };
    case "off":
      return { ...rules, mayPropose: () => true };
  }
}

/** What leader and learner do with messages, wherever they live. */
function leadersHandlers<State extends LeadingState>(
  { leader, learner, catchUp }: Parts<State>,
  { options, rules }: Setting,
): Handlers<State> {
  const { learning, nacks, pruning, outstanding } = options;
  return {
    /** S17: an executed request is answered again, by anybody; everything else is the leader's. */
    request(self, { seq, op, ack }, post) {
      const request: Request = { client: clientAt(post.from), seq, op, ack };
      if (rules.forgetsOnArrival) forget(self, request);
      if (replyTo(self.cache, request) !== undefined) return learner.answer(self, request, post);
      leader.request(self, request, post);
    },
    promise: leader.promise,
    accepted(self, message, post) {
      if (learning !== "broadcast") return leader.accepted(self, message, post);
      learner.accepted(self, message, post);
      leader.goOn(self, post);
    },
    ...(learning === "announce" && {
      learn(self, message, post) {
        learner.learn(self, message, post);
        leader.goOn(self, post);
      },
    }),
    ...((options.catchUp || options.snapshots !== "never") && { catchUp: catchUp.catchUp }),
    ...(options.joins === "caught-up" && { caughtUp: leader.caughtUp }),
    ...((options.catchUp || options.snapshots !== "never" || options.joins === "caught-up") && {
      known(self, message, post) {
        catchUp.known(self, message, post);
        leader.goOn(self, post);
      },
    }),
    ...(nacks && {
      nack(self, { promised }) {
        leader.notice(self, promised);
      },
    }),
  };

  function forget(self: LeadingState, request: Request) {
    const { client } = request;
    const cache = self.cache.find((each) => each.client === client);
    if (cache !== undefined) self.cache = withCache(self.cache, rules.forget(cache, request, { pruning, outstanding }));
  }
}

/** S4: all roles in one. Whatever a leader says also tells that there is a later epoch, if it is one. */
export function server(setting: Setting): Server {
  const { options, rules } = setting;
  const { learning, nacks, servers, snapshots, snapshotEvery, destroys, joins } = options;
  const tellsOthers = snapshots === "quorum" || snapshots === "all";
  const truncation = snapshots === "never" ? undefined : { servers, truncation: snapshots, rules };
  const truncateNow = (self: ServerState, post: Post) => truncation && truncate(self, post.self, truncation);
  const parts = partsOf<ServerState>(setting, (self, post) => {
    truncateNow(self, post);
    if (tellsOthers) post.toOtherLearners({ type: "covers", position: self.snapshot.position });
  });
  const { learner, catchUp, leader } = parts;
  const recovery = recoveryHandlers<ServerState>({
    ...{ servers, reads: options.recovery, rules, install: catchUp.install },
    recovered(self, post) {
      if (options.catchUp) catchUp.askAround(self, post);
    },
  });
  const acceptor = acceptorHandlers<ServerState>({
    tellsLearners: learning === "broadcast",
    nacks,
    rules,
    truncated: ({ base, snapshot }) => ({ base, snapshot }),
    stamp: recovery.stamp,
  });
  const committed = (self: ServerState, epoch: Epoch, commit: Slot, post: Post) => {
    learner.committed(self, self.votes, epoch, commit, post);
    leader.goOn(self, post);
  };
  const handlers: Handlers<ServerState> = {
    ...leadersHandlers(parts, setting),
    prepare(self, message, post) {
      leader.notice(self, message.epoch);
      acceptor.prepare(self, message, post);
    },
    accept(self, message, post) {
      const { epoch, slot, value, commit } = message;
      leader.notice(self, epoch);
      acceptor.accept(self, message, post);
      if (rules.believesOwnVote) learner.decide(self, slot, value, post);
      if (commit !== undefined) committed(self, epoch, commit, post);
    },
    ...(learning === "commit" && {
      heartbeat(self, { epoch, commit }, post) {
        leader.notice(self, epoch);
        committed(self, epoch, commit, post);
      },
    }),
    ...(snapshots !== "never" && { tooOld: catchUp.tooOld }),
    ...(tellsOthers && {
      covers(self, { position }, post) {
        self.covered = withPosition(self.covered, post.from, position);
        truncateNow(self, post);
      },
    }),
    ...(destroys > 0 && { recover: recovery.recover, memory: recovery.memory }),
  };
  const office: PostOffice<ServerState> = {
    offices: { acceptors: "server", learners: "server" },
    role: "server",
    selfDelivery: options.selfDelivery,
    handlers: destroys > 0 && rules.keepsSilent ? silentWhileRecovering(handlers) : handlers,
  };
  const snapshot: Step<ServerState> = {
    enabled: (self) => self.executed - self.snapshot.position >= snapshotEvery,
    run: (self, context) => catchUp.takeSnapshot(self, ownPost(office, self, context)),
  };
  const steps = leadersSteps(leader, office, setting, (self) => !isRecovering(self));

  return defineNode<ServerState, Message>({
    name: "server",
    initial: () => ({
      ...freshAcceptor(),
      ...freshLeader(),
      ...freshLearner(applications[options.application]),
      covered: [],
      ...neverDestroyed(servers, options.recovery),
    }),
    /** The first leader has promised its epoch itself, so that it never uses it again after a crash. */
    start(self, context) {
      if (context.index !== 0) return;
      leader.begin(self, ownPost(office, self, context));
      self.promised = self.view;
    },
    on: handling(office),
    ...steps,
    actions: { ...steps.actions, ...(snapshots !== "never" && { snapshot }) },
    /** S12: a vote promises, and a leader promises itself first; where that takes time, the epoch has to be on disk too. */
    durable: [
      ...rules.acceptorKeeps,
      ...(snapshots === "never" && joins === "at-once" ? [] : (["base", ...rules.snapshotKeeps] as const)),
      ...(options.selfDelivery === "network" ? (["view"] as const) : []),
      ...(destroys > 0 ? (["incarnation", "recovery", "vector"] as const) : []),
    ],
    ...(destroys > 0 && {
      replace: (self, context, destroyed) => recovery.replace(self, destroyed, ownPost(office, self, context)),
    }),
    restart(self, context) {
      if (isRecovering(self)) return recovery.askOthers(self, ownPost(office, self, context));
      beginFrom(self, self.snapshot);
      if (self.promised > self.view) self.view = self.promised;
      if (rules.resumes && context.index === 0) leader.begin(self, ownPost(office, self, context));
      if (options.catchUp) catchUp.askAround(self, ownPost(office, self, context));
    },
  });
}

/** An acceptor on a server of its own. */
export function apartAcceptor(setting: Setting): ApartAcceptor {
  const { learning, nacks } = setting.options;
  const { prepare, accept } = acceptorHandlers<AcceptorState>({
    ...{ tellsLearners: learning === "broadcast", nacks, rules: setting.rules },
  });
  const office: PostOffice<AcceptorState> = {
    offices: { acceptors: "acceptor", learners: "leader" },
    role: "acceptor",
    selfDelivery: "inline",
    handlers: { prepare, accept },
  };
  return defineNode<AcceptorState, Message>({
    name: "acceptor",
    initial: freshAcceptor,
    on: handling(office),
    durable: setting.rules.acceptorKeeps,
  });
}

/** A leader, with its learner, on a server of its own. It hears of later epochs only where acceptors say that they refuse. */
export function apartLeader(setting: Setting): ApartLeader {
  const { options, rules } = setting;
  const parts = partsOf<ApartLeaderState>(setting, () => {});
  const office: PostOffice<ApartLeaderState> = {
    offices: { acceptors: "acceptor", learners: "leader" },
    role: "leader",
    selfDelivery: "inline",
    handlers: leadersHandlers(parts, setting),
  };
  const begin = (self: ApartLeaderState, context: Context<Message>) => {
    if (context.index === 0) parts.leader.begin(self, ownPost(office, self, context));
  };
  return defineNode<ApartLeaderState, Message>({
    name: "leader",
    initial: () => ({ ...freshLeader(), ...freshLearner(applications[options.application]), incarnation: 0 }),
    start: begin,
    on: handling(office),
    ...leadersSteps(parts.leader, office, setting, ({ incarnation }) => incarnation === 0 || rules.leadsAgain),
    /** Without an acceptor of its own, it has to remember itself which epochs it used (S9). */
    durable: options.destroys > 0 ? ["view", "incarnation"] : ["view"],
    /** S12: as a learner it asks any other. Which epochs were used nobody can tell it, so under this name it does not lead. */
    ...(options.destroys > 0 && {
      replace(self, context, destroyed) {
        self.incarnation = destroyed.incarnation + 1;
        parts.catchUp.askAround(self, ownPost(office, self, context));
      },
    }),
    restart: (self, context) => {
      if (rules.resumes) begin(self, context);
      if (options.catchUp) parts.catchUp.askAround(self, ownPost(office, self, context));
    },
  });
}

/** Steps that a leader takes by itself. */
function leadersSteps<State extends LeadingState>(
  leader: Parts<State>["leader"],
  office: PostOffice<State>,
  { options }: Setting,
  isFree: (self: State) => boolean = () => true,
): Pick<NodeDefinition<State, Message>, "timers" | "actions"> {
  const timeout: Step<State> = {
    /** S7: at any moment, since a wrong timeout looks no different from a right one. */
    enabled: (self, index) =>
      self.leadership.phase !== "leading" && isFree(self) && (options.patient === "nobody" || index !== 0),
    run: (self, context) => leader.timeout(self as State, ownPost(office, self as State, context)),
  };
  const heartbeat: Step<State> = {
    enabled: ({ leadership }) => leadership.phase === "leading",
    run: (self, context) => leader.heartbeat(self as State, ownPost(office, self as State, context)),
  };
  const retransmit: Step<State> = {
    enabled: ({ leadership }) => leadership.phase !== "following",
    run: (self, context) => leader.retransmit(self as State, ownPost(office, self as State, context)),
  };
  return {
    ...(options.epochs > 1 && { timers: { timeout } }),
    actions: {
      ...(options.learning === "commit" && { heartbeat }),
      ...(options.retransmissions > 0 && { retransmit }),
    },
  };
}

type Step<State extends object> = NonNullable<NodeDefinition<State, Message>["timers"]>[string];
