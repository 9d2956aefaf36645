/**
 * A shorter way to the same violation, by exhaustive search: it tries every order and every choice, where delta debugging can only leave out. The search
 * is kept small by what it may do (the trace's own events, then any like them, then everything), by the length to beat, and by a limit on states. It
 * remembers steps together with the rest of shrinking, so it is quick where the trace has been.
 */
import type { Patience } from "./patience.ts";
import type { Schedule, Scheduler } from "./schedule.ts";
import type { Ids, Move, Numbers, Wanted } from "./stepper.ts";

/** What a search may do, and from where. */
export interface Field {
  readonly from: readonly Ids[];
  /** Everything if absent. */
  readonly allows?: (step: Numbers) => boolean;
}

export interface Effort {
  /** Steps that a run must not reach. */
  readonly below: number;
  readonly maxStates: number;
  readonly patience: Patience;
}

export interface Shorter {
  /** A shortest violating run of the field, if it is short enough and was found; `from` is the place of the state that it starts from. */
  readonly run: { readonly from: number; readonly schedule: Schedule } | undefined;
  /** Whether it is certain that the field has no shorter one. */
  readonly isCertain: boolean;
}

/** A state on the way, and how it was reached. The first of a way has the place of its state in the field for a step. */
interface Reached {
  readonly ids: Ids;
  readonly by: Move | number;
  readonly after?: Reached;
}

const NONE: Shorter = { run: undefined, isCertain: true };

export async function shorterRun<State>(
  { stepper, oracle }: Scheduler<State>,
  { from, allows }: Field,
  { below, maxStates, patience }: Effort,
): Promise<Shorter> {
  if (below <= 0) return NONE;
  const moves = allows === undefined ? (ids: Ids) => stepper.moves(ids) : stepper.movesAmong(allows);
  const seen = new Set(from.map(keyOf));
  let frontier: Reached[] = from.map((ids, by) => ({ ids, by }));
  for (const start of frontier) if (oracle.failsIn(start.ids)) return { run: runTo(start), isCertain: true };
  for (let depth = 1; depth < below && frontier.length > 0; depth++) {
    const next: Reached[] = [];
    for (const before of frontier) {
      if (await patience.isOver()) return { run: undefined, isCertain: false };
      for (const by of moves(before.ids)) {
        const reached = { ids: stepper.after(before.ids, by), by, after: before };
        if (oracle.failsAfter(before.ids, reached.ids)) return { run: runTo(reached), isCertain: true };
        const key = keyOf(reached.ids);
        if (seen.has(key)) continue;
        if (seen.size >= maxStates) return { run: undefined, isCertain: false };
        seen.add(key);
        next.push(reached);
      }
    }
    frontier = next;
  }
  return NONE;
}

/** The ids as text, byte by byte: equal for equal states only. */
function keyOf(ids: Ids): string {
  return Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength).toString("latin1");
}

function runTo(end: Reached): Shorter["run"] {
  const schedule: Wanted[] = [];
  let at = end;
  for (; typeof at.by !== "number" && at.after !== undefined; at = at.after) schedule.unshift(at.by);
  return { from: Number(at.by), schedule };
}
