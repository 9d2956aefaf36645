/** The traces of what failed, kept in the folder of `--out`. */
import { join, resolve } from "node:path";
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { traceFileName, traceOf } from "../report/trace-of.ts";
import { writeTrace } from "../trace/trace-file.ts";

export { replayLine } from "../report/trace-of.ts";

/** Writes a counterexample and returns its path, as it is to be shown. Throws SYN030. */
export function saveTrace(folder: string, out: string, result: CheckResult, counterexample: Counterexample): string {
  const path = join(out, "traces", traceFileName(result.name, counterexample.property));
  writeTrace(resolve(folder, path), traceOf(result, counterexample));
  return path;
}
