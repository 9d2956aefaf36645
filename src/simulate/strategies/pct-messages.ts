/**
 * PCT for message passing (Ozkan et al., OOPSLA 2018): not nodes have priorities but chains of events that cause one another, which are found as the run
 * goes on. A step that becomes possible continues the chain of the step that made it so, if nothing else does; else it begins a chain.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { ChangePoints } from "./change-points.ts";

const PRIORITIES = 1 << 30;

export const pctMessages: Strategy = {
  name: "pct-messages",
  about: "chains of messages have priorities; at a few moments the first becomes the last",
  scheduler: () => new Chains(),
};

class Chains implements Scheduler {
  private readonly changes = new ChangePoints();
  /** The chain of each event. */
  private readonly chains = new PerRun();
  private readonly priorities: number[] = [];
  private random!: Random;
  private lowest = 0;
  /** The chain of the step taken last, until another step continues it. */
  private open = -1;

  begin(random: Random): void {
    this.random = random;
    this.chains.forget();
    this.priorities.length = 0;
    this.changes.draw(random);
    this.lowest = 0;
    this.open = -1;
  }

  choose(sight: Sight): number {
    this.join(sight);
    if (this.changes.isAt(sight.depth)) this.priorities[this.chainAt(sight, this.first(sight))] = --this.lowest;
    const chosen = this.first(sight);
    this.open = this.chainAt(sight, chosen);
    // The same event may come again, and is then another one.
    this.chains.delete(sight.events[chosen] as number);
    return chosen;
  }

  /** Gives a chain to each step that has none. */
  private join({ count, events }: Sight): void {
    for (let position = 0; position < count; position++) {
      const event = events[position] as number;
      if (this.chains.has(event)) continue;
      this.chains.set(event, this.open >= 0 ? this.open : this.priorities.push(this.random.below(PRIORITIES)) - 1);
      this.open = -1;
    }
  }

  private chainAt({ events }: Sight, position: number): number {
    return this.chains.get(events[position] as number);
  }

  private first(sight: Sight): number {
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let position = 0; position < sight.count; position++) {
      const priority = this.priorities[this.chainAt(sight, position)] as number;
      if (priority > highest) {
        highest = priority;
        best = position;
      }
    }
    return best;
  }
}
