/**
 * Swarm testing (Groce et al., ISSTA 2012) for schedules: every sort of step, and every node, has a weight of its own, drawn anew for each run, and some sorts are
 * left out of a run altogether, as long as anything else can happen. So in some run accepts overtake prepares, in another nobody aborts, and in another one
 * node is slow from beginning to end.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";

/** Weights are powers of four: 1 to 256. */
const WEIGHTS = 5;
/** One sort in so many is left out of a run. */
const OMITTED = 4;

export const swarm: Strategy = {
  name: "swarm",
  about: "sorts of steps and nodes are fast or slow for a whole run, or left out of it",
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
      const weight = this.weightOf(traits.sort[event] as number, traits.actor[event] as number);
      total += weight;
      this.weights[position] = weight;
    }
    if (total === 0) return this.random.below(count);
    let left = this.random.below(total);
    let position = 0;
    while (left >= (this.weights[position] as number)) left -= this.weights[position++] as number;
    return position;
  }

  private weightOf(sort: number, actor: number): number {
    const { random, ofSort, ofActor } = this;
    if (!ofSort.has(sort)) ofSort.set(sort, random.oneIn(OMITTED) ? 0 : 1 << (2 * random.below(WEIGHTS)));
    if (!ofActor.has(actor)) ofActor.set(actor, 1 << (2 * random.below(WEIGHTS)));
    return ofSort.get(sort) * ofActor.get(actor);
  }
}
