/**
 * Multi-Paxos as the properties see it, however its roles are laid out. All getters, down to the fields of each member, because a property is judged
 * again only when something that it has looked at changes.
 */
import type { ActorState, Address } from "synod";
import { type CastVote, chosenBy, type Decision } from "synod/properties";
import { majority } from "../basic-paxos/quorum.ts";
import type { AcceptorState } from "./acceptor.ts";
import { ackOf, type Client, type client, outstandingOf } from "./client.ts";
import type { Answer } from "./crash-vectors.ts";
import { changesIn, chosenByMembers, chosenTogether, membersByChosen, readable } from "./decisions.ts";
import type { Entry, Observers } from "./history.ts";
import type { LeadingState } from "./leader.ts";
import { leaderView } from "./leader-view.ts";
import type { LearnerState } from "./learner.ts";
import type { Options } from "./parameters.ts";
import type { RecoveryState } from "./recovery.ts";
import type { ApartAcceptor, ApartLeader, Server } from "./replica.ts";
import { cachesOf, replicaView } from "./replica-view.ts";
import { isExhausted } from "./resources.ts";
import { soundRules } from "./rules.ts";
import { sharedBy } from "./shared-view.ts";
import { applicationIn, membershipIn, opsIn } from "./spares.ts";
import { clientAt, idOf, NOOP, nameOf, requestNamed, type Seq } from "./value.ts";

export type MultiPaxosState = ActorState<
  {
    readonly server: readonly Server[];
    readonly acceptor: readonly ApartAcceptor[];
    readonly leader: readonly ApartLeader[];
    readonly client: readonly ReturnType<typeof client>[];
  },
  Observers
>;

/** A node with its name. */
export interface Named<Local> {
  readonly name: Address;
  readonly node: Local;
}

export function viewOf(options: Options) {
  const application = applicationIn(options);
  const opOf = opsIn(options);
  const membership = membershipIn(options, soundRules);
  const acknowledges = options.pruning === "ack" || options.pruning === "both";

  return sharedBy(({ nodes, network, observed }: MultiPaxosState) => {
    const together = named("server", nodes.server);
    const acceptors: Named<AcceptorState & Partial<RecoveryState>>[] = [
      ...together,
      ...named("acceptor", nodes.acceptor),
    ];
    const leaders: Named<LeadingState>[] = [...together, ...named("leader", nodes.leader)];
    const clients: Named<Client>[] = named("client", nodes.client);
    const acceptorViews = acceptors.map(acceptorView);
    const leaderViews = leaders.map((leader) => leaderView(leader, options.window));
    const clientViews = clients.map(clientView);
    const replicaViews = together.map(replicaView);
    let learnerViews: ReturnType<typeof learnerView>[] | undefined;

    return {
      quorum: majority(options.servers - options.spares),
      program: application,
      outstandingLimit: options.outstanding,
      requestIn,

      /** Every vote ever cast. */
      get votes(): CastVote[] {
        return acceptors.flatMap(({ name }) =>
          (observed[`votes of ${name}`] ?? []).map((vote) => ({ acceptor: name, ...readable(vote) })),
        );
      },
      /** The same with what their acceptors knew of destroyed servers. */
      get cast(): (Entry & Answer)[] {
        return acceptors.flatMap(({ name }) =>
          (observed[`votes of ${name}`] ?? []).map((vote) => ({ from: name, ...vote })),
        );
      },
      /** Every proposal ever made. */
      get proposals() {
        return leaders.flatMap(({ name }) =>
          (observed[`proposals of ${name}`] ?? []).map((proposal) => ({ by: name, ...readable(proposal) })),
        );
      },
      /** What the votes amount to, whether or not anybody knows. */
      get chosen(): Decision[] {
        if (membership) return chosenByMembers(this.cast, membership);
        return options.recovery === "vectors"
          ? chosenTogether(this.cast, this.quorum)
          : chosenBy(this.votes, this.quorum);
      },
      /** What learners know, whether or not they have executed it. */
      get learned() {
        return leaders.flatMap(({ name, node }) =>
          node.chosen.map(({ slot, value }) => ({ by: name, slot, value: nameOf(value) })),
        );
      },
      get decisions(): Decision[] {
        return [...this.chosen, ...this.learned];
      },
      /** Every value that a client may have sent: a request that is sent again says what has been answered since. */
      get submitted() {
        return clients.flatMap(({ node }, client) =>
          numbersTo(node.sent).flatMap((seq) => {
            const op = opOf(client, seq);
            const acks = [0 as Seq, ...numbersTo(acknowledges ? Math.min(ackOf(node), seq - 1) : 0)];
            return acks.map((ack) => nameOf({ client, seq, op, ack }));
          }),
        );
      },
      get acceptors() {
        return acceptorViews;
      },
      get holders() {
        return this.acceptors;
      },
      get promisesInFlight() {
        return network.ofType("promise").map(({ from: acceptor, to, message: { epoch, from, votes, truncated } }) => ({
          acceptor,
          leader: to,
          epoch,
          from,
          ...(options.prepareWindow > 0 && { to: from + options.prepareWindow }),
          ...(truncated && { base: truncated.base }),
          votes: votes.map(readable),
        }));
      },
      get repliesInFlight() {
        return network.ofType("reply").map(({ from: by, to: client, message: { seq, reply } }) => ({
          by,
          client,
          seq,
          reply,
          id: idOf({ client: clientAt(client), seq }),
        }));
      },
      /** Servers that were no members at first. */
      get newcomers() {
        return together.slice(options.servers - options.spares).map(({ name }) => name);
      },
      get membersIn() {
        return membership && membersByChosen(this.chosen, membership);
      },
      /** Changes of members that are chosen, of those that change anything. */
      get changes() {
        return membership ? changesIn(this.chosen, membership) : [];
      },
      /** What acceptors say that they have voted for. */
      get votesInFlight() {
        return network.ofType("accepted").map(({ from: acceptor, message: { slot, epoch, value } }) => ({
          acceptor,
          ...readable({ slot, epoch, value }),
        }));
      },
      /** What acceptors answer where they are asked to vote in a slot that they have deleted. */
      get refusedSlots() {
        return network.ofType("tooOld").map(({ message: { base } }) => ({ base }));
      },
      get leaders() {
        return leaderViews;
      },
      get learners() {
        learnerViews ??= leaders.map((learner, index) =>
          learnerView(learner, index < options.cutOff, () => this.chosen),
        );
        return learnerViews;
      },
      /** Those that are acceptor and learner in one. */
      get replicas() {
        return replicaViews;
      },
      get clients() {
        return clientViews;
      },
      /** What clients saw, if that was asked for. */
      get history() {
        return observed["seen by clients"] ?? {};
      },
      /** Every client has all its replies. */
      get allAnswered() {
        return clients.every(({ node }) => node.replies.length === options.requests);
      },
      /** The slots of the model are used up, so a request may stay without a reply. */
      get exhausted() {
        return isExhausted(
          options,
          leaders.map(({ node }) => node),
          clients.map(({ node }) => node),
        );
      },
    };
  });
}

