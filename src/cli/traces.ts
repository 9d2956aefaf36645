/** The traces of what failed: where they are kept, and what to type to run one again. */
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { writable } from "../report/json.ts";
import { FORMAT_VERSION, type Trace, writeTrace } from "../trace/trace-file.ts";
import { TOOL } from "./version.ts";

/** Writes a counterexample and returns its path, as it is to be shown. One of a random run does not take the place of a shortest one. Throws SYN030. */
export function saveTrace(
  folder: string,
  out: string,
  result: Pick<CheckResult, "name" | "parameters">,
  counterexample: Counterexample,
  random?: Trace["random"],
): string {
  const { property, evidence, initial, steps } = counterexample;
  const ending = random === undefined ? "json" : "random.json";
  const path = join(out, "traces", `${fileName(result.name)}.${fileName(property)}.${ending}`);
  writeTrace(resolve(folder, path), {
    formatVersion: FORMAT_VERSION,
    tool: TOOL,
    model: result.name,
    parameters: result.parameters,
    property,
    verdict: "violated",
    evidence: writable(evidence),
    ...(random && { random }),
    initial,
    steps: steps.map(({ event, choice }) => ({ event, choice })),
  });
  return path;
}

/** A name as part of a file's name, whatever is in it; where much of it is lost, a digest keeps it apart from others. */
function fileName(name: string): string {
  const plain = name.replaceAll("/", ".").replaceAll(" ", "-");
  const safe = plain.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80);
  return safe === plain ? safe : `${safe}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}

/** A line for a shell: paths with anything unusual in them are quoted. */
export function replayLine(command: string, trace: string, file: string | undefined): string {
  return [command, quoted(trace), ...(file === undefined ? [] : [quoted(file)])].join(" ");
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
