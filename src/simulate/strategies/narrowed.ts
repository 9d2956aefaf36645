/** A fair choice among the steps that a strategy lets through; among all, if it lets none through: no run ends because of a strategy. */
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";

export function narrowed(sight: Sight, random: Random, passes: (event: number, sight: Sight) => boolean): number {
  const { count, events } = sight;
  let passing = 0;
  let chosen = -1;
  for (let position = 0; position < count; position++) {
    if (passes(events[position] as number, sight) && random.oneIn(++passing)) chosen = position;
  }
  return chosen < 0 ? random.below(count) : chosen;
}
