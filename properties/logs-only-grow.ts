/**
 * Logs only grow: what a learner has executed it cannot undo. In a crash it may lose all of it and start over (S12), or begin again from its snapshot (S13),
 * since it can learn the rest again; but it never loses any other part, or its state would no longer be that of its log.
 */
import { stepEach, violation } from "synod";
import type { Logger } from "./same-order.ts";

export interface GrowingLearner extends Logger {
  /** The first slot that it has not executed. */
  readonly executed: number;
  /** Where its snapshot lets it begin; absent if there are no snapshots. */
  readonly position?: number;
}

export interface GrowingView {
  /** All learners, always in the same order. */
  readonly learners: readonly GrowingLearner[];
}

export const logsOnlyGrow = stepEach<GrowingView, GrowingLearner>(
  "logs-only-grow",
  ({ learners }) => learners,
  (was, is) => {
    const { name, executed, log, position = 0 } = is;
    const beginsAgain = executed < was.executed && executed === position && position === (was.position ?? 0);
    if (executed === 0 && log.length === 0) return undefined;
    if (executed < was.executed && !beginsAgain)
      return violation(`${name} had executed the slots before ${was.executed}, now only those before ${executed}`, {
        log,
      });
    const kept = beginsAgain ? was.log.filter(({ slot }) => slot < position) : was.log;
    const lost = kept.find(({ slot, request }, at) => log[at]?.request !== request || log[at]?.slot !== slot);
    if (lost === undefined) return undefined;
    return violation(`${name} had executed ${lost.request} from slot ${lost.slot}, which its log no longer says`, {
      before: was.log,
      after: log,
    });
  },
  { about: "A learner adds to its log, or starts over; it changes nothing in it.", source: "S10, S12" },
);
