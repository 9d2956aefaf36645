/** The traces of what failed: where they are kept, and what to type to run one again. */
import { join, resolve } from "node:path";
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { writable } from "../report/json.ts";
import { FORMAT_VERSION, type Trace, writeTrace } from "../trace/trace-file.ts";
import { fileName } from "../trace/trace-name.ts";
import { TOOL } from "./version.ts";

/** Where failures are kept for good, in the folder of the project: it belongs to the project as its tests do. */
export const KEPT = "traces";

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

/** Writes a trace and returns its path, as it is to be shown. One of a random run does not take the place of a shortest one. Throws SYN030. */
export function saveTrace(folder: string, out: string, trace: Trace): string {
  const ending = trace.random === undefined ? "json" : "random.json";
  const path = join(out, "traces", `${fileName(trace.model)}.${fileName(trace.property)}.${ending}`);
  writeTrace(resolve(folder, path), trace);
  return path;
}

/** A line for a shell: paths with anything unusual in them are quoted. */
export function replayLine(command: string, trace: string, file: string | undefined): string {
  return [command, quoted(trace), ...(file === undefined ? [] : [quoted(file)])].join(" ");
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
