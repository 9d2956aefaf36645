/**
 * The set of states found so far, exactly: every row is kept and compared in full, no fingerprint decides. The dense arena of rows is at once the set's
 * storage, the breadth-first queue (rows are in order of discovery) and, with one parent each, the tree that counterexamples are read from.
 *
 * The index is an open-addressing table of row numbers. The bits of a slot that a row number does not need hold a tag from the row's hash, so that most
 * rows that differ are told apart without looking at them. All memory is reserved at once and committed by the operating system as it is touched: the
 * arena grows without being copied.
 */
import { totalmem } from "node:os";
import type { Batch } from "../space/batch.ts";
import { type Layout, Translation } from "../space/layout.ts";
import { hashRow } from "./hash.ts";
import { RecentRows } from "./recent-rows.ts";

/** The table grows when more than this share of its slots is taken. */
const MAX_LOAD = 0.7;
const FIRST_SLOTS = 1 << 12;
/** Where more than this share of all states is on the next level there will be more than twice as many, in every space that was measured. */
const SOARING = 0.3;

/** Rows entered together when the table is made anew. */
const REINDEXED = 512;

/** Row numbers are positive 32-bit integers. */
export const MAX_STATES = 2 ** 31 - 2;

/** The parent of an initial state. */
export const NO_PARENT = -1;

export class Visited {
  readonly rows: Int32Array;
  readonly parents: Int32Array;
  readonly via: Uint8Array;
  size = 0;
  private readonly table: Int32Array;
  private slots = FIRST_SLOTS;
  /** There will be many times as many states. */
  private isSoaring = false;
  private words: number;
  private recent: RecentRows | undefined;
  /** The hash of each successor in the batch, and the numbers of those not yet known to be old. */
  private hashes = new Int32Array(0);
  private entries = new Int32Array(0);
  private pending = new Int32Array(0);

  constructor(
    words: number,
    { rows, parents, via }: Arena,
    lookup: "recent ones are known" | "all are looked up" = "recent ones are known",
  ) {
    this.words = words;
    if (lookup === "recent ones are known") this.recent = new RecentRows(words);
    this.rows = rows;
    this.parents = parents;
    this.via = via;
    this.table = reserve(2 ** Math.floor(Math.log2(rows.length / 2 + 1)), (length) => new Int32Array(length));
  }

  /** Bytes in use: what has been committed, not what is reserved. */
  get bytes(): number {
    return this.size * (4 * this.words + 5) + 4 * this.slots;
  }

  /** Bytes that would be in use after taking in `more` states. */
  bytesAfter(more: number): number {
    const size = this.size + more;
    return size * (4 * this.words + 5) + 4 * this.slotsFor(size);
  }

  /** To be told at the end of each level, how many states are on the next: if those are many, the table had better grow by more than it needs just then. */
  foresee(frontier: number): void {
    this.isSoaring = frontier > SOARING * this.size;
  }

  private slotsFor(size: number): number {
    let { slots } = this;
    while (size > slots * MAX_LOAD) slots *= this.isSoaring ? 4 : 2;
    return Math.min(slots, this.table.length);
  }

  /** Whether `more` states can be taken in at all, in rows of so many words. */
  hasRoomFor(more: number, words = this.words): boolean {
    const size = this.size + more;
    return size < this.parents.length && (size + 1) * words < this.rows.length && size <= this.table.length * MAX_LOAD;
  }

  /**
   * Takes in a batch in order and empties it. `onNew` is told the number of each new state; when it answers true the rest of the batch is dropped.
   * Three passes, so that the cache misses of one pass do not wait for each other: read all slots, compare the rows they point to, insert what is left.
   * Before them a small cache of rows seen lately, which most duplicates do not get past.
   */
  take(batch: Batch, onNew: (state: number) => boolean): void {
    const { words } = this;
    const slots = this.slotsFor(this.size + batch.size);
    if (slots > this.slots) this.enlarge(slots);
    this.makeScratch(batch.parents.length);
    const { table, rows, recent, hashes, entries, pending } = this;
    const mask = this.slots - 1;
    const count = batch.size;
    const found = batch.rows;

    const isFirst = this.size === 0;
    let fresh = 0;
    for (let each = 0, base = 0; each < count; each++, base += words) {
      const hash = hashRow(found, base, words);
      if (recent?.has(found, base, hash) && !isFirst) continue;
      hashes[fresh] = hash;
      entries[fresh] = table[hash & mask] as number;
      pending[fresh++] = each;
    }

    let left = 0;
    for (let next = 0; next < fresh; next++) {
      const each = pending[next] as number;
      const hash = hashes[next] as number;
      const entry = entries[next] as number;
      if (entry !== 0 && ((entry ^ hash) & ~mask) === 0) {
        const base = ((entry & mask) - 1) * words;
        const target = each * words;
        let word = 0;
        while (word < words && rows[base + word] === found[target + word]) word++;
        if (word === words) continue;
      }
      pending[left] = each;
      hashes[left++] = hash;
    }

    batch.size = 0;
    for (let next = 0; next < left; next++) {
      const each = pending[next] as number;
      const state = this.insert(
        found,
        each * words,
        hashes[next] as number,
        batch.parents[each] as number,
        batch.via[each] as number,
      );
      if (state >= 0 && onNew(state)) return;
    }
  }

