/**
 * The states in which nothing was wrong, so that they need not be judged again: runs meet near their beginning. Exact, as rows of the present layout; when that
 * changes, or when there are too many, all are forgotten, which costs time and nothing else.
 */
import { hashRow } from "../explore/hash.ts";
import { grown } from "../space/batch.ts";

/** With three words a row this is 12 MB, and 8 MB for the table. */
const MOST = 1 << 20;
const FIRST_SIZE = 1 << 10;

export class JudgedStates {
  private rows: Int32Array = new Int32Array(0);
  private size = 0;
  /** Numbers of rows, plus 1. */
  private table: Int32Array = new Int32Array(2 * FIRST_SIZE);
  private words = 0;

  forget(words: number): void {
    this.words = words;
    this.size = 0;
    this.rows = new Int32Array(FIRST_SIZE * words);
    this.table = new Int32Array(2 * FIRST_SIZE);
  }

  has(rows: Int32Array, base: number): boolean {
    return (this.table[this.slotOf(rows, base)] as number) > 0;
  }

  /** Adds a state that it does not have. */
  add(rows: Int32Array, base: number): void {
    const { words } = this;
    if (this.size === MOST) this.forget(words);
    if (2 * (this.size + 1) > this.table.length) this.grow();
    const slot = this.slotOf(rows, base);
    const to = this.size * words;
    for (let word = 0; word < words; word++) this.rows[to + word] = rows[base + word] as number;
    this.table[slot] = ++this.size;
  }

  /** Where a state is, or is to be put. */
  private slotOf(rows: Int32Array, base: number): number {
    const { table, words } = this;
    const mask = table.length - 1;
    for (let slot = hashRow(rows, base, words) & mask; ; slot = (slot + 1) & mask) {
      const number = table[slot] as number;
      if (number === 0 || this.isRow((number - 1) * words, rows, base)) return slot;
    }
  }

  private isRow(at: number, rows: Int32Array, base: number): boolean {
    for (let word = 0; word < this.words; word++) if (this.rows[at + word] !== rows[base + word]) return false;
    return true;
  }

  private grow(): void {
    this.rows = grown(this.rows, 2 * this.rows.length);
    this.table = new Int32Array(2 * this.table.length);
    for (let number = 0; number < this.size; number++)
      this.table[this.slotOf(this.rows, number * this.words)] = number + 1;
  }
}
