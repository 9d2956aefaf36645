/** The trace of a counterexample, and the name of the file it is kept in. */
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { FORMAT_VERSION, type Trace } from "../trace/trace-file.ts";
import { fileName } from "../trace/trace-name.ts";
import { writable } from "./json.ts";
import { TOOL } from "./version.ts";

export function traceOf(
  { name, parameters }: Pick<CheckResult, "name" | "parameters">,
  counterexample: Counterexample,
  random?: Trace["random"],
): Trace {
  const { property, evidence, initial, steps } = counterexample;
  return {
    formatVersion: FORMAT_VERSION,
    tool: TOOL,
    model: name,
    parameters,
    property,
    verdict: "violated",
    evidence: writable(evidence),
    ...(random && { random }),
    initial,
    steps: steps.map(({ event, choice }) => ({ event, choice })),
  };
}

/** `basic-paxos.duel.agreement.json`; what else tells it apart comes before the ending. */
export function traceFileName(...names: readonly string[]): string {
  return `${names.map(fileName).join(".")}.json`;
}

/** What to type to run a trace again; paths with anything unusual in them are quoted for a shell. */
export function replayLine(command: string, trace: string, file: string | undefined): string {
  return [command, quoted(trace), ...(file === undefined ? [] : [quoted(file)])].join(" ");
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
