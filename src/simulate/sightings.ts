/**
 * Which states runs have seen, as a list for whoever counts them. A state that was in the list of three runs need not be listed again, because no more is
 * counted of it; that is remembered for as many states as a cache holds.
 */
import { grown } from "../space/batch.ts";
import { MANY } from "./seen-states.ts";

/** States remembered, as a power of two: 1 MB. */
const REMEMBERED = 16;
/** Hash, hash, the run that saw it last plus 1, and in how many it was listed. */
const FIELDS = 4;

/** The states that some runs saw, run by run. */
export interface SightingList {
  /** Two integers each. */
  readonly hashes: Int32Array;
  /** For each run, how many sightings are listed, and how many are not. */
  readonly runs: Int32Array;
}

export class Sightings {
  private readonly recent = new Int32Array(FIELDS << REMEMBERED);
  private hashes: Int32Array = new Int32Array(1 << 12);
  private size = 0;
  private readonly runs: number[] = [];
  private began = 0;
  private unlisted = 0;

  note(first: number, second: number, run: number): void {
    const { recent } = this;
    const at = FIELDS * (first >>> (32 - REMEMBERED));
    const stamp = (run + 1) | 0;
    const isKnown = recent[at] === first && recent[at + 1] === second && (recent[at + 3] as number) > 0;
    if (isKnown && recent[at + 2] === stamp) return;
    recent[at + 2] = stamp;
    if (isKnown && recent[at + 3] === MANY) {
      this.unlisted++;
      return;
    }
    recent[at] = first;
    recent[at + 1] = second;
    recent[at + 3] = isKnown ? (recent[at + 3] as number) + 1 : 1;
    if (this.size === this.hashes.length) this.hashes = grown(this.hashes, 2 * this.size);
    this.hashes[this.size++] = first;
    this.hashes[this.size++] = second;
  }

  endRun(): void {
    this.runs.push((this.size - this.began) / 2, this.unlisted);
    this.began = this.size;
    this.unlisted = 0;
  }

  /** The list since this was last asked. */
  take(): SightingList {
    const list = { hashes: this.hashes.slice(0, this.size), runs: Int32Array.from(this.runs) };
    this.size = this.began = 0;
    this.runs.length = 0;
    return list;
  }
}
