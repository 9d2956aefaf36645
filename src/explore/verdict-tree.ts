/**
 * The verdicts of one property, remembered by what it read. A property reads its first place; depending on what it finds there, its second; and so on:
 * a decision tree, whose leaves say whether it holds. Looking a state up costs one table look-up for each place read, and the property itself runs only
 * when it would read something it has never read before. The tree lies in one array, so that a look-up touches little memory.
 */
import { grown } from "../space/batch.ts";
import { AFTER, type PlaceIds } from "./place-ids.ts";

/** Codes in the tree: not known yet, or a leaf, or (from FIRST_NODE on) a node. */
export const UNKNOWN = 0;
export const HOLDS = 1;
export const FAILS = 2;
const FIRST_NODE = 3;

export type Leaf = typeof HOLDS | typeof FAILS;

/** A row in some array of rows. */
export interface RowAt {
  rows: Int32Array;
  base: number;
}

/** Slot of the root in the pool. */
const ROOT = 0;
/** A node lies in the pool as the place it reads, how many ids it has room for, and for each of them where it leads. */
const HEADER = 2;

export class VerdictTree {
  private pool: Int32Array = new Int32Array(64);
  private end = ROOT + 1;

  /** The verdict for a state (for which `after` is not looked at), or for a step; or UNKNOWN. */
  find(ids: PlaceIds, before: RowAt, after: RowAt): number {
    const { pool } = this;
    let code = pool[ROOT] as number;
    while (code >= FIRST_NODE) {
      const node = code - FIRST_NODE;
      const place = pool[node] as number;
      const id =
        place < AFTER ? ids.idAt(place, before.rows, before.base) : ids.idAt(place - AFTER, after.rows, after.base);
      code = id < (pool[node + 1] as number) ? (pool[node + HEADER + id] as number) : UNKNOWN;
    }
    return code;
  }

  /**
   * Remembers the verdict for what was read, in the order in which it was read; a place read twice stands in the list once. False if the property has
   * read otherwise before, having seen the same: then it depends on something else.
   */
  add(reads: readonly (readonly [place: number, id: number])[], verdict: Leaf): boolean {
    let slot = ROOT;
    for (const [place, id] of reads) {
      const code = this.pool[slot] as number;
      if (code !== UNKNOWN && (code < FIRST_NODE || this.pool[code - FIRST_NODE] !== place)) return false;
      slot = this.nodeAt(slot, place, id) + HEADER + id;
    }
    const isNew = this.pool[slot] === UNKNOWN;
    this.pool[slot] = verdict;
    return isNew;
  }

  /** The node that a slot leads to, made or moved so that it has room for the id. */
  private nodeAt(slot: number, place: number, id: number): number {
    const code = this.pool[slot] as number;
    const node = code - FIRST_NODE;
    const room = code === UNKNOWN ? 0 : (this.pool[node + 1] as number);
    if (id < room) return node;
    const larger = this.newNode(place, Math.max(2, 2 ** Math.ceil(Math.log2(id + 1))));
    if (room > 0) this.pool.copyWithin(larger + HEADER, node + HEADER, node + HEADER + room);
    this.pool[slot] = larger + FIRST_NODE;
    return larger;
  }

  private newNode(place: number, room: number): number {
    const node = this.end;
    this.end += HEADER + room;
    if (this.end > this.pool.length) this.pool = grown(this.pool, 2 * this.end);
    this.pool[node] = place;
    this.pool[node + 1] = room;
    return node;
  }
}
