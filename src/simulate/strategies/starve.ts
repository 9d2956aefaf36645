/** Targeted: one node is cut off for a while, then perhaps another. It takes no step, and in half of the runs nothing from it arrives either. */
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { narrowed } from "./narrowed.ts";

/** How long a node is cut off, and how long all are well in between, as powers of two. */
const CUT_OFF = 6;
const WELL = 5;

export const starve: Strategy = {
  name: "starve",
  about: "one node after the other is cut off for a while",
  scheduler: () => new Partitions(),
};

class Partitions implements Scheduler {
  private random!: Random;
  private victim = -1;
  private isSilent = false;
  private until = 0;

  begin(random: Random): void {
    this.random = random;
    this.victim = -1;
    this.isSilent = random.oneIn(2);
    this.until = random.oneIn(2) ? 0 : random.magnitude(WELL);
  }

  choose(sight: Sight): number {
    const { count, events, traits, depth } = sight;
    if (depth >= this.until) {
      const isOver = this.victim >= 0;
      this.victim = isOver ? -1 : (traits.actor[events[this.random.below(count)] as number] as number);
      this.until = depth + this.random.magnitude(isOver ? WELL : CUT_OFF);
    }
    return narrowed(
      sight,
      this.random,
      (event) => traits.actor[event] !== this.victim && !(this.isSilent && traits.sender[event] === this.victim),
    );
  }
}