  /** Adds one row unless it is there; the number of the new state, or -1. */
  private insert(found: Int32Array, target: number, hash: number, parent: number, via: number): number {
    const { table, rows, words } = this;
    const mask = this.slots - 1;
    const tag = hash & ~mask;
    let slot = hash & mask;
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if (((entry ^ tag) & ~mask) === 0) {
        const base = ((entry & mask) - 1) * words;
        let word = 0;
        while (word < words && rows[base + word] === found[target + word]) word++;
        if (word === words) return -1;
      }
      slot = (slot + 1) & mask;
    }
    const state = this.size++;
    const base = state * words;
    for (let word = 0; word < words; word++) rows[base + word] = found[target + word] as number;
    this.parents[state] = parent;
    this.via[state] = via;
    table[slot] = tag | (state + 1);
    return state;
  }

  /** The number of the state that a row is, or -1. */
  find(found: Int32Array, target: number): number {
    const { table, rows, words } = this;
    const mask = this.slots - 1;
    const hash = hashRow(found, target, words);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = table[slot] as number;
      if (entry === 0) return -1;
      if (((entry ^ hash) & ~mask) !== 0) continue;
      const base = ((entry & mask) - 1) * words;
      let word = 0;
      while (word < words && rows[base + word] === found[target + word]) word++;
      if (word === words) return (entry & mask) - 1;
    }
  }

  private makeScratch(length: number): void {
    if (this.hashes.length >= length) return;
    this.hashes = new Int32Array(length);
    this.entries = new Int32Array(length);
    this.pending = new Int32Array(length);
  }

  private enlarge(slots: number): void {
    this.slots = slots;
    this.reindex();
  }

  private reindex(): void {
    this.table.fill(0, 0, this.slots);
    this.makeScratch(REINDEXED);
    for (let state = 0; state < this.size; state += REINDEXED)
      this.index(state, Math.min(state + REINDEXED, this.size));
  }

  /** Enters some rows that are all different, in two passes for the sake of the cache misses: all slots are read before any is searched. */
  private index(from: number, to: number): void {
    const { table, rows, words, hashes, entries } = this;
    const mask = this.slots - 1;
    for (let state = from; state < to; state++) {
      const hash = hashRow(rows, state * words, words);
      hashes[state - from] = hash;
      entries[state - from] = table[hash & mask] as number;
    }
    for (let state = from; state < to; state++) {
      const hash = hashes[state - from] as number;
      let slot = hash & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = (hash & ~mask) | (state + 1);
    }
  }

  /** Moves every row to another layout, in place: from the last row on when rows get longer, so that none is overwritten before it is read. */
  repack(from: Layout, to: Layout): void {
    const translation = new Translation(from, to);
    const last = this.size - 1;
    const isLonger = to.words > from.words;
    for (let count = 0; count <= last; count++) {
      const state = isLonger ? last - count : count;
      translation.apply(this.rows, state * from.words, state * to.words);
    }
    this.words = to.words;
    if (this.recent !== undefined) this.recent = new RecentRows(to.words);
    this.reindex();
  }
}

/** What is known of states, in the order of their discovery, where other threads can see it. */
export interface Arena {
  readonly rows: Int32Array;
  readonly parents: Int32Array;
  /** The group of the step that first led to each state, plus 1; 0 if it is not known. */
  readonly via: Uint8Array;
}

/** What rows, parents, groups and the table may reserve together, for each byte of the limit. */
const RESERVED = 1 + 1 / 2 + 1 / 8 + 1 / 2;

/**
 * Reserves room for as much as so many bytes can hold, whatever the length of rows; but all in all less than the machine has, because the operating system
 * does not let a process that has reserved more start another.
 */
export function reserveArena(bytes: number): Arena {
  const room = Math.min(bytes, (0.8 * totalmem()) / RESERVED);
  const rows = reserve(room / 4, shared);
  const parents = reserve(Math.min(MAX_STATES, room / 8), shared);
  return { rows, parents, via: new Uint8Array(new SharedArrayBuffer(parents.length)) };
}

function shared(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** The longest array not above `length` that this machine is willing to reserve. */
function reserve(length: number, allocate: (length: number) => Int32Array): Int32Array {
  for (let wanted = Math.min(Math.floor(length), 2 ** 31 - 1); ; wanted = Math.floor(wanted / 2)) {
    try {
      return allocate(wanted);
    } catch (refused) {
      if (wanted < FIRST_SLOTS) throw refused;
    }
  }
}
