/**
 * What one shard of a check found out, as a file that `synod merge` reads: all of its results, counterexamples with their steps too, so that every report can
 * be made of them on another machine and without the models.
 */
import type { CheckResult, PropertyResult } from "../explore/result.ts";
import type { Retried } from "../trace/saved.ts";
import { writable } from "./json.ts";
import { type CheckRun, type ErrorData, isChecked, type Outcome } from "./run.ts";
import { type Sealed, sealed } from "./sealed.ts";
import { sitesFrom, sitesTo } from "./sites.ts";

/** A configuration of the check, and the file it was found in if it is none of the project's. */
export interface Named {
  readonly name: string;
  readonly file: string | undefined;
}

/** The check as a whole: it is the same for all of its shards. */
export interface Whole {
  readonly of: number;
  /** All that was chosen, in order. */
  readonly all: readonly Named[];
  /** Whatever else results depend on: limits, parameters, properties. */
  readonly asked: object;
}

export type Found = { readonly result: CheckResult; readonly gone: readonly Retried[] } | { readonly error: ErrorData };

export interface ShardFile extends Sealed, Whole {
  readonly command: "check";
  readonly part: number;
  /** The places in `all` of what fell to this shard. */
  readonly share: readonly number[];
  /** What became of them, in the same order; fewer if there was an interruption. */
  readonly found: readonly Found[];
  readonly seconds: number;
  readonly interrupted: boolean;
}

export function shardFileName(part: number, of: number): string {
  return `shard-${part}-of-${of}.json`;
}

/** The text of a shard's file. Places of definitions are written from the folder of the run, which may be elsewhere on another machine. */
export function shardText(
  { tool, seconds, exitCode, outcomes }: CheckRun,
  shard: Whole & Pick<ShardFile, "part" | "share">,
  folder: string,
): string {
  const found = outcomes.map((outcome) => foundIn(outcome, folder));
  return sealed<ShardFile>({ tool, command: "check", ...shard, found, seconds, interrupted: exitCode === 130 });
}

function foundIn(outcome: Outcome, folder: string): Found {
  if (!isChecked(outcome)) return { error: outcome.error };
  const properties = outcome.result.properties.map(withWritableEvidence);
  const result = sitesTo({ ...outcome.result, properties }, folder);
  return { result, gone: outcome.gone };
}

function withWritableEvidence({ counterexample, ...property }: PropertyResult): PropertyResult {
  if (counterexample === undefined) return property;
  return { ...property, counterexample: { ...counterexample, evidence: writable(counterexample.evidence) } };
}

/** What a sealed file says; its places start from this folder. */
export function shardIn(contents: object, folder: string): ShardFile {
  const shard = contents as ShardFile;
  const found = shard.found.map((each) =>
    "result" in each ? { ...each, result: sitesFrom(each.result, folder) } : each,
  );
  return { ...shard, found };
}
