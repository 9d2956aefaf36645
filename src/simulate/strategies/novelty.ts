/**
 * Guided by novelty: of a few steps drawn at random, the one that leads to the least seen. What counts as seen is the local state of a node, and the pair
 * of it and the state of any other node, in the runs of this round.
 */
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";

/** Steps that are compared: fewer make the runs more random. */
const DRAWN = 3;
/** Pairs that are remembered; beyond them all is new. */
const MOST_PAIRS = 1 << 20;
/** Values of one component that are told apart. */
const VALUES = 1 << 20;
const COMPONENTS = 1 << 5;

export const novelty: Strategy = {
  name: "novelty",
  about: "of a few steps the one that leads to the least seen",
  scheduler: () => new Explorer(),
};

class Explorer implements Scheduler {
  /** How often each pair was there: of a component with its value, and another. */
  private readonly seen = new Map<number, number>();
  private readonly components: number[] = [];
  private random!: Random;

  begin(random: Random): void {
    this.random = random;
  }

  choose(sight: Sight): number {
    let best = this.random.below(sight.count);
    let least = this.familiarity(sight, best);
    for (let drawn = 1; drawn < DRAWN && drawn < sight.count; drawn++) {
      const position = this.random.below(sight.count);
      const familiarity = this.familiarity(sight, position);
      if (familiarity < least) {
        least = familiarity;
        best = position;
      }
    }
    this.note(sight, best);
    return best;
  }

  /** How often what a step leads to was there, the pairs and, with the greater weight, the local state. */
  private familiarity(sight: Sight, position: number): number {
    const component = sight.writtenBy(position);
    if (component < 0) return Number.MAX_SAFE_INTEGER;
    const value = sight.valueBy(position);
    let sum = 4 * this.times(component, value, component, value);
    for (const other of this.components)
      if (other !== component) sum += this.times(component, value, other, sight.valueOf(other));
    return sum;
  }

  private times(component: number, value: number, other: number, otherValue: number): number {
    return this.seen.get(keyOf(component, value, other, otherValue)) ?? 0;
  }

  private note(sight: Sight, position: number): void {
    const component = sight.writtenBy(position);
    if (component < 0) return;
    if (!this.components.includes(component)) this.components.push(component);
    const value = sight.valueBy(position);
    for (const other of this.components) {
      const key = keyOf(component, value, other, other === component ? value : sight.valueOf(other));
      const times = this.seen.get(key);
      if (times !== undefined || this.seen.size < MOST_PAIRS) this.seen.set(key, (times ?? 0) + 1);
    }
  }
}

/** Exact as long as there are fewer components and values than that; beyond it, some are taken for others. */
function keyOf(component: number, value: number, other: number, otherValue: number): number {
  return (
    ((component % COMPONENTS) * COMPONENTS + (other % COMPONENTS)) * VALUES * VALUES +
    (value % VALUES) * VALUES +
    (otherValue % VALUES)
  );
}
