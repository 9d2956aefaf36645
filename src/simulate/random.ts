/**
 * Random numbers for schedules: xoroshiro128+ of pure-rand, the generator of fast-check, and integers only, so that a seed means the same run on every
 * machine and in every version of Node.
 */
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Seeds are whole numbers below this. */
export const SEEDS = 2 ** 32;

/** Outputs that are thrown away, because the first ones of neighbouring seeds are alike. */
const WARM_UP = 8;

export class Random {
  private readonly generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed | 0);
    for (let left = WARM_UP; left > 0; left--) this.generator.next();
  }

  /** A whole number from 0 to `count` - 1. For counts as small as ours the remainder is even enough. */
  below(count: number): number {
    return count === 1 ? 0 : (this.generator.next() >>> 0) % count;
  }

  /** True once in `count` times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  /** A whole number from 1 to 2^`bits`, small ones as often as each larger size: for lengths of which only the order of magnitude is a guess. */
  magnitude(bits: number): number {
    return 1 + this.below(2 ** (1 + this.below(bits)));
  }
}

/** The seed of one run of many. Different runs of one seed have different seeds: both steps can be undone. */
export function seedOfRun(seed: number, run: number): number {
  return mixed(mixed(seed) + run) >>> 0;
}

/** The finaliser of MurmurHash3 (Appleby, public domain). */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
