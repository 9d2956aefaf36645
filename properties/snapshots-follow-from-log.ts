/**
 * Snapshots follow from the log (I12): whoever took it, a snapshot is what one machine would have after the slots that it covers, in its application and in its
 * reply cache. Both, because who installs it has nothing else (S20).
 */
import { alwaysEach, violation } from "synod";
import type { Decision } from "./decision.ts";
import { type LogMeaning, replay } from "./replay.ts";
import { differenceFromReplay, isExecuted, type ReplyCache } from "./state-follows-from-log.ts";

export interface SnapshotHolder {
  readonly name: string;
  readonly snapshot: {
    /** The first slot that it does not cover. */
    readonly position: number;
    readonly application: string;
    readonly caches: readonly ReplyCache[];
  };
}

export interface SnapshotsView extends LogMeaning {
  /** All of them, always in the same order. */
  readonly replicas: readonly SnapshotHolder[];
  /** The decisions in all the votes ever cast. */
  readonly chosen: readonly Decision[];
}

export const snapshotsFollowFromLog = alwaysEach<SnapshotsView, SnapshotHolder>(
  "snapshots-follow-from-log",
  ({ replicas }) => replicas,
  ({ name, snapshot }, view) => {
    const { position, application, caches } = snapshot;
    if (position === 0) return undefined;
    const covered = view.chosen.filter(({ slot = 0 }) => slot < position);
    const holder = { name: `the snapshot of ${name}`, executed: position, application, caches };
    const forgotten = replay(covered, view).replies.find(({ request }) => !isExecuted(caches, request));
    if (forgotten === undefined) return differenceFromReplay(holder, covered, view);
    const { request, slot } = forgotten;
    return violation(`${holder.name} has executed ${request.id} in slot ${slot}, and nothing in it says so`, {
      caches,
    });
  },
  {
    about: "A snapshot is the state and the reply cache of one machine that executes the slots it covers.",
    source: "S20",
  },
);
