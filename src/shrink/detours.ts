/**
 * Another way round: one event that is not in the schedule is put in, and two or more can be left out for it. So a vote of another server takes the place of a
 * whole election, which leaving out alone never finds.
 */
import type { Patience } from "./patience.ts";
import type { Matching, Schedule, Scheduler } from "./schedule.ts";
import type { Ids } from "./stepper.ts";

/** Schedules that are tried at most, for one that is shorter. */
const TRIES = 6_000;
const LEARNED = 1_500;

/** Anything shorter that one more event allows for; nothing if there is none, or too much to try. */
export async function shorterByDetour<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  patience: Patience,
): Promise<Schedule | undefined> {
  const { stepper, oracle } = scheduler;
  const states = scheduler.states(schedule);
  const end = scheduler.tries + TRIES;
  const enough = stepper.learned + LEARNED;
  for (let at = schedule.length - 2; at >= 0; at--) {
    const before = states[at] as Ids;
    for (const move of stepper.moves(before)) {
      if (await patience.isOver()) return undefined;
      if (scheduler.tries > end || stepper.learned > enough) return undefined;
      if (move.event === schedule[at]?.event) continue;
      const after = stepper.after(before, move);
      const head = [...schedule.slice(0, at), move];
      if (oracle.failsAfter(before, after)) return head;
      const tail = shorterTail(scheduler, after, schedule.slice(at));
      if (tail !== undefined) return [...head, ...tail];
    }
  }
  return undefined;
}

/** The rest without two or more of its events, if it still fails. */
function shorterTail<State>(scheduler: Scheduler<State>, from: Ids, rest: Schedule): Schedule | undefined {
  for (let start = 0; start < rest.length; start++) {
    for (let end = start + 1; end <= rest.length; end++) {
      const kept = rest.toSpliced(start, end - start);
      for (const matching of MATCHINGS) {
        const found = scheduler.run(kept, matching, from);
        if (found !== undefined && found.length < rest.length - 1) return found;
      }
    }
  }
  return undefined;
}

const MATCHINGS: readonly Matching[] = ["exact", "like"];