export type MultiPaxosView = ReturnType<ReturnType<typeof viewOf>>;

/** The request behind the name of a value. */
function requestIn(value: string) {
  const request = requestNamed(value);
  return request && { id: idOf(request), client: `client ${request.client}`, seq: request.seq, op: request.op };
}

function acceptorView({ name, node }: Named<AcceptorState & Partial<RecoveryState>>) {
  return {
    name,
    get promised() {
      return node.promised;
    },
    get votes() {
      return node.votes.map(readable);
    },
    /** The first slot whose vote it has kept (S13). */
    get base() {
      return node.base;
    },
    /** It has lost its disk, and does not know yet what was on it (S12). */
    get isRecovering() {
      return node.recovery?.phase === "recovering";
    },
    /** The latest epoch it has voted in, in any slot. */
    get votedIn() {
      return Math.max(-1, ...node.votes.map(({ epoch }) => epoch));
    },
  };
}

function learnerView(
  { name, node }: Named<LearnerState & Partial<RecoveryState>>,
  isCutOff: boolean,
  chosen: () => readonly Decision[],
) {
  return {
    name,
    isCutOff,
    /** The next slot to execute. */
    get executed() {
      return node.executed;
    },
    /** How many have been destroyed in its place. */
    get incarnation() {
      return node.incarnation ?? 0;
    },
    /** Where its snapshot lets it begin. */
    get position() {
      return node.snapshot.position;
    },
    /** What it knows to be chosen. Where it only has a snapshot, that stands for what was chosen there (S13). */
    get learned() {
      const known = node.chosen.map(({ slot, value }) => ({
        slot: slot as number,
        value: nameOf(value),
        request: value === NOOP ? null : idOf(value),
      }));
      const { position } = node.snapshot;
      if (position === 0) return known;
      const covered = chosen().filter(({ slot = 0 }) => slot < position && !known.some((each) => each.slot === slot));
      const read = covered.map(({ slot = 0, value }) => ({ slot, value, request: requestIn(value)?.id ?? null }));
      return [...read, ...known].sort((a, b) => a.slot - b.slot);
    },
    get log() {
      return node.log;
    },
    get application() {
      return node.application;
    },
    get caches() {
      return cachesOf(node.cache);
    },
    get cache() {
      return textOf(node.cache);
    },
  };
}

/** `c0: up to 1, 2 a1 a2`: of each client, up to which request the replies are forgotten, and those that are not. */
function textOf(cache: LearnerState["cache"]): string {
  return cache
    .map(({ client, floor, replies }) => {
      const kept = replies.map(({ seq, reply }) => `${seq} ${reply}`);
      return [`c${client}: up to ${floor}`, ...kept].join(", ");
    })
    .join("; ");
}

function clientView({ name, node }: Named<Client>) {
  return {
    name,
    get outstanding() {
      return outstandingOf(node);
    },
    get returned() {
      return node.replies.map((reply) => ({ ...reply, id: idOf({ client: clientAt(name), seq: reply.seq }) }));
    },
    get ack() {
      return ackOf(node);
    },
  };
}

/** A role without members is absent. */
function named<Local>(role: string, nodes: readonly Local[] = []): Named<Local>[] {
  return nodes.map((_, index) => ({
    name: `${role} ${index}` as const,
    get node() {
      return nodes[index] as Local;
    },
  }));
}

function numbersTo(last: number): Seq[] {
  return Array.from({ length: Math.max(0, last) }, (_, position) => (position + 1) as Seq);
}
