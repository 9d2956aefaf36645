/**
 * How many states the runs have seen, and in how many runs each: once, twice or more often. States are told apart by 64 bits of hash: this is a
 * figure in a report, on which no verdict depends.
 */

/** States that are counted; from the end of the run that has seen so many on, nothing is. At sixteen bytes a place, half of them empty, this is 128 MB. */
const MOST_STATES = 1 << 22;

/** Hash, hash, the run that saw it last plus 1, and in how many it was. */
const FIELDS = 4;
/** Runs beyond which it does not matter in how many a state was. */
export const MANY = 3;

export class SeenStates {
  size = 0;
  /** Seen in exactly one run, and in exactly two. */
  once = 0;
  twice = 0;
  /** The sum over all runs of the states that each saw. */
  sightings = 0;
  private table = new Int32Array(FIELDS << 12);
  private mask = (1 << 12) - 1;

  get isFull(): boolean {
    return this.size >= MOST_STATES;
  }

  /** Notes that a run is in a state, given by its hash. */
  note(first: number, second: number, run: number): void {
    const at = this.placeOf(first, second);
    const stamp = (run + 1) | 0;
    const { table } = this;
    const times = table[at + 3] as number;
    if (times > 0 && table[at + 2] === stamp) return;
    table[at] = first;
    table[at + 1] = second;
    table[at + 2] = stamp;
    this.sightings++;
    this.count(at, times);
    if (times === 0 && 2 * this.size > this.mask) this.grow();
  }

  private count(at: number, times: number): void {
    if (times === 0) {
      this.size++;
      this.once++;
    } else if (times === 1) {
      this.once--;
      this.twice++;
    } else if (times === 2) this.twice--;
    if (times < MANY) this.table[at + 3] = times + 1;
  }

  /** Where a state is, or is to be put. */
  private placeOf(first: number, second: number): number {
    const { table, mask } = this;
    for (let slot = first & mask; ; slot = (slot + 1) & mask) {
      const at = slot * FIELDS;
      if (table[at + 3] === 0 || (table[at] === first && table[at + 1] === second)) return at;
    }
  }

  private grow(): void {
    const old = this.table;
    this.table = new Int32Array(2 * old.length);
    this.mask = 2 * this.mask + 1;
    for (let from = 0; from < old.length; from += FIELDS) {
      if (old[from + 3] === 0) continue;
      const to = this.placeOf(old[from] as number, old[from + 1] as number);
      for (let field = 0; field < FIELDS; field++) this.table[to + field] = old[from + field] as number;
    }
  }
}
