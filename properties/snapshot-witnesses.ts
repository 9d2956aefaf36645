/**
 * Witnesses about snapshots (S13, S20): that somebody really had to be sent one, because the votes it stands for were gone, and could go on with it.
 */
import { sometimes } from "synod";

interface InstalledView {
  readonly replicas: readonly {
    readonly name: string;
    /** `by` took it, nobody at the beginning. */
    readonly snapshot: { readonly by: string | null; readonly log: readonly { readonly request: string }[] };
  }[];
}

export const aSnapshotIsInstalled = sometimes<InstalledView>(
  "a-snapshot-is-installed",
  ({ replicas }) => replicas.some(({ name, snapshot: { by } }) => by !== null && by !== name),
  { about: "A server goes on from a snapshot that another one took.", source: "S13" },
);

export interface InstalledRepliesView extends InstalledView {
  readonly repliesInFlight: readonly { readonly by: string; readonly id: string }[];
}

export const anInstalledCacheAnswers = sometimes<InstalledRepliesView>(
  "an-installed-cache-answers",
  ({ repliesInFlight, replicas }) =>
    repliesInFlight.some(({ by, id }) => {
      const snapshot = replicas.find(({ name }) => name === by)?.snapshot;
      const isInstalled = snapshot !== undefined && snapshot.by !== null && snapshot.by !== by;
      return isInstalled && snapshot.log.some(({ request }) => request === id);
    }),
  {
    about: "A request that was executed elsewhere is answered from a reply cache that came with a snapshot.",
    source: "S20",
  },
);

export interface AheadView {
  /** Promises on their way; `base` is the first slot that the acceptor had kept, if it had deleted any that it was asked for. */
  readonly promisesInFlight: readonly { readonly leader: string; readonly epoch: number; readonly base?: number }[];
  readonly leaders: readonly { readonly name: string; readonly phase: string; readonly epoch: number }[];
  readonly learners: readonly { readonly name: string; readonly executed: number }[];
}

export const aLeaderIsBehind = sometimes<AheadView>(
  "a-leader-is-behind",
  ({ promisesInFlight, leaders, learners }) =>
    promisesInFlight.some(({ leader, epoch, base = 0 }) => {
      const isAwaited = leaders.some(
        (each) => each.name === leader && each.phase === "preparing" && each.epoch === epoch,
      );
      return isAwaited && learners.some(({ name, executed }) => name === leader && executed < base);
    }),
  { about: "Whoever is to lead is told that slots which it does not know are deleted.", source: "S13" },
);

export const aSlotIsTooOld = sometimes<{ readonly refusedSlots: readonly { readonly base: number }[] }>(
  "a-slot-is-too-old",
  ({ refusedSlots }) => refusedSlots.length > 0,
  { about: "An acceptor is asked to vote in a slot that it has deleted, and says so.", source: "S13" },
);
