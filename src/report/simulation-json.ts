/** Simulations as one JSON document, for programs. */
import type { SimulationResult } from "../simulate/result.ts";
import { coverageData } from "./coverage.ts";
import { REPORT_VERSION, writable } from "./json.ts";
import type { ErrorData } from "./run.ts";

/** What became of one configuration: a result, with the files its failures were saved in by property, or an error. */
export type SimulationOutcome =
  | { readonly name: string; readonly result: SimulationResult; readonly traces: ReadonlyMap<string, string> }
  | { readonly name: string; readonly error: ErrorData };

export interface SimulationRun {
  readonly tool: string;
  readonly exitCode: number;
  readonly seconds: number;
  readonly outcomes: readonly SimulationOutcome[];
  /** Configurations that were not looked at, because of an interruption. */
  readonly left: readonly string[];
  /** The error that ended the run, if one did. */
  readonly error: ErrorData | undefined;
}

const VERDICTS: Readonly<Record<number, string>> = { 0: "no-failure", 1: "violated", 2: "error" };

export function simulationJson({ tool, exitCode, seconds, outcomes, left, error }: SimulationRun): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    verdict: VERDICTS[exitCode] ?? "inconclusive",
    exitCode,
    seconds,
    ...(error && { error }),
    models: outcomes.map(modelData),
    notSimulated: left,
  };
}

function modelData(outcome: SimulationOutcome): object {
  if ("error" in outcome) return { name: outcome.name, verdict: "error", asExpected: false, error: outcome.error };
  const { failures, coverage, seconds, rate, memory, ...result } = outcome.result;
  return {
    ...result,
    failures: failures.map(({ counterexample: { property, evidence, steps }, run, strategy }) => ({
      property,
      run,
      strategy,
      steps: steps.length,
      evidence: writable(evidence),
      ...(outcome.traces.has(property) && { trace: outcome.traces.get(property) }),
    })),
    coverage: coverageData(coverage),
    timings: { seconds, stepsPerSecond: Math.round(rate) },
    memory,
  };
}
