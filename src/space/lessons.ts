/**
 * What has been learned from definitions, in order, as integers: which combination of ids a group was asked about, which operation met which id, and which
 * verdicts were given. Who learns the same in the same order gives everything the same ids, and so several searches can speak of states in numbers without
 * ever exchanging a value.
 *
 * A lesson is its kind, then: for a block the group and the ids it reads; for an operation its number and an id; for a verdict the number of the part and the
 * ids of one state, or of two.
 */
import { grown } from "./batch.ts";

export const BLOCK = 0;
export const OPERATION = 1;
const VERDICT_ON_STATE = 2;
export const VERDICT_ON_STEP = 3;

export class Lessons {
  items: Int32Array = new Int32Array(1 << 10);
  size = 0;

  block(group: number, ids: Int32Array, reads: readonly number[]): void {
    this.begin(2 + reads.length, BLOCK, group);
    for (const component of reads) this.items[this.size++] = ids[component] as number;
  }

  operation(operation: number, id: number): void {
    this.begin(3, OPERATION, operation);
    this.items[this.size++] = id;
  }

  /** `after` is undefined for a verdict on a state. */
  verdict(part: number, before: Int32Array, after: Int32Array | undefined): void {
    const kind = after === undefined ? VERDICT_ON_STATE : VERDICT_ON_STEP;
    this.begin(2 + before.length + (after?.length ?? 0), kind, part);
    this.items.set(before, this.size);
    this.size += before.length;
    if (after === undefined) return;
    this.items.set(after, this.size);
    this.size += after.length;
  }

  private begin(length: number, kind: number, number: number): void {
    if (this.size + length > this.items.length) this.items = grown(this.items, 2 * (this.size + length));
    this.items[this.size++] = kind;
    this.items[this.size++] = number;
  }
}
