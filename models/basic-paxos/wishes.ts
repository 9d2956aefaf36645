/** What each proposer would like to be chosen: proposer 0 wants a, proposer 1 wants b and so on, unless all want the same. */
import type { Value } from "./messages.ts";

export type Wishes = "different" | "equal";

export function wishOf(proposer: number, wishes: Wishes): Value {
  return String.fromCharCode("a".charCodeAt(0) + (wishes === "equal" ? 0 : proposer)) as Value;
}
