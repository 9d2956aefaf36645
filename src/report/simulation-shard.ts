/** What one shard of a simulation found out, as a file that `synod merge` reads: results with their tallies, failing runs with their steps. */
import type { RunFailure, SimulationResult } from "../simulate/result.ts";
import type { Retried } from "../trace/saved.ts";
import { writable } from "./json.ts";
import type { ErrorData } from "./run.ts";
import { type Sealed, sealed } from "./sealed.ts";
import type { Whole } from "./shard-file.ts";
import { isSimulated, type SimulationOutcome, type SimulationRun } from "./simulation-run.ts";
import { sitesFrom, sitesTo } from "./sites.ts";

export type FoundByRuns =
  | { readonly result: SimulationResult; readonly retried: readonly Retried[] }
  | { readonly error: ErrorData };

export interface SimulationShardFile extends Sealed, Whole {
  readonly command: "simulate";
  readonly part: number;
  /** What became of each configuration, in order; fewer if there was an interruption. */
  readonly found: readonly FoundByRuns[];
  readonly seconds: number;
  readonly interrupted: boolean;
}

export function simulationShardFileName(part: number, of: number): string {
  return `simulate-shard-${part}-of-${of}.json`;
}

/** The text of a shard's file. */
export function simulationShardText(
  { tool, seconds, exitCode, outcomes }: SimulationRun,
  shard: Whole & Pick<SimulationShardFile, "part">,
  folder: string,
): string {
  const found = outcomes.map((outcome) => foundIn(outcome, folder));
  return sealed<SimulationShardFile>({
    tool,
    command: "simulate",
    ...shard,
    found,
    seconds,
    interrupted: exitCode === 130,
  });
}

function foundIn(outcome: SimulationOutcome, folder: string): FoundByRuns {
  if (!isSimulated(outcome)) return { error: outcome.error };
  const failures = outcome.result.failures.map(withWritableEvidence);
  const retried = outcome.retried.map((each) =>
    each.outcome === "fails" ? { ...each, evidence: writable(each.evidence) } : each,
  );
  return { result: sitesTo({ ...outcome.result, failures }, folder), retried };
}

function withWritableEvidence({ counterexample, ...failure }: RunFailure): RunFailure {
  return { ...failure, counterexample: { ...counterexample, evidence: writable(counterexample.evidence) } };
}

/** What a sealed file says; its places start from this folder. */
export function simulationShardIn(contents: object, folder: string): SimulationShardFile {
  const shard = contents as SimulationShardFile;
  const found = shard.found.map((each) =>
    "result" in each ? { ...each, result: sitesFrom(each.result, folder) } : each,
  );
  return { ...shard, found };
}
