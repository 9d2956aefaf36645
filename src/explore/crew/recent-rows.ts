/** A small cache of rows sent lately: most duplicates come soon after one another, and need not be sent at all. */
import { hashRow } from "../hash.ts";

/** Few enough for the processor's second-level cache. */
const BITS = 14;

export class RecentRows {
  private readonly words: number;
  private readonly rows: Int32Array;

  constructor(words: number) {
    this.words = words;
    // Zeros are right: the first initial state, whose ids are all 0, has been found before anything was sent.
    this.rows = new Int32Array(words << BITS);
  }

  /** Whether a row is there; it is afterwards. */
  has(found: Int32Array, base: number): boolean {
    const { rows, words } = this;
    const place = (hashRow(found, base, words) >>> (32 - BITS)) * words;
    let word = 0;
    while (word < words && rows[place + word] === found[base + word]) word++;
    if (word === words) return true;
    for (word = 0; word < words; word++) rows[place + word] = found[base + word] as number;
    return false;
  }
}
