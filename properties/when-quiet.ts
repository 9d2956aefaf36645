/**
 * What is true when everything on its way has arrived and nobody has anything left to do (S1, "when there are no asynchronous events"), whatever went before. Most of
 * it cannot be asked of every state: news take their time.
 */
import { always, violation } from "synod";

export interface QuietReplica {
  readonly name: string;
  /** It has lost its disk, and does not know yet what was on it. */
  readonly isRecovering: boolean;
  /** Slots of which it has a vote, or knows the decision. */
  readonly slots: readonly number[];
  /** The first slot that has to be kept: all before it are in the snapshots of those who have to have one. */
  readonly firstNeeded: number;
}

export interface QuietView {
  readonly replicas: readonly { readonly name: string; readonly isRecovering: boolean }[];
  /** The same servers when all is quiet, with nobody gone and no timer fired; nothing if that never comes. */
  quiet(): readonly QuietReplica[] | undefined;
}

export const logsAreBoundedWhenQuiet = always<QuietView>(
  "logs-are-bounded-when-quiet",
  (view) => {
    for (const { name, slots, firstNeeded, isRecovering } of view.quiet() ?? []) {
      const old = slots.find((slot) => slot < firstNeeded);
      if (old === undefined || isRecovering) continue;
      const what = `when all is quiet ${name} still keeps slot ${old}, although snapshots cover all before ${firstNeeded}`;
      return violation(what, { slots, firstNeeded });
    }
    return undefined;
  },
  { about: "After a round of snapshots nothing is kept that they cover.", source: "S13" },
);

export const destroyedServersRecover = always<QuietView>(
  "destroyed-servers-recover",
  (view) => {
    if (view.replicas.filter(({ isRecovering }) => isRecovering).length !== 1) return undefined;
    const stuck = view.quiet()?.find(({ isRecovering }) => isRecovering);
    return stuck && violation(`${stuck.name} has lost its disk and never recovers, although all others are there`);
  },
  { about: "One destroyed server is replaced as soon as the others have answered.", source: "S12" },
);
