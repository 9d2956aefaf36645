/**
 * Recovery in silence (I15): a server that has lost its disk promises nothing and votes for nothing until it knows what it may have promised and voted for before.
 * What it said before it was destroyed may still arrive; there is no more of it.
 */
import { sometimes, stepEach, violation } from "synod";
import { isSameVote, type SlotVote } from "./slot-vote.ts";

export interface RecoveringReplica {
  readonly name: string;
  /** How many servers have been destroyed in its place. */
  readonly incarnation: number;
  /** It has lost its disk, and does not know yet what was on it. */
  readonly isRecovering: boolean;
}

export interface RecoveryView {
  /** All of them, always in the same order. */
  readonly replicas: readonly RecoveringReplica[];
  readonly promisesInFlight: readonly { readonly acceptor: string; readonly epoch: number }[];
  readonly votesInFlight: readonly (SlotVote & { readonly acceptor: string })[];
}

export const recoversInSilence = stepEach<RecoveryView, RecoveringReplica>(
  "recovers-in-silence",
  ({ replicas }) => replicas,
  (was, is, { before, after }) => {
    const { name } = is;
    if (!is.isRecovering || was.incarnation !== is.incarnation) return undefined;
    const promise = after.promisesInFlight.find(
      ({ acceptor, epoch }) =>
        acceptor === name && !before.promisesInFlight.some((each) => each.acceptor === name && each.epoch === epoch),
    );
    if (promise !== undefined)
      return violation(`${name} has promised epoch ${promise.epoch} while it is recovering`, { promise });
    const vote = after.votesInFlight.find(
      (one) =>
        one.acceptor === name && !before.votesInFlight.some((each) => each.acceptor === name && isSameVote(each, one)),
    );
    if (vote === undefined) return undefined;
    return violation(`${name} has voted for ${vote.value} in epoch ${vote.epoch} while it is recovering`, { vote });
  },
  { about: "A server that has lost its disk says nothing until it has recovered.", source: "S12" },
);

export const aServerRecovers = sometimes<{ readonly replicas: readonly RecoveringReplica[] }>(
  "a-server-recovers",
  ({ replicas }) => replicas.some(({ incarnation, isRecovering }) => incarnation > 0 && !isRecovering),
  { about: "A server that was destroyed is one like all others again.", source: "S12" },
);

export const aReplacedLearnerCatchesUp = sometimes<{
  readonly learners: readonly { readonly incarnation: number; readonly executed: number }[];
}>(
  "a-replaced-learner-catches-up",
  ({ learners }) => learners.some(({ incarnation, executed }) => incarnation > 0 && executed > 0),
  { about: "A server that was destroyed has executed something since.", source: "S12" },
);

export interface ForgottenPromiseView {
  readonly replicas: readonly (RecoveringReplica & { readonly promised: number })[];
  readonly promisesInFlight: readonly { readonly acceptor: string; readonly epoch: number }[];
}

export const aPromiseOutlivesItsAcceptor = sometimes<ForgottenPromiseView>(
  "a-promise-outlives-its-acceptor",
  ({ replicas, promisesInFlight }) =>
    replicas.some(
      ({ name, incarnation, isRecovering, promised }) =>
        incarnation > 0 &&
        !isRecovering &&
        promisesInFlight.some(({ acceptor, epoch }) => acceptor === name && epoch > promised),
    ),
  {
    about: "A promise of a destroyed server is on its way, and the one in its place does not know of it.",
    source: "S12",
  },
);

export interface ForgottenVoteView {
  readonly replicas: readonly (RecoveringReplica & { readonly votes: readonly SlotVote[] })[];
  readonly votesInFlight: readonly (SlotVote & { readonly acceptor: string })[];
}

export const aVoteOutlivesItsAcceptor = sometimes<ForgottenVoteView>(
  "a-vote-outlives-its-acceptor",
  ({ replicas, votesInFlight }) =>
    replicas.some(
      ({ name, incarnation, isRecovering, votes }) =>
        incarnation > 0 &&
        !isRecovering &&
        votesInFlight.some((vote) => vote.acceptor === name && !votes.some((own) => isSameVote(own, vote))),
    ),
  { about: "A vote of a destroyed server is on its way, and the one in its place does not have it.", source: "S12" },
);

export interface RecoveredLeaderView {
  readonly replicas: readonly RecoveringReplica[];
  /** Epoch 0 is led without asking anybody. */
  readonly leaders: readonly { readonly phase: string; readonly epoch: number; readonly promises: readonly string[] }[];
}

export const aRecoveredServerIsCounted = sometimes<RecoveredLeaderView>(
  "a-recovered-server-is-counted",
  ({ replicas, leaders }) =>
    leaders.some(
      ({ phase, epoch, promises }) =>
        phase === "leading" &&
        epoch > 0 &&
        replicas.some(({ name, incarnation, isRecovering }) => {
          return incarnation > 0 && !isRecovering && promises.includes(name);
        }),
    ),
  { about: "Somebody leads by the promise of a server that was destroyed and has recovered.", source: "S12" },
);
