/**
 * Files that `synod merge` reads, sealed by a digest: what has it is what was written, so nothing in it has to be looked at twice, and what was damaged is never
 * told as a verdict. Format version 1; it is read by the version of Synod that wrote it and by no other.
 */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { reasonOf, SynodError } from "../errors.ts";
import { replacer, reviver } from "../trace/trace-file.ts";

const SHARD_VERSION = 1;

/** Far more than the counterexamples of any check. */
const MAX_BYTES = 256 * 1024 * 1024;

export interface Sealed {
  readonly tool: string;
  /** The command that was divided. */
  readonly command: "check" | "simulate";
}

export function sealed<File extends Sealed>(file: File): string {
  const contents = JSON.parse(JSON.stringify({ shardVersion: SHARD_VERSION, ...file }, replacer));
  return `${JSON.stringify({ ...contents, digest: sha256(contents) }, null, 2)}\n`;
}

/** Throws SYN024 if it cannot be read, SYN026 if it is no shard's file of this version, or damaged. */
export function unsealed(path: string, tool: string): Sealed {
  const text = textOf(path);
  const { digest, ...contents } = recordIn(path, text);
  if (contents.shardVersion === undefined) throw notOne(path, "it says nothing about a shard");
  if (contents.tool !== tool || contents.shardVersion !== SHARD_VERSION) {
    throw new SynodError("badShards", `${path} was written by ${String(contents.tool)}, and this is ${tool}`, {
      hint: "Merge with the version of Synod that wrote it.",
    });
  }
  if (digest !== sha256(contents)) throw notOne(path, "it was changed after it was written");
  return JSON.parse(text, reviver) as Sealed;
}

function notOne(path: string, fault: string): SynodError {
  return new SynodError("badShards", `${path} is not the result of a shard: ${fault}`, {
    hint: "Those are written by synod check --shard i/n, and by synod simulate.",
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

function sha256(contents: object): string {
  return createHash("sha256").update(JSON.stringify(contents)).digest("hex");
}
