/**
 * Partial order sampling (Yuan, Yang, Gu, CAV 2018): every step has a random priority, and when one is taken, those that race with it (the other steps of
 * its node) draw theirs anew. That samples the orders of racing steps more evenly than a fair choice among all steps does.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";

const PRIORITIES = 1 << 30;

export const pos: Strategy = {
  name: "pos",
  about: "steps have priorities, drawn anew by those that race with the step taken",
  scheduler: () => new Races(),
};

class Races implements Scheduler {
  private readonly priorities = new PerRun();
  private random!: Random;

  begin(random: Random): void {
    this.random = random;
    this.priorities.forget();
  }

  choose({ count, events, traits }: Sight): number {
    let best = 0;
    let highest = -1;
    for (let position = 0; position < count; position++) {
      const event = events[position] as number;
      if (!this.priorities.has(event)) this.priorities.set(event, this.random.below(PRIORITIES));
      const priority = this.priorities.get(event);
      if (priority > highest) {
        highest = priority;
        best = position;
      }
    }
    const actor = traits.actor[events[best] as number];
    for (let position = 0; position < count; position++) {
      const event = events[position] as number;
      if (traits.actor[event] === actor) this.priorities.delete(event);
    }
    return best;
  }
}
