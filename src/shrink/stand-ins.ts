/**
 * The same with one node in the place of another, and a piece left out: what a second leader does after an election the first may do without one. Nodes are
 * not alike, so what cannot be done by one then may have to be done by a third.
 */
import { nodePairs, renamed } from "./lower-numbers.ts";
import type { Patience } from "./patience.ts";
import type { Matching, Schedule, Scheduler } from "./schedule.ts";

/** Schedules that are tried at most. */
const TRIES = 12_000;
const MATCHINGS: readonly Matching[] = ["like", "kin"];

export async function shorterByStandIns<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  patience: Patience,
): Promise<Schedule | undefined> {
  const end = scheduler.tries + TRIES;
  for (const other of rolesTaken(scheduler, schedule)) {
    for (let start = 0; start < schedule.length; start++) {
      if (scheduler.tries > end || (await patience.isOver())) return undefined;
      for (let size = 0; start + size <= schedule.length; size++) {
        for (const matching of MATCHINGS) {
          const found = scheduler.runWithout(other, start, start + size, matching);
          if (found !== undefined && found.length < schedule.length) return found;
        }
      }
    }
  }
  return undefined;
}

/** The schedule itself, and with two nodes that change places, or with one that does also what another did. */
function rolesTaken<State>({ stepper }: Scheduler<State>, schedule: Schedule): Schedule[] {
  const steps = schedule.map((wanted) => stepper.stepOf(wanted));
  const namings = nodePairs(steps).flatMap(([a, b]) => [
    new Map([
      [a, b],
      [b, a],
    ]),
    new Map([[b, a]]),
    new Map([[a, b]]),
  ]);
  return [schedule, ...namings.map((names) => steps.map((step) => stepper.wanted(renamed(step, names))))];
}
