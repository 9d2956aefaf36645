/**
 * Multi-Paxos (S4 to S19): servers agree on a log of requests, one basic Paxos a slot but prepared once for all of them, and execute it. This file puts
 * the nodes together; the protocol itself is in acceptor.ts, leader.ts, learner.ts and client.ts, best read in this order.
 */
import { type Address, type Allowance, actorSystem, bag, defineModel, over, SynodError } from "synod";
import { bugs } from "./bugs.ts";
import { calmViewOf } from "./calm.ts";
import { client } from "./client.ts";
import { configurations } from "./configurations.ts";
import { observersOf } from "./history.ts";
import { type Options, parameters } from "./parameters.ts";
import { partitioned } from "./partition.ts";
import { calmPropertiesIn, landmarks, propertiesIn } from "./properties.ts";
import { apartAcceptor, apartLeader, type Setting, server } from "./replica.ts";
import { type Rules, soundRules } from "./rules.ts";
import { shown } from "./shown.ts";
import { opsIn } from "./spares.ts";
import { type MultiPaxosState, type MultiPaxosView, viewOf } from "./view.ts";

export const multiPaxos = defineModel({
  name: "multi-paxos",
  about: "agree on a log: prepare once, then a round of votes a slot",
  source: "Optimizing and Implementing Paxos, S4-S19",
  parameters,
  configurations,
  build(options) {
    return {
      system: systemOf(options),
      properties: [
        ...over<MultiPaxosState, MultiPaxosView>(viewOf(options), propertiesIn(options)),
        ...over(calmViewOf(options, systemOf), calmPropertiesIn(options)),
      ],
      landmarks: over<MultiPaxosState, MultiPaxosView>(viewOf(options), landmarks),
      idle: idleIn(options),
    };
  },
});

function systemOf(options: Options) {
  const isTogether = options.roles === "together";
  if (!isTogether && options.snapshots !== "never") throw notApart("snapshots");
  if (options.spares > 0) requireMembership(options);
  else if (options.joins === "caught-up") throw new SynodError("badParameter", "joins=caught-up is for spares");
  if (!isTogether && options.destroys > 0 && !options.catchUp) throw onlyLearners();
  if (!isTogether && options.stops) throw notApart("stops");
  if (options.spares > 0 && options.stops)
    throw new SynodError("badParameter", "stops are for members that do not change");
  const acceptors = addresses(isTogether ? "server" : "acceptor", options.servers);
  const leaders = addresses(isTogether ? "server" : "leader", isTogether ? options.servers : options.leaders);
  const rules = rulesIn(options);
  const strikes = (times: number): Allowance =>
    options.fragile === "anybody" || times === 0 ? times : { times, only: acceptors.slice(-1) };
  const setting: Setting = { options, rules, acceptors, leaders };
  return actorSystem({
    nodes: {
      server: several(isTogether ? options.servers : 0, partitioned(server(setting), options.cutOff)),
      acceptor: several(isTogether ? 0 : options.servers, apartAcceptor(setting)),
      leader: several(isTogether ? 0 : options.leaders, apartLeader(setting)),
      client: several(
        options.clients,
        client({
          ...options,
          servers: leaders.length,
          server: isTogether ? "server" : "leader",
          acknowledges: options.pruning === "ack" || options.pruning === "both",
          isWatched: options.watched,
          opOf: opsIn(options),
          rules,
        }),
      ),
    },
    // A message that would change nothing stays where it is, as one that is late does: fewer states, and no behaviour is lost.
    network: bag({ noop: options.late === "stays" ? "leave" : "consume" }),
    faults: {
      restart: strikes(options.restarts),
      destroy: isTogether ? strikes(options.destroys) : options.destroys,
      loss: options.losses,
      duplication: options.duplications,
    },
    observers: observersOf({
      ...{ acceptors, leaders, watched: options.watched },
      votesInPrivate: options.learning !== "broadcast",
    }),
    bounds: boundsOf(options),
    show: shown,
  });
}

/** Members change with the slots that are prepared and proposed together, and servers that do not know the log do not know the members. */
function requireMembership({ roles, window, prepareWindow, snapshots, servers, spares }: Options): void {
  if (roles === "apart") throw notApart("spares");
  const why =
    prepareWindow !== window
      ? "prepareWindow has to be as wide as window"
      : snapshots === "quorum" || snapshots === "all"
        ? "nobody knows whose snapshots are needed, and each deletes what is in its own"
        : servers - spares < 1
          ? "there has to be a member"
          : undefined;
  if (why !== undefined) throw new SynodError("badParameter", `with spares, ${why}`);
}

function notApart(what: string): SynodError {
  return new SynodError("badParameter", `${what} are for servers that are acceptor and learner in one`, {
    hint: "Leave out roles=apart.",
  });
}

function onlyLearners(): SynodError {
  return new SynodError("badParameter", "with roles=apart, learners are destroyed, who know nothing until they ask", {
    hint: "Set catchUp=true.",
  });
}

function rulesIn({ bug }: Options): Rules {
  return bug === "none" ? soundRules : { ...soundRules, ...bugs[bug].breaks };
}

function addresses(role: string, count: number): Address[] {
  return several(count, role).map((each, index) => `${each} ${index}` as const);
}

function several<T>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}

function boundsOf({ epochs, slots, resends, retransmissions }: Options) {
  return { epochs, slots, ...(resends > 0 && { resends }), ...(retransmissions > 0 && { retransmissions }) };
}

/** Handlers without work: nobody to vote but oneself, nobody to take over, and a crash that loses nothing is no event. */
function idleIn(options: Options): readonly string[] {
  const { servers, leaders, epochs, bootstrap, roles, restarts, answers, snapshots, catchUp } = options;
  const isAlone = servers === 1 && roles === "together";
  const isElected = !isAlone && (epochs > 1 || bootstrap === "prepare");
  const isNeverTooOld = snapshots === "all" || (snapshots !== "never" && !rulesIn(options).admitsDeletion);
  const [acceptor, leader] = roles === "together" ? ["server", "server"] : ["acceptor", "leader"];
  const acceptorsLoseNothing = roles === "apart" && rulesIn(options).acceptorKeeps.length === 2;
  return [
    ...(isAlone ? ["server: accept", "server: accepted", "server: learn"] : []),
    ...(roles === "apart" && leaders === 1 ? ["leader: learn"] : []),
    ...(isNeverTooOld ? ["server: tooOld", ...(catchUp ? [] : ["server: catchUp", "server: known"])] : []),
    ...(isElected ? [] : [`${acceptor}: prepare`, `${leader}: promise`]),
    ...(answers === "nobody" ? ["client: reply"] : []),
    ...(restarts > 0 && acceptorsLoseNothing ? ["acceptor: restart"] : []),
  ];
}
