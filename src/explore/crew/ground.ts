/** The memory that the searchers of a crew share, and how they wait for each other. */
import type { LimitKind } from "../limits.ts";
import { type Arena, reserveArena } from "../visited.ts";

/** How much is done at a time. Only a test has reasons to differ. */
export interface Sizes {
  /** Integers in a box of mail: enough for some ten thousand successors, few enough to stay in a cache. */
  readonly box: number;
  /** Successors for which a box must have room when a member goes on expanding. */
  readonly reserve: number;
  /** Successors routed, or taken in, together. */
  readonly batch: number;
  /** Integers of lessons that a member can post at once. */
  readonly board: number;
}

export const SIZES: Sizes = { box: 1 << 17, reserve: 1 << 13, batch: 512, board: 1 << 20 };

/** What a member says of itself at the end of a round. */
export const BUSY = 1;
export const HAS_GROWN = 2;
export const HAS_FAILED = 4;
/** Why to stop stands above these bits. */
const STOP_SHIFT = 3;

const STOPS: readonly LimitKind[] = ["states", "depth", "time", "memory", "interrupted"];
export const OUT_OF_MEMORY = (1 + STOPS.indexOf("memory")) << STOP_SHIFT;

export interface Ground {
  readonly members: number;
  readonly sizes: Sizes;
  /** One a member, then that of the search they took over from. */
  readonly arenas: readonly Arena[];
  /** What rounds in turn write to, so that one can be read while the next is written. */
  readonly sides: readonly [Side, Side];
  /** Who has arrived, how often all have, and why to stop. */
  readonly control: Int32Array;
  /** By member: states, expanded states, successors, levels. */
  readonly progress: Float64Array;
}

export interface Side {
  /** By sender and receiver: how many successors, then these. */
  readonly mail: readonly (readonly Int32Array[])[];
  /** By member: how many integers, then lessons. */
  readonly boards: readonly Int32Array[];
  /** By member a report, a size, and a signature. */
  readonly reports: Int32Array;
}

const ARRIVED = 0;
const MEETING = 1;
const STOP = 2;
const REPORT = 0;
const SIZE = 1;
const SIGNATURE = 2;

export const PROGRESS = 4;

export function prepareGround(members: number, bytes: number, former: Arena, sizes = SIZES): Ground {
  const each = Array.from({ length: members }, (_, member) => member);
  const side = (): Side => ({
    mail: each.map(() => each.map(() => integers(sizes.box))),
    boards: each.map(() => integers(sizes.board)),
    reports: integers(3 * members),
  });
  return {
    members,
    sizes,
    arenas: [...each.map(() => reserveArena(bytes)), { rows: former.rows, parents: former.parents, via: former.via }],
    sides: [side(), side()],
    control: integers(3),
    progress: new Float64Array(new SharedArrayBuffer(8 * PROGRESS * members)),
  };
}

function integers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** How often to look before going to sleep: it takes longer to be woken than to look for some ten microseconds. */
const SPINS = 1 << 11;

/** Waits until all members have come here. What each wrote before, all can read after. */
export function meet({ control, members }: Ground): void {
  const meeting = Atomics.load(control, MEETING);
  if (Atomics.add(control, ARRIVED, 1) + 1 === members) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, MEETING, 1);
    Atomics.notify(control, MEETING);
    return;
  }
  for (let left = SPINS; left > 0; left--) if (Atomics.load(control, MEETING) !== meeting) return;
  while (Atomics.load(control, MEETING) === meeting) Atomics.wait(control, MEETING, meeting);
}

/** Asks all members to stop; the first reason given counts. */
export function askToStop({ control }: Ground, why: LimitKind): void {
  Atomics.compareExchange(control, STOP, 0, 1 + STOPS.indexOf(why));
}

/** The reason for which members have been asked to stop, as it goes into a report. */
export function stopAsked({ control }: Ground): number {
  return Atomics.load(control, STOP) << STOP_SHIFT;
}

/** Why to stop, if a report asks for it. */
export function reasonIn({ flags }: Report): LimitKind | undefined {
  return STOPS[(flags >>> STOP_SHIFT) - 1];
}

export interface Report {
  readonly flags: number;
  readonly size: number;
  readonly signature: number;
}

/** To be read after the next meeting. */
export function report({ reports }: Side, member: number, { flags, size, signature }: Report): void {
  const at = 3 * member;
  reports[at + REPORT] = flags;
  reports[at + SIZE] = size;
  reports[at + SIGNATURE] = signature;
}

export function reportsOn({ boards, reports }: Side): readonly Report[] {
  return boards.map((_, member) => {
    const at = 3 * member;
    return {
      flags: reports[at + REPORT] as number,
      size: reports[at + SIZE] as number,
      signature: reports[at + SIGNATURE] as number,
    };
  });
}
