/** What a simulation found out: data, from which every report is made. */
import type { ParameterValue } from "../define/parameters.ts";
import type { Site } from "../define/site.ts";
import type { LimitKind } from "../explore/limits.ts";
import type { Counterexample } from "../explore/result.ts";
import type { CoverageResult } from "./coverage.ts";
import type { Shard } from "./round.ts";
import type { RoundFigures } from "./round-log.ts";

/**
 * - `violated`: there is a run that breaks a property.
 * - `no-failure`: all runs were made, and none broke a property. That is no proof.
 * - `inconclusive`: the runs were cut short, or show too little, or a violation that was announced is not among them.
 */
export type SimulationVerdict = "violated" | "no-failure" | "inconclusive";

export type SimulationInconclusive =
  | { readonly kind: "limit"; readonly limit: LimitKind }
  /** Witnesses that no run reached, and actions that no run could take. */
  | { readonly kind: "vacuous"; readonly witnesses: readonly string[]; readonly actions: readonly string[] }
  /** The property that should have been violated, and was not. */
  | { readonly kind: "missed"; readonly property: string }
  /** There is no run for this shard. */
  | { readonly kind: "empty" };

/** A run that broke a property. */
export interface RunFailure {
  readonly counterexample: Counterexample;
  /** Its number, from 1; with the seed, the strategy and the depth it says all about the run. 0 if it was saved by an earlier one. */
  readonly run: number;
  readonly strategy: string;
}

export interface SimulatedProperty {
  readonly name: string;
  readonly kind: "always" | "step";
  readonly about: string;
  readonly source: string;
  /** The callers of its definition, the innermost first. */
  readonly definedAt: readonly Site[];
  readonly violated: boolean;
  /** How often it ran; otherwise its verdict was remembered, by each thread for itself. */
  readonly evaluations: number;
}

export interface SimulatedWitness {
  readonly name: string;
  readonly about: string;
  readonly definedAt: readonly Site[];
  /** The number of the first run that reached it, from 1, if any did. */
  readonly run?: number;
}

export interface SimulationResult {
  readonly name: string;
  /** The callers of its definition, the innermost first. */
  readonly definedAt: readonly Site[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly verdict: SimulationVerdict;
  readonly inconclusive?: SimulationInconclusive;
  /** The property that was expected to be violated, if one was. */
  readonly expected?: string;
  readonly asExpected: boolean;
  readonly seed: number;
  readonly strategy: string;
  readonly shard: Shard;
  /** Runs made, of this shard. */
  readonly runs: number;
  readonly steps: number;
  /** Steps after which a run was cut off, and runs to which that happened. */
  readonly depth: number;
  readonly cut: number;
  readonly failures: readonly RunFailure[];
  readonly properties: readonly SimulatedProperty[];
  readonly witnesses: readonly SimulatedWitness[];
  /** Actions declared idle that are not. */
  readonly notIdle: readonly string[];
  readonly rounds: RoundFigures;
  /** Not of shards that were merged: what they have seen cannot be told apart without keeping all of it. */
  readonly coverage?: CoverageResult;
  /** Threads that made runs which count. */
  readonly engine: { readonly threads: number };
  readonly seconds: number;
  /** Steps per second. */
  readonly rate: number;
  /** Bytes of the whole process at the end. */
  readonly memory: number;
}

/** What one machine has found out by itself. */
export interface CoveredResult extends SimulationResult {
  readonly coverage: CoverageResult;
}
