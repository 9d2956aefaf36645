/**
 * The trace file, format version 1: everything needed to run a counterexample again on another machine, as JSON that a person can read. The events are
 * resolved (kind, node, sender, message), so that the file means the same to reducers that have changed since.
 */
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { threadId } from "node:worker_threads";
import type { Event } from "../define/event.ts";
import type { ParameterValue } from "../define/parameters.ts";
import type { Evidence } from "../define/property.ts";
import { reasonOf, SynodError } from "../errors.ts";
import type { TraceStep } from "./replay.ts";

export const FORMAT_VERSION = 1;

export interface Trace {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly tool: string;
  /** The model with its configuration, such as `basic-paxos/duel`. */
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly property: string;
  readonly verdict: "violated";
  readonly evidence: Evidence;
  /** Which run of which seed it was, if it was found by chance. */
  readonly random?: { readonly seed: number; readonly run: number; readonly strategy: string };
  /** Which of the model's initial states the trace starts from. */
  readonly initial: number;
  readonly steps: readonly TraceStep[];
}

/** Larger than any trace a search can produce; a file beyond it is not one. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Writes a trace, whole or not at all. Throws SYN030 if the place cannot be written to. */
export function writeTrace(path: string, trace: Trace): void {
  writeWhole(path, `${textOf(path, trace)}\n`);
}

function textOf(path: string, trace: Trace): string {
  try {
    return JSON.stringify(trace, replacer, 2);
  } catch (failure) {
    throw new SynodError("cannotWrite", `cannot write ${path}: ${reasonOf(failure)}`);
  }
}

/** Writes a file so that a reader never sees half of it, and nothing is left behind when it fails. */
export function writeWhole(path: string, text: string): void {
  // Threads of one process may write the same file.
  const unfinished = `${path}.${process.pid}.${threadId}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (failure) {
    discard(unfinished);
    throw new SynodError("cannotWrite", `cannot write ${path}: ${reasonOf(failure)}`, {
      hint: "Choose another folder with --out.",
    });
  }
}

/** Adds to the end of a file that others add to as well; where that fails the file stays as it was. Throws SYN030. */
export function appendWhole(path: string, text: string): void {
  const before = statSync(path, { throwIfNoEntry: false })?.size;
  try {
    appendFileSync(path, text);
  } catch (failure) {
    if (before === undefined) discard(path);
    else truncated(path, before);
    throw new SynodError("cannotWrite", `cannot write ${path}: ${reasonOf(failure)}`);
  }
}

function truncated(path: string, size: number): void {
  try {
    truncateSync(path, size);
  } catch {
    // Nothing was added: it cannot be written to.
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It was never made: the folder is not one.
  }
}

/** Reads a trace. Throws SYN024 if the file cannot be read, SYN020 if it is no trace, SYN021 if it is of another version. */
export function readTrace(path: string): Trace {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (failure) {
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
  if (text.length > MAX_BYTES) throw new SynodError("traceFormat", `${path} is too large to be a trace`);
  return parsed(path, text);
}

function parsed(path: string, text: string): Trace {
  let json: unknown;
  try {
    json = JSON.parse(text, reviver);
  } catch (failure) {
    throw new SynodError("traceFormat", `${path} is not JSON (${reasonOf(failure)})`, {
      hint: "The file may have been cut off; write it again with synod check.",
    });
  }
  const version = isRecord(json) ? json.formatVersion : undefined;
  if (typeof version === "number" && version !== FORMAT_VERSION) {
    throw new SynodError(
      "traceVersion",
      `${path} is a trace of format version ${version}, and this is Synod for version ${FORMAT_VERSION}`,
      {
        hint: "Replay it with the version of Synod that wrote it, or write it again with synod check.",
      },
    );
  }
  const fault = faultOf(json);
  if (fault !== undefined) throw new SynodError("traceFormat", `${path} is not a trace: ${fault}`);
  return json as Trace;
}

/** What keeps a piece of JSON from being a trace; nothing if it is one. */
function faultOf(json: unknown): string | undefined {
  if (!isRecord(json)) return "it is not an object";
  if (json.formatVersion !== FORMAT_VERSION) return "formatVersion is missing";
  for (const name of ["model", "property"]) if (typeof json[name] !== "string") return `${name} is missing`;
  if (!isRecord(json.parameters)) return "parameters are missing";
  if (!Number.isInteger(json.initial)) return "initial is not a number";
  const steps = json.steps;
  if (!Array.isArray(steps)) return "steps are missing";
  const bad = steps.findIndex((step) => !isStep(step));
  return bad < 0 ? undefined : `step ${bad + 1} is not an event`;
}

function isStep(step: unknown): boolean {
  return isRecord(step) && Number.isInteger(step.choice) && isEvent(step.event);
}

/** The fields that each kind of event must have, with their types. */
const FIELDS: { readonly [Kind in Event["kind"]]: Readonly<Record<string, "string" | "object">> } = {
  deliver: { node: "string", from: "string", message: "object" },
  lose: { node: "string", from: "string", message: "object" },
  duplicate: { node: "string", from: "string", message: "object" },
  timeout: { node: "string", timer: "string" },
  act: { node: "string", action: "string" },
  restart: { node: "string" },
  destroy: { node: "string" },
  action: { action: "string", args: "object" },
};

function isEvent(event: unknown): event is Event {
  if (!isRecord(event) || typeof event.kind !== "string" || !Object.hasOwn(FIELDS, event.kind)) return false;
  const fields = Object.entries(FIELDS[event.kind as Event["kind"]]);
  if (!fields.every(([name, type]) => typeof event[name] === type && event[name] !== null)) return false;
  return event.message === undefined || (isRecord(event.message) && typeof event.message.type === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON has no bigint, Map or Set; they are written as an object with one key that says so, as ITF does. */
export function replacer(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return { "#bigint": String(value) };
  if (value instanceof Map) return { "#map": [...value] };
  if (value instanceof Set) return { "#set": [...value] };
  // A record of the user's that would be taken for one of these.
  if (isRecord(value) && Object.keys(value).some((key) => key.startsWith("#")))
    return { "#record": Object.entries(value) };
  return value;
}

export function reviver(_key: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (typeof value["#bigint"] === "string") return BigInt(value["#bigint"]);
  if (Array.isArray(value["#map"])) return new Map(value["#map"]);
  if (Array.isArray(value["#set"])) return new Set(value["#set"]);
  if (Array.isArray(value["#record"])) return Object.fromEntries(value["#record"]);
  return value;
}
