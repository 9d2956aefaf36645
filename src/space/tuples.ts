/** Lists of integers, numbered from 0 in the order of their discovery: equal lists have equal numbers. They lie in one array, and make no strings. */
import { grown } from "./batch.ts";

export class Tuples {
  count = 0;
  private items: Int32Array = new Int32Array(1 << 12);
  /** Where each list starts in `items`; one ends where the next one starts. */
  private starts: Int32Array = new Int32Array(1 << 10);
  /** Numbers plus 1 by slot; less than half of the slots are taken. */
  private table: Int32Array = new Int32Array(1 << 11);

  numberOf(list: readonly number[]): number {
    const mask = this.table.length - 1;
    for (let slot = hashOf(list) & mask; ; slot = (slot + 1) & mask) {
      const number = (this.table[slot] as number) - 1;
      if (number < 0) return this.add(list, slot);
      if (this.is(number, list)) return number;
    }
  }

  private is(number: number, list: readonly number[]): boolean {
    const start = this.starts[number] as number;
    if ((this.starts[number + 1] as number) - start !== list.length) return false;
    for (let at = 0; at < list.length; at++) if (this.items[start + at] !== list[at]) return false;
    return true;
  }

  private add(list: readonly number[], slot: number): number {
    const number = this.count++;
    const start = this.starts[number] as number;
    const end = start + list.length;
    if (end > this.items.length) this.items = grown(this.items, 2 * end);
    for (let at = 0; at < list.length; at++) this.items[start + at] = list[at] as number;
    if (this.count >= this.starts.length) this.starts = grown(this.starts, 2 * this.starts.length);
    this.starts[this.count] = end;
    this.table[slot] = this.count;
    if (2 * this.count > this.table.length) this.rehash();
    return number;
  }

  private rehash(): void {
    this.table = new Int32Array(2 * this.table.length);
    const mask = this.table.length - 1;
    for (let number = 0; number < this.count; number++) {
      const list = this.items.subarray(this.starts[number], this.starts[number + 1]);
      let slot = hashOf(list) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = number + 1;
    }
  }
}

function hashOf(list: ArrayLike<number>): number {
  let hash = list.length;
  for (let at = 0; at < list.length; at++) hash = Math.imul(hash ^ (list[at] as number), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 16);
}
