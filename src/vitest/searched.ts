/** A search on behalf of a test, and what it found as the terminal would show it. */
import { relative, resolve, sep } from "node:path";
import type { Checkable } from "../define/model.ts";
import { reasonOf } from "../errors.ts";
import { check } from "../explore/check.ts";
import type { Limits } from "../explore/limits.ts";
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { withSaved } from "../explore/with-saved.ts";
import { seconds } from "../report/numbers.ts";
import { PLAIN } from "../report/style.ts";
import { resultText } from "../report/text.ts";
import { replayLine, traceFileName, traceOf } from "../report/trace-of.ts";
import { KEPT, retriedOn, savedIn } from "../trace/saved.ts";
import { writeTrace } from "../trace/trace-file.ts";
import { digestOf } from "../trace/trace-name.ts";
import { attach, type RunningTest, secondsFor } from "./test-time.ts";

/** Ends a search early; a search that is ended so is no success. Without a time, the time that the test has left. */
export type SearchLimits = Partial<Limits>;

/** Where traces are kept, from the folder in which Vitest runs. */
const FOLDER = "reports/traces";
const WIDTH = 100;

export async function searched(model: Checkable, limits: SearchLimits, test: RunningTest = {}): Promise<CheckResult> {
  const time = Math.min(limits.time ?? Number.POSITIVE_INFINITY, secondsFor(test, Date.now()));
  const { signal } = test.context ?? {};
  // What failed once is tried first; a folder that cannot be read is `synod check`'s to complain about.
  const retried = retriedOn(
    model,
    savedIn(process.cwd(), KEPT, () => {}),
  );
  return withSaved(await check(model, { ...limits, time, ...(signal && { signal }) }), retried);
}

export interface Found {
  /** What it comes to. */
  readonly sentence: string;
  readonly result: CheckResult;
  /** The model with all its properties. */
  readonly model: Checkable;
  readonly limits: SearchLimits;
}

/** A sentence, and the result below it as the terminal shows it. What was violated is saved and attached to the test. */
export async function told({ sentence, result, model, limits }: Found, test: RunningTest = {}): Promise<() => string> {
  const replays = new Map<string, string>();
  const notes: string[] = [];
  for (const { name, counterexample } of result.properties) {
    if (counterexample === undefined) continue;
    try {
      const path = saved(result, counterexample);
      await attach(test, `${result.name}: the trace of ${name}`, resolve(path));
      if (model.properties.some((each) => each.name === name)) replays.set(name, replayOf(path, model));
      else notes.push(`The trace: ${path}`);
    } catch (failure) {
      notes.push(`The trace is not saved: ${reasonOf(failure)}.`);
    }
  }
  const text = resultText(result, {
    style: PLAIN,
    width: WIDTH,
    verbose: false,
    replayOf: (name) => replays.get(name),
  });
  const parts = [sentence, ...(limits.time === undefined ? timeNote(result, test) : []), ...notes];
  return () => `${parts.join("\n")}\n\n${text}\n`;
}

/** Tests check one model with many parameters, so these are part of the name. */
function saved(result: CheckResult, counterexample: Counterexample): string {
  const settings = digestOf(JSON.stringify(result.parameters));
  const path = `${FOLDER}/${traceFileName(result.name, counterexample.property, settings)}`;
  writeTrace(resolve(path), traceOf(result, counterexample));
  return path;
}

/** The file of the model is named too, where it is known: the project need not list its models. */
function replayOf(path: string, { definedAt }: Checkable): string {
  const file = definedAt?.()[0]?.file;
  const place = file === undefined ? "" : relative(process.cwd(), file);
  const isNear = place !== "" && !place.startsWith("..") && !place.split(sep).includes("node_modules");
  return replayLine(COMMAND, path, isNear ? place : undefined);
}

const COMMAND = import.meta.url.endsWith(".ts") ? "npm run replay --" : "npx synod replay";

/** Nobody asked for this limit. */
function timeNote({ inconclusive, seconds: elapsed }: CheckResult, { timeout = 0 }: RunningTest): string[] {
  if (inconclusive?.kind !== "limit" || inconclusive.limit !== "time") return [];
  return [
    `The search was ended after ${seconds(elapsed)}, because the test may take ${seconds(timeout / 1000)}: give it more time, or the model smaller bounds.`,
  ];
}
