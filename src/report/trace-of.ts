/** The trace of a counterexample, and the name of the file it is kept in. */
import { createHash } from "node:crypto";
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { FORMAT_VERSION, type Trace } from "../trace/trace-file.ts";
import { writable } from "./json.ts";
import { TOOL } from "./version.ts";

export function traceOf(result: CheckResult, counterexample: Counterexample): Trace {
  const { property, evidence, initial, steps } = counterexample;
  return {
    formatVersion: FORMAT_VERSION,
    tool: TOOL,
    model: result.name,
    parameters: result.parameters,
    property,
    verdict: "violated",
    evidence: writable(evidence),
    initial,
    steps: steps.map(({ event, choice }) => ({ event, choice })),
  };
}

/** `basic-paxos.duel.agreement.json`; what else tells it apart comes before the ending. */
export function traceFileName(...names: readonly string[]): string {
  return `${names.map(namePart).join(".")}.json`;
}

/** A name as part of a file's name, whatever is in it; where much of it is lost, a digest keeps it apart from others. */
function namePart(name: string): string {
  const plain = name.replaceAll("/", ".").replaceAll(" ", "-");
  const safe = plain.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80);
  return safe === plain ? safe : `${safe}-${digestOf(name)}`;
}

/** Eight characters that differ where texts do. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** What to type to run a trace again; paths with anything unusual in them are quoted for a shell. */
export function replayLine(command: string, trace: string, file: string | undefined): string {
  return [command, quoted(trace), ...(file === undefined ? [] : [quoted(file)])].join(" ");
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
