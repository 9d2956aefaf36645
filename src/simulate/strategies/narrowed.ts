/** A fair choice among the steps that a strategy lets through. */
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";

type Passes = (event: number, sight: Sight) => boolean;

/**
 * A fair choice among the steps that pass the first test; among those that pass the second, if none does; and so on, and in the end among all: no run ends
 * because of a strategy.
 */
export function narrowed(sight: Sight, random: Random, ...tests: readonly Passes[]): number {
  const { count, events } = sight;
  for (const passes of tests) {
    let passing = 0;
    let chosen = 0;
    for (let position = 0; position < count; position++) {
      if (passes(events[position] as number, sight) && random.oneIn(++passing)) chosen = position;
    }
    if (passing > 0) return chosen;
  }
  return random.below(count);
}
