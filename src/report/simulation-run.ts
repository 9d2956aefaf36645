/** A run of `synod simulate`: the one object that every reporter on random runs is given. */
import type { SimulationResult } from "../simulate/result.ts";
import type { Retried } from "../trace/saved.ts";
import type { Broken, CheckRun } from "./run.ts";

/** What became of one configuration: a result or an error. */
export type SimulationOutcome = Simulated | Broken;

export interface Simulated {
  /** The model with its configuration, such as `basic-paxos/duel`. */
  readonly name: string;
  readonly result: SimulationResult;
  /** The files that failing runs were saved in, by property. */
  readonly traces: ReadonlyMap<string, string>;
  /** What to type to run a saved one again, by property. */
  readonly replays: ReadonlyMap<string, string>;
  /** What became of the failures that were saved before. */
  readonly retried: readonly Retried[];
}

export interface SimulationRun extends Omit<CheckRun, "outcomes"> {
  readonly outcomes: readonly SimulationOutcome[];
}

export function isSimulated(outcome: SimulationOutcome): outcome is Simulated {
  return "result" in outcome;
}

const VERDICTS: Readonly<Record<number, string>> = { 0: "no-failure", 1: "violated", 2: "error" };

/** The verdict on the whole; never that anything holds. */
export function simulationVerdictOn(exitCode: number): string {
  return VERDICTS[exitCode] ?? "inconclusive";
}
