/**
 * Successors on their way to the visited set, packed. They are collected by the hundred so that the set can look them up together: cache misses that
 * depend on each other take ten times as long as misses that do not.
 */
export class Batch {
  /** When this many successors wait, they should be taken in; a state is always expanded whole, so there may be more. */
  readonly target: number;
  rows: Int32Array;
  parents: Int32Array;
  /** The group of the step that leads to each, plus 1; 0 if it is not kept. */
  via: Uint8Array;
  /** By which the searcher of each is found (shares.ts). */
  shares: Int32Array;
  size = 0;
  words: number;

  constructor(target: number, words: number) {
    this.target = target;
    this.words = words;
    this.parents = new Int32Array(2 * target);
    this.via = new Uint8Array(2 * target);
    this.shares = new Int32Array(2 * target);
    this.rows = new Int32Array(2 * target * words);
  }

  get isFull(): boolean {
    return this.size >= this.target;
  }

  /** Makes room for `count` more. */
  reserve(count: number): void {
    if (this.size + count <= this.parents.length) return;
    const capacity = 2 * (this.size + count);
    this.parents = grown(this.parents, capacity);
    this.shares = grown(this.shares, capacity);
    const via = new Uint8Array(capacity);
    via.set(this.via);
    this.via = via;
    this.rows = grown(this.rows, capacity * this.words);
  }

  /** Empties the batch for rows of another width. */
  reset(words: number): void {
    this.size = 0;
    this.words = words;
    this.rows = new Int32Array(this.parents.length * words);
  }
}

/** A longer copy of an array, zero beyond its old end. */
export function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}
