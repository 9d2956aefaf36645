/**
 * Swarm testing (Groce et al., ISSTA 2012) for schedules: every sort of step, and every node, has a weight of its own, drawn anew for each run, so that in some run
 * accepts overtake prepares, and in another one node is slow from beginning to end.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";

/** Weights are powers of four: 1 to 256. */
const WEIGHTS = 5;

export const swarm: Strategy = {
  name: "swarm",
  about: "every sort of step and every node is fast or slow for a whole run",
  scheduler: () => new Weights(),
};

class Weights implements Scheduler {
  private readonly ofSort = new PerRun();
  private readonly ofActor = new PerRun();
  private weights: Int32Array = new Int32Array(64);
  private random!: Random;

  begin(random: Random): void {
    this.random = random;
    this.ofSort.forget();
    this.ofActor.forget();
  }

  choose({ count, events, traits }: Sight): number {
    if (count > this.weights.length) this.weights = new Int32Array(2 * count);
    let total = 0;
    for (let position = 0; position < count; position++) {
      const event = events[position] as number;
      const bits =
        this.bitsOf(this.ofSort, traits.sort[event] as number) +
        this.bitsOf(this.ofActor, traits.actor[event] as number);
      total += 1 << bits;
      this.weights[position] = 1 << bits;
    }
    let left = this.random.below(total);
    for (let position = 0; position < count; position++) {
      left -= this.weights[position] as number;
      if (left < 0) return position;
    }
    return count - 1;
  }

  private bitsOf(weights: PerRun, key: number): number {
    if (!weights.has(key)) weights.set(key, 2 * this.random.below(WEIGHTS));
    return weights.get(key);
  }
}
