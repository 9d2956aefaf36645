/**
 * Delta debugging (Zeller, Hildebrandt 2002) over events: leave out large pieces, then smaller ones, then single events, then any two, as long as the
 * property is still violated. What follows from an event that is left out is skipped, so a piece need not be one that can be left out by itself.
 */
import { mentions } from "./likeness.ts";
import type { Patience } from "./patience.ts";
import type { Matching, Schedule, Scheduler } from "./schedule.ts";
import type { Wanted } from "./stepper.ts";

/** Schedules longer than this are not tried without any two events: there are too many pairs. */
const PAIRS = 80;

export async function withoutWhatIsSpare<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  patience: Patience,
): Promise<Schedule> {
  let best = schedule;
  for (const matching of ["exact", "like"] as const) {
    best = await inPieces(scheduler, best, matching, patience);
    best = await byMention(scheduler, best, matching, patience);
  }
  best = await inPieces(scheduler, best, "like", patience);
  return best.length > PAIRS ? best : await inPairs(scheduler, best, patience);
}

/** Leaves out all that speaks of one thing: a node, an epoch, a slot, a request. */
async function byMention<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  matching: Matching,
  patience: Patience,
): Promise<Schedule> {
  let best = schedule;
  const mentionsOf = (wanted: Wanted) => mentions(scheduler.stepper.stepOf(wanted).event);
  for (const mention of new Set(best.flatMap(mentionsOf))) {
    if (await patience.isOver()) return best;
    const others = best.filter((wanted) => !mentionsOf(wanted).includes(mention));
    if (others.length < best.length) best = shorter(best, scheduler.run(others, matching));
  }
  return best;
}

async function inPieces<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  matching: Matching,
  patience: Patience,
): Promise<Schedule> {
  let best = schedule;
  let size = Math.ceil(best.length / 2);
  while (size > 0) {
    const before = best.length;
    // From the end: what comes late depends on what comes early.
    for (let end = best.length; end > 0; end -= size) {
      if (await patience.isOver()) return best;
      end = Math.min(end, best.length);
      best = shorter(best, scheduler.run(without(best, end - size, end), matching));
    }
    if (best.length === before) size = Math.floor(size / 2);
    else size = Math.min(size, Math.ceil(best.length / 2));
  }
  return best;
}

async function inPairs<State>(scheduler: Scheduler<State>, schedule: Schedule, patience: Patience): Promise<Schedule> {
  let best = schedule;
  for (let second = best.length - 1; second > 0; second--) {
    if (await patience.isOver()) return best;
    for (let first = second - 1; first >= 0; first--) {
      const found = shorter(best, scheduler.run(without(without(best, second, second + 1), first, first + 1), "like"));
      if (found.length === best.length) continue;
      best = found;
      second = best.length;
      break;
    }
  }
  return best;
}

function without(schedule: Schedule, start: number, end: number): Schedule {
  return schedule.toSpliced(Math.max(0, start), end - Math.max(0, start));
}

function shorter(best: Schedule, found: Schedule | undefined): Schedule {
  return found !== undefined && found.length < best.length ? found : best;
}
