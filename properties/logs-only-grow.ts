/**
 * Logs only grow: what a learner has executed it cannot undo. In a crash it may lose all of it and start over (S12), since it can learn it again; but never a
 * part, or its state would no longer be that of its log.
 */
import { stepEach, violation } from "synod";
import type { Logger } from "./same-order.ts";

export interface GrowingLearner extends Logger {
  /** The first slot that it has not executed. */
  readonly executed: number;
}

export interface GrowingView {
  /** All learners, always in the same order. */
  readonly learners: readonly GrowingLearner[];
}

export const logsOnlyGrow = stepEach<GrowingView, GrowingLearner>(
  "logs-only-grow",
  ({ learners }) => learners,
  (was, is) => {
    const { name, executed, log } = is;
    if (executed === 0 && log.length === 0) return undefined;
    if (executed < was.executed)
      return violation(`${name} had executed the slots before ${was.executed}, now only those before ${executed}`, {
        log,
      });
    const lost = was.log.find(({ slot, request }, at) => log[at]?.request !== request || log[at]?.slot !== slot);
    if (lost === undefined) return undefined;
    return violation(`${name} had executed ${lost.request} from slot ${lost.slot}, which its log no longer says`, {
      before: was.log,
      after: log,
    });
  },
  { about: "A learner adds to its log, or starts over; it changes nothing in it.", source: "S10, S12" },
);
