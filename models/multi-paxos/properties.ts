/**
 * What must be true of Multi-Paxos, and what a run has to reach before its verdict is worth anything. Most invariants are about why the first one holds: they
 * notice a bug where it begins, many steps before two learners disagree.
 */
import type { Property, Sometimes } from "synod";
import {
  agreement,
  aLaterSlotIsChosenFirst,
  aLeaderGivesUpItsProposals,
  aMinorityDecidesNothing,
  aNoopIsChosen,
  anEarlierVoteIsAdopted,
  aReplyIsSentAgain,
  aRequestIsAnswered,
  aRequestIsChosenTwice,
  aRequestIsExecuted,
  aValueIsChosen,
  cachesAreBounded,
  clientsGetTheirReplies,
  clientsKeepCount,
  equalLogsEqualStates,
  everyRequestCanBeAnswered,
  exactlyOnce,
  executesInOrder,
  executesOnlyChosen,
  keepsPromises,
  keepsReplies,
  laterProposalsCarryTheChosen,
  leadsAnEpochOnce,
  leadsWithAQuorum,
  learnsOnlyChosen,
  leavesNoGap,
  linearizable,
  logsArePrefixes,
  logsOnlyGrow,
  neverLearnsOtherwise,
  onceChosenAlwaysChosen,
  oneLeaderPerEpoch,
  oneValuePerEpoch,
  promisesNeverGoBack,
  promisesTellAll,
  proposalsAreSafe,
  proposesWherePrepared,
  repliesFollowFromLog,
  requestsAreChosenOutOfOrder,
  stateFollowsFromLog,
  staysInWindow,
  theThirdEpochIsLed,
  twoLeadersAtOnce,
  votesOnlyForRequests,
  votesWereProposed,
} from "synod/properties";
import { applications, inSequence } from "./application.ts";
import type { Options } from "./parameters.ts";
import { canAnswerAll } from "./resources.ts";
import type { MultiPaxosView } from "./view.ts";

export function propertiesIn(options: Options): readonly Property<MultiPaxosView>[] {
  return [
    ...consensus,
    ...why,
    ...execution,
    ...progressIn(options),
    ...cachesIn(options),
    ...partitionIn(options),
    ...seenIn(options),
    ...witnessesIn(options),
  ];
}

/** S1, for every slot. */
const consensus: readonly Property<MultiPaxosView>[] = [
  agreement,
  votesOnlyForRequests,
  learnsOnlyChosen,
  neverLearnsOtherwise,
];

/** S8 to S11: why it holds. */
const why: readonly Property<MultiPaxosView>[] = [
  keepsPromises,
  promisesNeverGoBack,
  promisesTellAll,
  oneLeaderPerEpoch,
  leadsAnEpochOnce,
  leadsWithAQuorum,
  oneValuePerEpoch,
  votesWereProposed,
  proposalsAreSafe,
  laterProposalsCarryTheChosen,
  onceChosenAlwaysChosen,
  leavesNoGap,
  proposesWherePrepared,
  staysInWindow,
];

/** S10, S14 to S19: what is made of it. */
const execution: readonly Property<MultiPaxosView>[] = [
  executesOnlyChosen,
  executesInOrder,
  logsOnlyGrow,
  logsArePrefixes,
  exactlyOnce,
  stateFollowsFromLog,
  equalLogsEqualStates,
  keepsReplies,
  repliesFollowFromLog,
  clientsGetTheirReplies,
  clientsKeepCount,
];

/** S1, as far as it goes without clocks: asked where the scene has what it takes. */
function progressIn(options: Options): readonly Property<MultiPaxosView>[] {
  return canAnswerAll(options) ? [everyRequestCanBeAnswered] : [];
}

/** Where learners forget at all. */
function cachesIn({ pruning }: Options): readonly Property<MultiPaxosView>[] {
  return pruning === "none" ? [] : [cachesAreBounded];
}

/** Where some servers are cut off. */
function partitionIn({ cutOff }: Options): readonly Property<MultiPaxosView>[] {
  return cutOff > 0 ? [aMinorityDecidesNothing] : [];
}

/** What clients see can be judged only where it is written down. */
function seenIn({ watched, application }: Options): readonly Property<MultiPaxosView>[] {
  return watched ? [linearizable(inSequence(applications[application]))] : [];
}

type Witness = Sometimes<MultiPaxosView>;

/** What is possible depends on the scene. Harmless bugs may be so because something does not happen any more, so of them less is asked. */
function witnessesIn(options: Options): readonly Witness[] {
  const always = [aValueIsChosen, aRequestIsExecuted, ...(options.answers === "nobody" ? [] : [aRequestIsAnswered])];
  return options.bug === "none"
    ? [...always, ...electionsIn(options), ...slotsIn(options), ...requestsIn(options)]
    : always;
}

function electionsIn({ epochs, roles, leaders, stepDown, nacks }: Options): readonly Witness[] {
  if (epochs === 1) return [];
  const isContested = roles === "together" || leaders > 1;
  const isNoticed = stepDown && (roles === "together" || nacks);
  return [
    anEarlierVoteIsAdopted,
    ...(isContested ? [twoLeadersAtOnce] : []),
    ...(isContested && isNoticed ? [aLeaderGivesUpItsProposals] : []),
    ...(epochs > 2 ? [theThirdEpochIsLed] : []),
  ];
}

function slotsIn(options: Options): readonly Witness[] {
  const { epochs, slots, window, prepareWindow } = options;
  if (slots === 1 || window === 1 || atOneLeader(options) === 1) return [];
  return [
    aLaterSlotIsChosenFirst,
    requestsAreChosenOutOfOrder,
    ...(epochs > 1 && prepareWindow === 0 ? [aNoopIsChosen] : []),
  ];
}

function requestsIn({ leaderDedupe, resends }: Options): readonly Witness[] {
  return [...(leaderDedupe === "off" ? [aRequestIsChosenTwice] : []), ...(resends > 0 ? [aReplyIsSentAgain] : [])];
}

/** How many requests the first leader may have at once. */
function atOneLeader({ clients, requests, outstanding, targets, servers }: Options): number {
  const turning = targets === "leader" ? clients : Math.ceil(clients / servers);
  return turning * Math.min(requests, outstanding);
}
