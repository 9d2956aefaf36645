/**
 * What must be true of Multi-Paxos, and what a run has to reach before its verdict is worth anything. Most invariants are about why the first one holds: they
 * notice a bug where it begins, many steps before two learners disagree.
 */
import type { Property, Sometimes } from "synod";
import {
  acknowledgedRequestsOutliveServers,
  acknowledgedRequestsSurvive,
  agreement,
  aLaterSlotIsChosenFirst,
  aLeaderGivesUpItsProposals,
  aLeaderIsBehind,
  aMinorityDecidesNothing,
  aNewcomerCatchesUpFirst,
  aNewMemberIsCounted,
  aNoopIsChosen,
  anEarlierVoteIsAdopted,
  anInstalledCacheAnswers,
  aPromiseOutlivesItsAcceptor,
  aRecoveredServerIsCounted,
  aReplacedLearnerCatchesUp,
  aReplyIsSentAgain,
  aRequestIsAnswered,
  aRequestIsChosenTwice,
  aRequestIsExecuted,
  aServerRecovers,
  aSlotIsTooOld,
  aSnapshotIsInstalled,
  aValueIsChosen,
  aVoteOutlivesItsAcceptor,
  cachesAreBounded,
  chosenIsRecoverable,
  clientsGetTheirReplies,
  clientsKeepCount,
  destroyedServersRecover,
  equalLogsEqualStates,
  everyRequestCanBeAnswered,
  exactlyOnce,
  executesInOrder,
  executesOnlyChosen,
  keepsNoOldVotes,
  keepsPromises,
  keepsReplies,
  laterProposalsCarryTheChosen,
  leadsAnEpochOnce,
  leadsWithAQuorum,
  learnsOnlyChosen,
  leavesNoGap,
  linearizable,
  logsAreBounded,
  logsAreBoundedWhenQuiet,
  logsArePrefixes,
  logsOnlyGrow,
  type MortalityView,
  neverLearnsOtherwise,
  newMembersKnowThePast,
  onceChosenAlwaysChosen,
  oneLeaderPerEpoch,
  oneValuePerEpoch,
  promisesNeverGoBack,
  promisesReportTheirBase,
  promisesTellAll,
  proposalsAreSafe,
  proposesWherePrepared,
  type QuietView,
  recoversInSilence,
  repliesFollowFromLog,
  requestsAreChosenOutOfOrder,
  snapshotsFollowFromLog,
  stateFollowsFromLog,
  staysInWindow,
  theThirdEpochIsLed,
  truncatesBehindSnapshot,
  twoLeadersAtOnce,
  votesFollowTheChosen,
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
    ...why.filter((property) => !losesDisks(options) || !aboutDisks.includes(property)),
    ...execution,
    ...progressIn(options),
    ...cachesIn(options),
    ...partitionIn(options),
    ...memoryIn(options),
    ...successionIn(options),
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

/** What is true of an acceptor as long as it has its disk (S12). */
const aboutDisks: readonly Property<MultiPaxosView>[] = [
  promisesNeverGoBack,
  promisesTellAll,
  proposalsAreSafe,
  onceChosenAlwaysChosen,
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

/** S12: acceptors lose theirs; learners that live apart from them have none that matter. */
function losesDisks({ destroys, roles }: Options): boolean {
  return destroys > 0 && roles === "together";
}

/** S12, S13, S20: what is left of it all when votes are deleted. */
function memoryIn(options: Options): readonly Property<MultiPaxosView>[] {
  const { snapshots, spares } = options;
  if (snapshots === "never" && !losesDisks(options)) return [];
  return [
    chosenIsRecoverable,
    votesFollowTheChosen,
    // Which quorum goes on differs by slot where members change.
    ...(spares === 0 ? [acknowledgedRequestsSurvive] : []),
    ...(snapshots === "never" ? [] : [truncatesBehindSnapshot, keepsNoOldVotes, snapshotsFollowFromLog]),
    ...(snapshots === "own" ? [logsAreBounded] : []),
    ...(losesDisks(options) ? [recoversInSilence] : snapshots === "never" ? [] : [promisesReportTheirBase]),
  ];
}

/** S12: what a new member has to know before it is one. */
function successionIn({ joins }: Options): readonly Property<MultiPaxosView>[] {
  return joins === "caught-up" ? [newMembersKnowThePast] : [];
}

/** S12, S13: what can be said of a state only by running it on. */
export function calmPropertiesIn({
  stops,
  snapshots,
  destroys,
}: Options): readonly Property<MortalityView & QuietView>[] {
  if (!stops) return [];
  return [
    acknowledgedRequestsOutliveServers,
    ...(snapshots === "quorum" || snapshots === "all" ? [logsAreBoundedWhenQuiet] : []),
    ...(destroys > 0 ? [destroyedServersRecover] : []),
  ];
}

/** What clients see can be judged only where it is written down. */
function seenIn({ watched, application }: Options): readonly Property<MultiPaxosView>[] {
  return watched ? [linearizable(inSequence(applications[application]))] : [];
}

/** Where stages may end (S12): something that a destroyed server said is on its way, and the one in its place does not know of it. */
export const landmarks: readonly Property<MultiPaxosView>[] = [aPromiseOutlivesItsAcceptor, aVoteOutlivesItsAcceptor];

type Witness = Sometimes<MultiPaxosView>;

/** What is possible depends on the scene. Harmless bugs may be so because something does not happen any more, so of them less is asked. */
function witnessesIn(options: Options): readonly Witness[] {
  const always = [aValueIsChosen, aRequestIsExecuted, ...(options.answers === "nobody" ? [] : [aRequestIsAnswered])];
  return options.bug === "none"
    ? [
        ...always,
        ...electionsIn(options),
        ...slotsIn(options),
        ...requestsIn(options),
        ...snapshotsIn(options),
        ...replacementsIn(options),
        ...membersIn(options),
      ]
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

/** Where everybody has to have a snapshot before anything is deleted, nobody is ever sent one. */
function snapshotsIn({ snapshots, epochs, resends, learning }: Options): readonly Witness[] {
  if (snapshots === "never" || snapshots === "all" || epochs === 1) return [];
  return [
    aSnapshotIsInstalled,
    aLeaderIsBehind,
    ...(resends > 0 ? [anInstalledCacheAnswers] : []),
    ...(learning === "leader-only" ? [] : [aSlotIsTooOld]),
  ];
}

/** A change counts from a slot that has to be there. */
function membersIn({ spares, slots, window, joins }: Options): readonly Witness[] {
  return [
    ...(spares > 0 && slots > window ? [aNewMemberIsCounted] : []),
    ...(joins === "caught-up" && slots > window + 1 ? [aNewcomerCatchesUpFirst] : []),
  ];
}

function replacementsIn(options: Options): readonly Witness[] {
  const { destroys, epochs, catchUp, servers } = options;
  if (destroys === 0) return [];
  return [
    ...(losesDisks(options) ? [aServerRecovers] : []),
    ...(losesDisks(options) && epochs > 1 && servers === 3 ? [aRecoveredServerIsCounted] : []),
    ...(catchUp ? [aReplacedLearnerCatchesUp] : []),
  ];
}

/** How many requests the first leader may have at once. */
function atOneLeader({ clients, requests, outstanding, targets, servers }: Options): number {
  const turning = targets === "leader" ? clients : Math.ceil(clients / servers);
  return turning * Math.min(requests, outstanding);
}
