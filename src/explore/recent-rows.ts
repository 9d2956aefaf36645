/**
 * A small cache of rows met lately, by hash: most duplicates come soon after one another and need not be looked up. If two steps commute, the state behind
 * both is reached from two siblings, which are expanded one soon after the other.
 */

/** Few enough for the processor's second-level cache. */
const BITS = 14;

export class RecentRows {
  private readonly words: number;
  private readonly rows: Int32Array;

  constructor(words: number) {
    this.words = words;
    // Zeros are right once there is a first state, whose ids are all 0.
    this.rows = new Int32Array(words << BITS);
  }

  /** Whether a row with this hash is there; it is afterwards. */
  has(found: Int32Array, base: number, hash: number): boolean {
    const { rows, words } = this;
    const place = (hash >>> (32 - BITS)) * words;
    let word = 0;
    while (word < words && rows[place + word] === found[base + word]) word++;
    if (word === words) return true;
    for (word = 0; word < words; word++) rows[place + word] = found[base + word] as number;
    return false;
  }
}
