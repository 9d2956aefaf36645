/** A few random depths of a run at which its priorities change. How long the run will be is not known, so its order of magnitude is drawn too. */
import type { Random } from "../random.ts";

const MOST = 4;
const BITS = 8;

export class ChangePoints {
  private readonly points: number[] = [];

  draw(random: Random): void {
    this.points.length = 0;
    const horizon = 2 ** (3 + random.below(BITS - 2));
    for (let left = random.below(MOST + 1); left > 0; left--) this.points.push(random.below(horizon));
  }

  isAt(depth: number): boolean {
    return this.points.includes(depth);
  }
}
