/**
 * Acknowledged requests survive (A11): once a client has its reply, any quorum that is left can lead on without losing it. What such a quorum would make of the
 * log is worked out here as a new leader does: the snapshot that reaches farthest of those it is sent, and behind it the latest vote in every slot. The
 * request has to be in there once.
 */
import { alwaysEach, violation } from "synod";
import { namesOf, quorumsOf } from "./quorums.ts";
import type { LogMeaning } from "./replay.ts";
import { isExecuted, type ReplyCache } from "./state-follows-from-log.ts";

export interface SurvivingReplica {
  readonly name: string;
  /** It has lost its disk and does not answer, so it is in no quorum. */
  readonly isRecovering: boolean;
  /** The votes it has at hand, one a slot. */
  readonly votes: readonly { readonly slot?: number; readonly epoch: number; readonly value: string }[];
  /** If it has deleted votes, it sends its snapshot along. */
  readonly base: number;
  readonly snapshot: {
    readonly position: number;
    readonly log: readonly { readonly request: string }[];
    readonly caches: readonly ReplyCache[];
  };
}

export interface SurvivalView extends Pick<LogMeaning, "requestIn"> {
  /** All of them, always in the same order. */
  readonly replicas: readonly SurvivingReplica[];
  readonly quorum: number;
  /** `id` is the name of the request, as in the log. */
  readonly clients: readonly { readonly name: string; readonly returned: readonly { readonly id: string }[] }[];
}

export const acknowledgedRequestsSurvive = alwaysEach<SurvivalView, readonly SurvivingReplica[]>(
  "acknowledged-requests-survive",
  ({ replicas, quorum }) => quorumsOf(replicas, quorum),
  (quorum, view) => {
    const acknowledged = view.clients.flatMap(({ name, returned }) => returned.map(({ id }) => ({ name, id })));
    if (acknowledged.length === 0 || quorum.some(({ isRecovering }) => isRecovering)) return undefined;
    const executed = executedBy(quorum, view);
    for (const { name, id } of acknowledged) {
      const times = executed.filter((each) => each === id).length;
      if (times === 1) continue;
      const outcome = times === 0 ? "would not know of it" : "would execute it again";
      const what = `${name} has the reply to ${id}, but ${namesOf(quorum)} by themselves ${outcome}`;
      return violation(what, { request: id, executed, quorum: quorum.map((replica) => replica.name) });
    }
    return undefined;
  },
  { about: "What a client was told of is executed once, whichever quorum is left.", source: "S12, S13, S16" },
);

/** What is executed when a leader that has nothing of its own has asked this quorum, and finished what it was told of. */
function executedBy(quorum: readonly SurvivingReplica[], { requestIn }: SurvivalView): string[] {
  const sent = quorum.filter(({ base }) => base > 0).map(({ snapshot }) => snapshot);
  const { position, log, caches } = sent.toSorted((a, b) => b.position - a.position)[0] ?? NOTHING;
  const votes = quorum.flatMap((replica) => replica.votes).filter(({ slot = 0 }) => slot >= position);
  const slots = [...new Set(votes.map(({ slot = 0 }) => slot))].sort((a, b) => a - b);
  const since = slots.flatMap((at) => {
    const latest = votes.filter(({ slot = 0 }) => slot === at).toSorted((a, b) => b.epoch - a.epoch)[0];
    const request = latest && requestIn(latest.value);
    return request && !isExecuted(caches, request) ? [request.id] : [];
  });
  return [...log.map(({ request }) => request), ...new Set(since)];
}

const NOTHING = { position: 0, log: [], caches: [] } satisfies SurvivingReplica["snapshot"];
