/**
 * Delay-bounded scheduling (Emmi, Qadeer, Rakamarić, POPL 2011): a plain scheduler, which takes whatever has waited longest, and a few random moments at
 * which what it would take is sent to the end of the queue instead.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { ChangePoints } from "./change-points.ts";

export const delays: Strategy = {
  name: "delays",
  about: "what has waited longest, but for a few steps that are sent to the end of the queue",
  scheduler: () => new Queue(),
};

/** What is enabled at the start has no age; it is put in a random order. */
const SHUFFLED = 1 << 20;

class Queue implements Scheduler {
  private readonly delays = new ChangePoints();
  private readonly arrivals = new PerRun();
  private random!: Random;
  private arrived = 0;

  begin(random: Random): void {
    this.random = random;
    this.arrivals.forget();
    this.delays.draw(random);
    this.arrived = SHUFFLED;
  }

  choose(sight: Sight): number {
    const { count, events, depth } = sight;
    for (let position = 0; position < count; position++) {
      const event = events[position] as number;
      if (!this.arrivals.has(event))
        this.arrivals.set(event, depth === 0 ? this.random.below(SHUFFLED) : this.arrived++);
    }
    if (this.delays.isAt(depth)) this.arrivals.set(events[this.oldest(sight)] as number, this.arrived++);
    const chosen = this.oldest(sight);
    this.arrivals.delete(events[chosen] as number);
    return chosen;
  }

  private oldest({ count, events }: Sight): number {
    let best = 0;
    for (let position = 1; position < count; position++) {
      if (this.arrivals.get(events[position] as number) < this.arrivals.get(events[best] as number)) best = position;
    }
    return best;
  }
}
