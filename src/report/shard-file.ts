/**
 * What one shard of a check found out, as a file that `synod merge` reads: all of its results, counterexamples with their steps too, so that every report can
 * be made of them on another machine and without the models. Format version 1; it is read by the version of Synod that wrote it and by no other.
 */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { Site } from "../define/site.ts";
import { reasonOf, SynodError } from "../errors.ts";
import type { CheckResult, PropertyResult } from "../explore/result.ts";
import type { Retried } from "../trace/saved.ts";
import { replacer, reviver } from "../trace/trace-file.ts";
import { writable } from "./json.ts";
import { type CheckRun, type ErrorData, isChecked, type Outcome } from "./run.ts";

const SHARD_VERSION = 1;

/** Far more than the counterexamples of any check. */
const MAX_BYTES = 256 * 1024 * 1024;

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

export interface ShardFile extends Whole {
  readonly shardVersion: typeof SHARD_VERSION;
  readonly tool: string;
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
  const file = { shardVersion: SHARD_VERSION, tool, ...shard, found, seconds, interrupted: exitCode === 130 };
  const contents = JSON.parse(JSON.stringify(file, replacer));
  return `${JSON.stringify({ ...contents, digest: sha256(contents) }, null, 2)}\n`;
}

function foundIn(outcome: Outcome, folder: string): Found {
  if (!isChecked(outcome)) return { error: outcome.error };
  const properties = outcome.result.properties.map(withWritableEvidence);
  const result = withSites({ ...outcome.result, properties }, (file) => relative(folder, file));
  return { result, gone: outcome.gone };
}

function withWritableEvidence({ counterexample, ...property }: PropertyResult): PropertyResult {
  if (counterexample === undefined) return property;
  return { ...property, counterexample: { ...counterexample, evidence: writable(counterexample.evidence) } };
}

/** Where it was defined, told in another way. */
function withSites(result: CheckResult, place: (file: string) => string): CheckResult {
  const moved = <T extends { readonly definedAt: readonly Site[] }>(each: T): T => ({
    ...each,
    definedAt: each.definedAt.map((site) => ({ ...site, file: place(site.file) })),
  });
  return { ...moved(result), properties: result.properties.map(moved), witnesses: result.witnesses.map(moved) };
}

/** Throws SYN024 if it cannot be read, SYN026 if it is no shard's file of this version, or damaged. */
export function readShardFile(path: string, folder: string, tool: string): ShardFile {
  const text = textOf(path);
  const { digest, ...contents } = recordIn(path, text);
  if (contents.shardVersion === undefined) throw notOne(path, "it says nothing about a shard");
  if (contents.tool !== tool || contents.shardVersion !== SHARD_VERSION) {
    throw new SynodError("badShards", `${path} was written by ${String(contents.tool)}, and this is ${tool}`, {
      hint: "Merge with the version of Synod that checked.",
    });
  }
  if (digest !== sha256(contents)) throw notOne(path, "it was changed after it was written");
  const shard = JSON.parse(text, reviver) as ShardFile;
  const here = (place: string) => (isAbsolute(place) ? place : resolve(folder, place));
  const found = shard.found.map((each) =>
    "result" in each ? { ...each, result: withSites(each.result, here) } : each,
  );
  return { ...shard, found };
}

function notOne(path: string, fault: string): SynodError {
  return new SynodError("badShards", `${path} is not the result of a shard: ${fault}`, {
    hint: "Those are written by synod check --shard i/n.",
  });
}

function textOf(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) throw notOne(path, "it is too large");
    return readFileSync(path, "utf8");
  } catch (failure) {
    if (failure instanceof SynodError) throw failure;
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
}

function recordIn(path: string, text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    throw notOne(path, `it is not JSON (${reasonOf(failure)})`);
  }
  if (typeof json === "object" && json !== null) return json as Record<string, unknown>;
  throw notOne(path, "it is not an object");
}

/** What has this digest is what was written, so nothing in it has to be looked at twice. */
function sha256(contents: object): string {
  return createHash("sha256").update(JSON.stringify(contents)).digest("hex");
}
