/**
 * Basic Paxos (S1-S3): acceptors, proposers and learners agree on one value, however late their messages are. This file puts them together; the
 * protocol itself is in proposer.ts, acceptor.ts and learner.ts, best read in this order.
 */
import { actorSystem, bag, defineModel, over, set, type Values } from "synod";
import {
  agreement,
  aValueIsDecided,
  decidesOnce,
  decidesOnlyWishes,
  laterEpochAdoptsEarlierVote,
  learnsOnlyChosen,
  onceChosenAlwaysChosen,
  oneValuePerEpoch,
  promisesNeverGoBack,
  twoProposersActive,
  validity,
} from "synod/properties";
import { acceptor } from "./acceptor.ts";
import { bugs } from "./bugs.ts";
import { configurations } from "./configurations.ts";
import { proposals, votes } from "./history.ts";
import { countingLearner, toldLearner } from "./learner.ts";
import { parameters } from "./parameters.ts";
import { proposer } from "./proposer.ts";
import { type Rules, soundRules } from "./rules.ts";
import { viewOf } from "./view.ts";

type Options = Values<typeof parameters>;

export const basicPaxos = defineModel({
  name: "basic-paxos",
  about: "agree on one value: prepare, then accept",
  source: "Optimizing and Implementing Paxos, S1-S3",
  parameters,
  configurations,
  build(options) {
    return {
      system: systemOf(options),
      properties: over(viewOf(options), [...safety, ...witnessesIn(options)]),
      idle: idleIn(options),
    };
  },
});

const safety = [
  agreement,
  validity,
  decidesOnlyWishes,
  decidesOnce,
  learnsOnlyChosen,
  oneValuePerEpoch,
  promisesNeverGoBack,
  onceChosenAlwaysChosen,
];

function systemOf(options: Options) {
  const rules: Rules = { ...soundRules, ...(options.bug === "none" ? {} : bugs[options.bug].breaks) };
  const learner = options.learning === "announce" ? toldLearner : countingLearner({ ...options, rules });
  return actorSystem({
    nodes: {
      acceptor: several(options.acceptors, acceptor({ ...options, rules })),
      proposer: several(options.proposers, proposer({ ...options, rules })),
      learner: several(options.learners, learner),
    },
    // A message that would change nothing stays where it is, as one that is late: fewer states, and nothing that can happen is lost.
    network: options.network === "set" ? set() : bag({ noop: "leave" }),
    faults: { restart: options.restarts, loss: options.losses, duplication: options.duplications },
    observers: { votes, proposals },
    bounds: { epochs: options.epochs },
  });
}

function several<T>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}

/** A lone proposer, or proposers of one mind, have nothing to adopt. */
function witnessesIn({ proposers, epochs, wishes }: Options) {
  const areSeveral = proposers > 1 && epochs > 1;
  return [
    aValueIsDecided,
    ...(areSeveral ? [twoProposersActive] : []),
    ...(areSeveral && wishes === "different" ? [laterEpochAdoptsEarlierVote] : []),
  ];
}

/** Handlers that this way of learning, or silence about refusals, leaves without work. */
function idleIn({ learning, nacks }: Options): readonly string[] {
  return [...(learning === "broadcast" ? ["proposer: accepted"] : []), ...(nacks ? [] : ["proposer: nack"])];
}
