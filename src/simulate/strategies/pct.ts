/**
 * Probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010): nodes have random priorities, the first that can acts, and at a few random
 * moments it becomes the last. Finds bugs that need few surprises, however long the run.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { ChangePoints } from "./change-points.ts";

const PRIORITIES = 1 << 30;

export const pct: Strategy = {
  name: "pct",
  about: "nodes have priorities; at a few moments the first becomes the last",
  scheduler: () => new Priorities(),
};

class Priorities implements Scheduler {
  private readonly changes = new ChangePoints();
  private readonly priorities = new PerRun();
  private random!: Random;
  private lowest = 0;

  begin(random: Random): void {
    this.random = random;
    this.priorities.forget();
    this.changes.draw(random);
    this.lowest = 0;
  }

  choose(sight: Sight): number {
    if (this.changes.isAt(sight.depth)) this.priorities.set(this.first(sight), --this.lowest);
    const actor = this.first(sight);
    // A node may have several steps; which is not a matter of its priority.
    let members = 0;
    let chosen = 0;
    for (let position = 0; position < sight.count; position++) {
      if (sight.traits.actor[sight.events[position] as number] === actor && this.random.oneIn(++members))
        chosen = position;
    }
    return chosen;
  }

  /** The node of the highest priority that can act. */
  private first({ count, events, traits }: Sight): number {
    let best = -1;
    let highest = Number.NEGATIVE_INFINITY;
    for (let position = 0; position < count; position++) {
      const actor = traits.actor[events[position] as number] as number;
      if (!this.priorities.has(actor)) this.priorities.set(actor, this.random.below(PRIORITIES));
      const priority = this.priorities.get(actor);
      if (priority > highest) {
        highest = priority;
        best = actor;
      }
    }
    return best;
  }
}
