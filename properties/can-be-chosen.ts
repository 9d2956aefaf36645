/**
 * Progress of a single decision: termination is more than can be promised, since proposers may overtake each other for ever, but whoever comes last can finish
 * (S1). A protocol that can talk itself into a corner, where no epoch gets a quorum any more, is caught here.
 */
import { possible } from "synod";
import type { Decision } from "./decision.ts";

export const aValueCanBeChosen = possible<{ readonly chosen: readonly Decision[] }>(
  "a-value-can-be-chosen",
  ({ chosen }) => chosen.length > 0,
  { about: "From every state some run gets a value chosen.", source: "S1" },
);
