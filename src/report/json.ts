/** Results as one JSON document, for programs. */
import type { CheckResult } from "../explore/result.ts";

export interface JsonReport {
  readonly reportVersion: 1;
  readonly tool: string;
  readonly verdict: "held" | "violated" | "inconclusive";
  readonly exitCode: number;
  readonly seconds: number;
  readonly models: readonly object[];
}

/** Whole numbers and strings only, in a stable order of keys; the traces are in files of their own. */
export function jsonReport(results: readonly CheckResult[], tool: string, exitCode: number, seconds: number): JsonReport {
  const verdict = exitCode === 0 ? "held" : exitCode === 1 ? "violated" : "inconclusive";
  return { reportVersion: 1, tool, verdict, exitCode, seconds, models: results.map(modelOf) };
}

function modelOf({ properties, seconds, rate, memory, ...result }: CheckResult): object {
  return {
    ...result,
    properties: properties.map(({ counterexample, ...property }) => ({
      ...property,
      ...(counterexample && { steps: counterexample.steps.length, evidence: counterexample.evidence }),
    })),
    timings: { seconds, statesPerSecond: Math.round(rate) },
    memory,
  };
}
