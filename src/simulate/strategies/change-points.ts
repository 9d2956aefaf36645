/** A few random depths of a run at which its priorities change. How long the run will be is not known, so its order of magnitude is drawn too. */
import type { Random } from "../random.ts";

/** How many there are at most, and how late the last is, as powers of two. */
const POINTS = 4;
const DEPTH = 8;

export class ChangePoints {
  private readonly points: number[] = [];

  draw(random: Random): void {
    this.points.length = 0;
    const horizon = 2 ** (3 + random.below(DEPTH - 2));
    for (let left = random.magnitude(POINTS) - 1; left > 0; left--) this.points.push(random.below(horizon));
  }

  isAt(depth: number): boolean {
    return this.points.includes(depth);
  }
}
