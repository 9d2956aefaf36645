/** What a simulation says where a saved failure fails again that no run has met: it is violated. */
import { savedAgainst } from "../explore/with-saved.ts";
import type { Retried } from "../trace/saved.ts";
import type { RunFailure, SimulationResult } from "./result.ts";

export function withSavedRuns(result: SimulationResult, retried: readonly Retried[]): SimulationResult {
  const added = result.properties.flatMap(({ name, violated }): RunFailure[] => {
    const counterexample = violated ? undefined : savedAgainst(name, retried);
    return counterexample === undefined ? [] : [{ counterexample, run: 0, strategy: "saved" }];
  });
  if (added.length === 0) return result;
  const { inconclusive: _, ...rest } = result;
  const failures = [...result.failures, ...added];
  const isExpected = failures.some(({ counterexample }) => counterexample.property === result.expected);
  return { ...rest, verdict: "violated", asExpected: isExpected, failures };
}
