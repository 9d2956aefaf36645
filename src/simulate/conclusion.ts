/** What may be said of some runs, by what they met: that there is a failure, that none of them failed, or that they show too little. */
import type { LimitKind } from "../explore/limits.ts";
import type { RunFailure, SimulatedWitness, SimulationInconclusive, SimulationResult } from "./result.ts";
import type { LoggedAction } from "./round-log.ts";

export interface Met {
  readonly runs: number;
  readonly expected: string | undefined;
  readonly failures: readonly RunFailure[];
  readonly witnesses: readonly SimulatedWitness[];
  readonly actions: readonly LoggedAction[];
  /** The limit that left runs out. */
  readonly stoppedBy: LimitKind | undefined;
}

export function conclusionOn(met: Met): Pick<SimulationResult, "verdict" | "inconclusive" | "asExpected"> {
  const { expected, failures } = met;
  const violated = failures.length > 0;
  const inconclusive = whyInconclusive(met);
  return {
    verdict: violated ? "violated" : inconclusive === undefined ? "no-failure" : "inconclusive",
    ...(inconclusive && { inconclusive }),
    asExpected: inconclusive === undefined && (expected !== undefined || !violated),
  };
}

/** The failures for which a simulation ends: that of the property announced, or else any. */
export function decisive({ expected, failures }: Pick<Met, "expected" | "failures">): readonly RunFailure[] {
  return expected === undefined
    ? failures
    : failures.filter(({ counterexample }) => counterexample.property === expected);
}

/** A violation that nobody announced is a result, however the runs ended; everything else has to be complete. */
function whyInconclusive(met: Met): SimulationInconclusive | undefined {
  const { runs, expected, witnesses, actions, stoppedBy } = met;
  if (decisive(met).length > 0) return undefined;
  if (stoppedBy !== undefined) return { kind: "limit", limit: stoppedBy };
  if (runs === 0) return { kind: "empty" };
  if (expected !== undefined) return { kind: "missed", property: expected };
  const unmet = witnesses.filter(({ run }) => run === undefined).map(({ name }) => name);
  const never = actions.filter(({ isIdle, round }) => !isIdle && round === undefined).map(({ name }) => name);
  return unmet.length + never.length === 0 ? undefined : { kind: "vacuous", witnesses: unmet, actions: never };
}
