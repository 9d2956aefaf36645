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
  let best = shorter(schedule, scheduler.run(withoutIdling(scheduler, schedule)));
  best = await byMention(scheduler, best, "exact", patience);
  for (const matching of ["exact", "like"] as const) {
    best = await inPieces(scheduler, best, matching, patience);
    best = await byMention(scheduler, best, matching, patience);
  }
  best = await inPieces(scheduler, best, "like", patience);
  return best.length > PAIRS ? best : await inPairs(scheduler, best, patience);
}

/** Without the steps that change nothing but what is on its way, or what may still happen. */
function withoutIdling<State>(scheduler: Scheduler<State>, schedule: Schedule): Schedule {
  const { components } = scheduler.stepper.system;
  const matters = components.map(({ inboxOf, isBudget }) => inboxOf === undefined && !isBudget);
  const states = scheduler.states(schedule);
  return schedule.filter((_, at) =>
    matters.some((does, place) => does && states[at]?.[place] !== states[at + 1]?.[place]),
  );
}

/** Leaves out all that speaks of one thing: a node, an epoch, a slot, a request, or all events of one sort. What is spoken of most comes first. */
async function byMention<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  matching: Matching,
  patience: Patience,
): Promise<Schedule> {
  let best = schedule;
  const mentionsOf = (wanted: Wanted) => {
    const { event } = scheduler.stepper.stepOf(wanted);
    return [...mentions(event), `sort ${wanted.kin}`, `kind ${event.kind}`];
  };
  for (const mention of byFrequency(best.flatMap(mentionsOf))) {
    if (await patience.isOver()) return best;
    const others = best.filter((wanted) => !mentionsOf(wanted).includes(mention));
    if (others.length < best.length) best = shorter(best, scheduler.run(others, matching));
  }
  return best;
}

function byFrequency(mentions: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const mention of mentions) counts.set(mention, (counts.get(mention) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([mention]) => mention);
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
      best = shorter(best, scheduler.runWithout(best, Math.max(0, end - size), end, matching));
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
    const others = best.toSpliced(second, 1);
    for (let first = second - 1; first >= 0; first--) {
      const found = shorter(best, scheduler.runWithout(others, first, first + 1, "like"));
      if (found.length === best.length) continue;
      best = found;
      second = best.length;
      break;
    }
  }
  return best;
}

function shorter(best: Schedule, found: Schedule | undefined): Schedule {
  return found !== undefined && found.length < best.length ? found : best;
}
