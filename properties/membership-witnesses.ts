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

export interface JoiningView extends NewcomersView {
  readonly replicas: readonly { readonly name: string; readonly executed: number }[];
  /** Changes of members that were chosen. */
  readonly changes: readonly unknown[];
}

export const aNewcomerCatchesUpFirst = sometimes<JoiningView>(
  "a-newcomer-catches-up-first",
  ({ changes, newcomers, replicas }) =>
    changes.length === 0 && replicas.some(({ name, executed }) => executed > 0 && newcomers.includes(name)),
  { about: "A server has executed something before there is a change that makes it a member.", source: "S12" },
);
