/**
 * Targeted: what comes of itself (timers, crashes, losses, a node's own actions) comes in bursts, between which messages are delivered in peace; and in a
 * burst it comes first to the node that has just acted: a time-out right after a vote, a crash right after a promise.
 */
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { narrowed } from "./narrowed.ts";

const CALM = 5;
const BURST = 2;

export const bursts: Strategy = {
  name: "bursts",
  about: "time-outs and faults come in bursts, and right after a step of the same node",
  scheduler: () => new Weather(),
};

class Weather implements Scheduler {
  private random!: Random;
  private isCalm = false;
  private until = 0;

  begin(random: Random): void {
    this.random = random;
    this.isCalm = random.oneIn(2);
    this.until = 0;
  }

  choose(sight: Sight): number {
    const { traits, depth, last } = sight;
    if (depth >= this.until) {
      this.isCalm = !this.isCalm;
      this.until = depth + this.random.magnitude(this.isCalm ? CALM : BURST);
    }
    if (this.isCalm) return narrowed(sight, this.random, (event) => traits.isSpontaneous[event] === false);
    const isSpontaneous = (event: number) => traits.isSpontaneous[event] === true;
    if (last < 0 || this.random.oneIn(4)) return narrowed(sight, this.random, isSpontaneous);
    const actor = traits.actor[last];
    return narrowed(
      sight,
      this.random,
      (event) => isSpontaneous(event) && traits.actor[event] === actor,
      isSpontaneous,
    );
  }
}
