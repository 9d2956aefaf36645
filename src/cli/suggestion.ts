/** What to say about a name that does not exist: the one that was meant, if one is near, or those that there are. */
import { closest, distance } from "fastest-levenshtein";

/** Names listed when none is near. */
const LISTED = 8;

export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "There are none.";
  const nearest = closest(name, [...known]);
  if (distance(name, nearest) <= Math.max(2, name.length / 3)) return `Did you mean ${nearest}?`;
  const more = known.length > LISTED ? ` and ${known.length - LISTED} more` : "";
  return `There ${known.length === 1 ? "is" : "are"} ${known.slice(0, LISTED).join(", ")}${more}.`;
}
