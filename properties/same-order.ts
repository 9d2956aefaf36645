/**
 * One order (S10): of any two learners one has executed what the other has, and perhaps more. It is what a replicated state machine is: without it, equal
 * decisions would not help.
 */
import { alwaysEach, violation } from "synod";
import { pairsOf } from "./pairs.ts";

export interface Logger {
  readonly name: string;
  /** What it executed, in order. */
  readonly log: readonly { readonly slot: number; readonly request: string }[];
}

export const logsArePrefixes = alwaysEach<{ readonly learners: readonly Logger[] }, readonly [Logger, Logger]>(
  "logs-are-prefixes",
  ({ learners }) => pairsOf(learners),
  ([one, other]) => {
    const { log } = one;
    const otherLog = other.log;
    for (const [position, entry] of log.entries()) {
      const its = otherLog[position];
      if (its === undefined) return undefined;
      if (its.request === entry.request && its.slot === entry.slot) continue;
      return violation(`${said(one.name, entry)}, but ${said(other.name, its)}`, { log, otherLog });
    }
    return undefined;
  },
  { about: "Of any two logs of executed requests, one is the beginning of the other.", source: "S10" },
);

function said(name: string, { slot, request }: Logger["log"][number]): string {
  return `${name} has executed ${request} from slot ${slot}`;
}
