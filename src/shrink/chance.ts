/**
 * Short random runs of events like those of a schedule, of their kin, and now and then of any. Most bugs that take a long run only because of how they were
 * met are met sooner so: there is little to choose from, and steps are remembered.
 */
import type { Patience } from "./patience.ts";
import { randomNumbers } from "./random-numbers.ts";
import type { Schedule, Scheduler } from "./schedule.ts";
import type { Ids, Wanted } from "./stepper.ts";

/** Runs that are made at most, and combinations of ids that may be met for the first time. */
const RUNS = 3_000;
const LEARNED = 2_000;

/** How often a step may be any, and how often it has to be like one of the schedule. Otherwise it is of its kin. */
const ANY = 0.1;
const LIKE = 0.5;

/** The first run that fails before the schedule does; nothing if none does. */
export async function shorterByChance<State>(
  scheduler: Scheduler<State>,
  schedule: Schedule,
  patience: Patience,
): Promise<Schedule | undefined> {
  const random = randomNumbers(schedule.length);
  const choose = choiceAmong(scheduler, schedule, random);
  const enough = scheduler.stepper.learned + LEARNED;
  for (let run = 0; run < RUNS; run++) {
    if (scheduler.stepper.learned > enough || (await patience.isOver())) return undefined;
    const found = runOf(scheduler, schedule.length - 1, choose);
    if (found !== undefined) return found;
  }
  return undefined;
}

function runOf<State>(
  { stepper, oracle, start }: Scheduler<State>,
  length: number,
  choose: (state: Ids) => Wanted | undefined,
): Schedule | undefined {
  const taken: Wanted[] = [];
  let state = start;
  while (taken.length < length) {
    const wanted = choose(state);
    const move = wanted && stepper.find(state, wanted);
    if (move === undefined) return undefined;
    const after = stepper.after(state, move);
    taken.push(move);
    if (oracle.failsAfter(state, after)) return taken;
    state = after;
  }
  return undefined;
}

function choiceAmong<State>({ stepper }: Scheduler<State>, schedule: Schedule, random: () => number) {
  const likes = new Set(schedule.map(({ like }) => like));
  const kins = new Set(schedule.map(({ kin }) => kin));
  return (state: Ids): Wanted | undefined => {
    const draw = random();
    const moves = stepper
      .moves(state)
      .filter(({ like, kin }) => draw < ANY || (draw < ANY + LIKE ? likes.has(like) : kins.has(kin)));
    return moves[Math.floor(random() * moves.length)];
  };
}
