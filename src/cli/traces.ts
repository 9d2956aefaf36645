/** The traces of what failed, kept in the folder of `--out`. */
import { join, resolve } from "node:path";
import { traceFileName } from "../report/trace-of.ts";
import { type Trace, writeTrace } from "../trace/trace-file.ts";

export { replayLine, traceOf } from "../report/trace-of.ts";

/** Writes a trace and returns its path, as it is to be shown. One of a random run does not take the place of a shortest one. Throws SYN030. */
export function saveTrace(folder: string, out: string, trace: Trace): string {
  const { model, property, random } = trace;
  const path = join(out, "traces", traceFileName(model, property, ...(random === undefined ? [] : ["random"])));
  writeTrace(resolve(folder, path), trace);
  return path;
}
