/** What a check found out: data, from which every report is made. */
import type { ParameterValue } from "../define/parameters.ts";
import type { Evidence } from "../define/property.ts";
import type { Site } from "../define/site.ts";
import type { ReplayedStep } from "../trace/replay.ts";
import type { LimitKind } from "./limits.ts";

/**
 * - `held`: the whole bounded space was searched, every property holds in it, and every witness was reached.
 * - `violated`: there is a counterexample.
 * - `inconclusive`: a limit ended the search, or it was vacuous.
 */
export type Verdict = "held" | "violated" | "inconclusive";

/** Why a run proves nothing. */
export type Inconclusive =
  | { readonly kind: "limit"; readonly limit: LimitKind }
  /** Witnesses that no state satisfies, goals that are only ever excused, and actions that no state enables. */
  | { readonly kind: "vacuous"; readonly witnesses: readonly string[]; readonly actions: readonly string[] };

export interface Counterexample {
  readonly property: string;
  readonly evidence: Evidence;
  /** Which of the initial states it starts from. */
  readonly initial: number;
  readonly steps: readonly ReplayedStep[];
  /** The file that it was saved in by an earlier run, if the search itself did not find one. */
  readonly saved?: string;
}

export interface PropertyResult {
  readonly name: string;
  readonly kind: "always" | "step" | "possible";
  readonly about: string;
  readonly source: string;
  /** The callers of its definition, the innermost first. */
  readonly definedAt: readonly Site[];
  /** `unknown` if the search ended before it could tell. */
  readonly status: "held" | "violated" | "unknown";
  readonly counterexample?: Counterexample;
  /** How often it ran; in all other states its verdict was remembered. */
  readonly evaluations: number;
}

/** What the search was spared, and by what. */
export interface EngineFigures {
  /** Successors that were built; the other generated ones were known to be old. */
  readonly built: number;
  /** Combinations of component values for which steps were worked out. */
  readonly blocks: number;
  /** 32-bit words a state. */
  readonly words: number;
  /** Threads that finished the search; 1 also where others were hired and one had to tell what came up. */
  readonly threads: number;
}

export interface WitnessResult {
  readonly name: string;
  readonly about: string;
  readonly definedAt: readonly Site[];
  readonly reached: boolean;
  /** Steps of a shortest run that reaches it. */
  readonly steps?: number;
}

export interface BoundResult {
  readonly name: string;
  readonly limit: number | string;
  readonly reached: boolean;
}

/** A stage that was left behind. */
export interface StageResult {
  /** The witness that it reached, */
  readonly reach: string;
  /** and after how many steps from the beginning. */
  readonly steps: number;
  readonly distinct: number;
  readonly generated: number;
  readonly terminal: number;
}

export interface CheckResult {
  readonly name: string;
  /** The callers of its definition, the innermost first. */
  readonly definedAt: readonly Site[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly verdict: Verdict;
  readonly inconclusive?: Inconclusive;
  /** The property that was expected to be violated, if one was. */
  readonly expected?: string;
  /** Whether the run ended as expected: held, or violated in the way announced. */
  readonly asExpected: boolean;
  readonly distinct: number;
  /** Successors before de-duplication, and the initial states. */
  readonly generated: number;
  /** States on the longest of the shortest paths; an initial state alone has depth 1. */
  readonly depth: number;
  /** States without a successor. */
  readonly terminal: number;
  /** States found but not expanded; 0 when the search is complete. */
  readonly frontier: number;
  readonly properties: readonly PropertyResult[];
  readonly witnesses: readonly WitnessResult[];
  /** The stages before the last, whose states are counted too; empty for a search in one go. */
  readonly stages: readonly StageResult[];
  readonly bounds: readonly BoundResult[];
  /** Actions declared idle that are not. */
  readonly notIdle: readonly string[];
  readonly engine: EngineFigures;
  readonly seconds: number;
  /** States per second. */
  readonly rate: number;
  /** Bytes of the whole process at the end. */
  readonly memory: number;
}
