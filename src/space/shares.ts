/**
 * Which of several searchers a state belongs to. That must not depend on how rows are laid out, and is asked for every successor, so it is a weighted sum of
 * the ids, whose difference over a step is known beforehand.
 */

/** What the id of a component counts for in the sum. */
export function weightOf(component: number): number {
  return Math.imul(2 * component + 1, 0x9e3779b1) ^ (component << 16);
}

/** The number of the searcher, below `searchers`, that a state with this sum belongs to. */
export function ownerOf(share: number, searchers: number): number {
  let mixed = Math.imul(share ^ (share >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % searchers;
}
