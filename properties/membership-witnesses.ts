/** Witnesses about membership (S12): a change of members that never counts has shown nothing. */
import { sometimes } from "synod";
import type { Decision } from "./decision.ts";

export interface NewcomersView {
  /** Those who were no members at first. */
  readonly newcomers: readonly string[];
  /** The decisions in all the votes ever cast by members; `by` names them. */
  readonly chosen: readonly Decision[];
}

export const aNewMemberIsCounted = sometimes<NewcomersView>(
  "a-new-member-is-counted",
  ({ newcomers, chosen }) => chosen.some(({ by }) => by.split(" and ").some((voter) => newcomers.includes(voter))),
  { about: "A value is chosen by a vote of a server that has become a member.", source: "S12" },
);
