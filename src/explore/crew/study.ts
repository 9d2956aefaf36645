/** Learning what another searcher has learned, from its lessons, so that the same things get the same ids. */
import { BLOCK, OPERATION, VERDICT_ON_STEP } from "../../space/lessons.ts";
import type { Space } from "../../space/space.ts";
import type { Judge } from "../judge.ts";

/** The integers that the lesson at a place takes. */
export function lengthOf<State>(lessons: Int32Array, at: number, space: Space<State>): number {
  const kind = lessons[at] as number;
  if (kind === BLOCK) return 2 + space.readsOf(lessons[at + 1] as number);
  if (kind === OPERATION) return 3;
  return 2 + (kind === VERDICT_ON_STEP ? 2 : 1) * space.ids.length;
}

/** What groups and operations do. Nothing may be packed in the present layout: it grows as needed. */
export function studyDefinition<State>(lessons: Int32Array, from: number, to: number, space: Space<State>): void {
  for (let at = from; at < to; at += lengthOf(lessons, at, space)) {
    const kind = lessons[at] as number;
    const number = lessons[at + 1] as number;
    if (kind === BLOCK) space.learnBlock(number, lessons.subarray(at + 2, at + lengthOf(lessons, at, space)));
    else if (kind === OPERATION) space.learnOperation(number, lessons[at + 2] as number);
  }
}

/**
 * What properties say of states and steps, which must fit the present layout. Who did not know what a property has read in a state of another member would
 * take what follows from it for alike, and not judge it.
 */
export function studyVerdicts<State>(
  lessons: Int32Array,
  from: number,
  to: number,
  space: Space<State>,
  judge: Judge<State>,
): void {
  const ids = space.ids.length;
  for (let at = from; at < to; at += lengthOf(lessons, at, space)) {
    const kind = lessons[at] as number;
    if (kind === BLOCK || kind === OPERATION) continue;
    const before = lessons.subarray(at + 2, at + 2 + ids);
    const after = kind === VERDICT_ON_STEP ? lessons.subarray(at + 2 + ids, at + 2 + 2 * ids) : undefined;
    judge.learnVerdict(lessons[at + 1] as number, before, after);
  }
}
