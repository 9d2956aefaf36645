/**
 * Sets as ordered lists: whoever knows the same is in the same state, no matter in which order it came to know it. To count members of a set, never
 * messages, is also what makes duplicates harmless.
 */
export function including<T>(set: readonly T[], item: T, keyOf: (item: T) => string): T[] {
  const key = keyOf(item);
  if (set.some((each) => keyOf(each) === key)) return [...set];
  return [...set, item].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
