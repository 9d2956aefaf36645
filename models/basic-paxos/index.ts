/**
 * Basic Paxos (S1-S3): acceptors, proposers and learners agree on one value, however late their messages are. This file puts them together; the
 * protocol itself is in proposer.ts, acceptor.ts and learner.ts, best read in this order.
 */
import { actorSystem, bag, defineModel, over, set, type Values } from "synod";
import {
  agreement,
  aValueCanBeChosen,
  aValueIsChosen,
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
import { type PaxosState, type PaxosView, viewOf } from "./view.ts";

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
      properties: over<PaxosState, PaxosView>(viewOf(options), [
        ...safety,
        ...progressIn(options),
        ...witnessesIn(options),
      ]),
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
  const rules = rulesIn(options);
  const learner = options.learning === "announce" ? toldLearner : countingLearner({ ...options, rules });
  return actorSystem({
    nodes: {
      acceptor: several(options.acceptors, acceptor({ ...options, rules })),
      proposer: several(options.proposers, proposer({ ...options, rules })),
      learner: several(options.learners, learner),
    },
    // A message that would change nothing stays where it is, as one that is late does: fewer states, and no behaviour is lost.
    network: options.network === "set" ? set() : bag({ noop: "leave" }),
    faults: { restart: options.restarts, loss: options.losses, duplication: options.duplications },
    observers: { votes, proposals },
    bounds: { epochs: options.epochs },
  });
}

function rulesIn({ bug }: Options): Rules {
  return bug === "none" ? soundRules : { ...soundRules, ...bugs[bug].breaks };
}

function several<T>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}

/** Epochs are bounded, so the last one can be lost for good if its proposer crashes, or its messages are lost. */
function progressIn({ restarts, losses }: Options) {
  return restarts === 0 && losses === 0 ? [aValueCanBeChosen] : [];
}

/** What must be reachable. A lone proposer, or proposers of one mind, have nothing to adopt. */
function witnessesIn({ proposers, learners, epochs, wishes }: Options) {
  const isDuel = proposers > 1 && epochs > 1;
  return [
    aValueIsChosen,
    ...(learners > 0 ? [aValueIsDecided] : []),
    ...(isDuel ? [twoProposersActive] : []),
    ...(isDuel && wishes === "different" ? [laterEpochAdoptsEarlierVote] : []),
  ];
}

/** Handlers without work: who counts the votes, and whether refusals are told, is a choice; and a crash that loses nothing is no event. */
function idleIn(options: Options): readonly string[] {
  const acceptorsLoseNothing = rulesIn(options).acceptorKeeps.length === 2;
  return [
    ...(options.learning === "broadcast" ? ["proposer: accepted"] : []),
    ...(options.nacks ? [] : ["proposer: nack"]),
    ...(options.restarts > 0 && acceptorsLoseNothing ? ["acceptor: restart"] : []),
  ];
}
