/**
 * Guided by novelty: of some steps drawn at random, the one that leads to most that is new. What counts is the local state of a node, and the pair of it and
 * the state of any other node, in the runs of this round. Where nothing is new any more, it is a fair choice.
 */
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";

/** Steps that are compared. */
const DRAWN = 6;
/** Pairs that are remembered; what comes later stays new. */
const MOST_PAIRS = 1 << 20;
/** Values of one component that are told apart. */
const VALUES = 1 << 20;
const COMPONENTS = 1 << 5;

export const novelty: Strategy = {
  name: "novelty",
  about: "of some steps the one that leads to most that is new",
  scheduler: () => new Explorer(),
};

class Explorer implements Scheduler {
  /** Pairs of a component with its value and another; a local state alone is a pair with itself. */
  private readonly seen = new Set<number>();
  private readonly components: number[] = [];
  private random!: Random;

  begin(random: Random): void {
    this.random = random;
  }

  choose(sight: Sight): number {
    let best = this.random.below(sight.count);
    let most = this.newPairs(sight, best);
    for (let drawn = 1; drawn < DRAWN && drawn < sight.count; drawn++) {
      const position = this.random.below(sight.count);
      const pairs = this.newPairs(sight, position);
      if (pairs > most) {
        most = pairs;
        best = position;
      }
    }
    this.note(sight, best);
    return best;
  }

  /** How many pairs a step leads to that were not there before. */
  private newPairs(sight: Sight, position: number): number {
    const component = sight.writtenBy(position);
    if (component < 0) return 0;
    const value = sight.valueBy(position);
    let sum = this.seen.has(keyOf(component, value, component, value)) ? 0 : 1;
    for (const other of this.components) {
      if (other !== component && !this.seen.has(keyOf(component, value, other, sight.valueOf(other)))) sum++;
    }
    return sum;
  }

  private note(sight: Sight, position: number): void {
    const component = sight.writtenBy(position);
    if (component < 0) return;
    if (!this.components.includes(component)) this.components.push(component);
    const value = sight.valueBy(position);
    for (const other of this.components) {
      if (this.seen.size >= MOST_PAIRS) return;
      this.seen.add(keyOf(component, value, other, other === component ? value : sight.valueOf(other)));
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
