/**
 * The same events in the order in which they are best told: an effect right after its cause, then what else the same node does, then what its partner
 * does. Schedules that differ only in the order of independent events get the same order, so it also tells whether two failures are one.
 */
import type { Event } from "../define/event.ts";
import type { Schedule, Scheduler } from "./schedule.ts";
import type { Ids, Wanted } from "./stepper.ts";

/** Longer ones are left as they are: nobody reads them, and there are too many orders. */
const LONGEST = 150;

export function inCausalOrder<State>(scheduler: Scheduler<State>, schedule: Schedule): Schedule {
  if (schedule.length > LONGEST) return schedule;
  let told: Schedule = [];
  let rest = schedule;
  while (rest.length > 0) {
    const next = nextOf(scheduler, told, rest);
    if (next === undefined) return schedule;
    told = [...told, next];
    rest = rest.toSpliced(rest.indexOf(next), 1);
  }
  return told;
}

/** The event that is told best, of those after which all others can still follow. */
function nextOf<State>(scheduler: Scheduler<State>, told: Schedule, rest: Schedule): Wanted | undefined {
  const states = scheduler.states(told);
  const now = states[states.length - 1] as Ids;
  const places = new Map(scheduler.stepper.moves(now).map((move, place) => [`${move.event} ${move.choice}`, place]));
  const rank = rankAfter(scheduler, told.at(-1), states.at(-2));
  return rest
    .flatMap((wanted) => {
      const place = places.get(`${wanted.event} ${wanted.choice}`);
      return place === undefined ? [] : [{ wanted, rank: rank(wanted), place }];
    })
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .find(({ wanted }) => {
      const others = rest.toSpliced(rest.indexOf(wanted), 1);
      return scheduler.run([...told, wanted, ...others])?.length === told.length + rest.length;
    })?.wanted;
}

/** How far from the event before: its effect, by the same node, by its partner, or neither. */
function rankAfter<State>(
  { stepper }: Scheduler<State>,
  last: Wanted | undefined,
  before: Ids | undefined,
): (wanted: Wanted) => number {
  if (last === undefined || before === undefined) return () => 0;
  const { node, from } = partiesOf(stepper.stepOf(last).event);
  return (wanted) => {
    if (stepper.find(before, wanted) === undefined) return 0;
    const next = partiesOf(stepper.stepOf(wanted).event);
    if (node === undefined || next.node === undefined) return 3;
    if (next.node === node) return 1;
    return next.from === node || next.node === from ? 2 : 3;
  };
}

function partiesOf(event: Event): { readonly node?: string; readonly from?: string } {
  return event.kind === "action" ? {} : event;
}
