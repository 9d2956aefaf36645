/** Targeted: one to three steps, usually messages, are held back for long, until nothing else can happen or their time is over. */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { narrowed } from "./narrowed.ts";

const MOST = 3;
/** How late in a run the last step to be held back appears, and how long one is held, as powers of two. */
const APPEARS = 6;
const HELD = 8;

export const hold: Strategy = {
  name: "hold",
  about: "one to three messages are held back for long",
  scheduler: () => new Holding(),
};

class Holding implements Scheduler {
  /** By event, the depth until which it is held. */
  private readonly until = new PerRun();
  private readonly numbers: number[] = [];
  private random!: Random;
  private appeared = 0;

  begin(random: Random): void {
    this.random = random;
    this.until.forget();
    this.appeared = 0;
    this.numbers.length = 0;
    for (let left = 1 + random.below(MOST); left > 0; left--) this.numbers.push(random.magnitude(APPEARS));
  }

  choose(sight: Sight): number {
    const { count, events, depth } = sight;
    for (let position = 0; position < count; position++) {
      const event = events[position] as number;
      if (this.until.has(event)) continue;
      const isHeld = this.numbers.includes(++this.appeared);
      this.until.set(event, isHeld ? depth + this.random.magnitude(HELD) : 0);
    }
    return narrowed(sight, this.random, (event) => this.until.get(event) <= depth);
  }
}
