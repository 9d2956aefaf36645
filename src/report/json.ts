/** Results as one JSON document, for programs. Traces are in files of their own. */
import type { ParameterValue } from "../define/parameters.ts";
import type { Evidence } from "../define/property.ts";
import { reasonOf } from "../errors.ts";
import type { PropertyResult, WitnessResult } from "../explore/result.ts";
import type { Shrunk } from "../shrink/shrink.ts";
import type { ReplayedStep } from "../trace/replay.ts";
import type { Reporter } from "./reporter.ts";
import { type CheckRun, type ErrorData, isChecked, type Outcome, verdictOn } from "./run.ts";

export const REPORT_VERSION = 1;

/** Alone it is printed, beside other reports it is a file. */
export const jsonReporter: Reporter = (run, { isAlone }) => {
  const text = `${jsonText(checkJson(run))}\n`;
  return isAlone ? { print: text } : { files: { "check.json": text } };
};

function checkJson({ tool, exitCode, seconds, outcomes, left, error }: CheckRun): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    command: "check",
    verdict: verdictOn(exitCode),
    exitCode,
    seconds,
    ...(error && { error }),
    models: outcomes.map(modelData),
    notChecked: left,
  };
}

/** The document of a run that ended before it could check anything. */
export function errorJson(tool: string, exitCode: number, error: ErrorData): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    verdict: verdictOn(exitCode),
    exitCode,
    error,
    models: [],
  };
}

/** Everything about a configuration, in an order that reads well: what it is, what came out, how much was looked at. */
function modelData(outcome: Outcome): object {
  if (!isChecked(outcome)) return { name: outcome.name, verdict: "error", asExpected: false, error: outcome.error };
  const { name, parameters, verdict, expected, asExpected, inconclusive, ...result } = outcome.result;
  const { distinct, generated, depth, terminal, frontier, witnesses, bounds, notIdle, engine, seconds, rate, memory } =
    result;
  return {
    name,
    parameters,
    verdict,
    ...(expected !== undefined && { expected }),
    asExpected,
    ...(inconclusive && { inconclusive }),
    ...{ distinct, generated, depth, terminal, frontier },
    properties: result.properties.map((property) => propertyData(property, outcome.traces.get(property.name))),
    witnesses: witnesses.map(witnessData),
    ...(result.stages.length > 0 && { stages: result.stages }),
    bounds,
    notIdle,
    ...(outcome.gone.length > 0 && { savedFailures: outcome.gone }),
    engine,
    timings: { seconds, statesPerSecond: Math.round(rate) },
    memory,
  };
}

function propertyData(
  { counterexample, definedAt: _, ...property }: PropertyResult,
  trace: string | undefined,
): object {
  if (counterexample === undefined) return property;
  const { steps, evidence, saved } = counterexample;
  return {
    ...property,
    ...(saved !== undefined && { saved }),
    steps: steps.length,
    evidence: writable(evidence),
    ...(trace !== undefined && { trace }),
  };
}

function witnessData({ definedAt: _, ...witness }: WitnessResult): object {
  return witness;
}

export interface ReplayRun {
  readonly tool: string;
  readonly command: "replay" | "shrink";
  readonly exitCode: number;
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly property: string;
  readonly evidence: Evidence | undefined;
  readonly steps: readonly ReplayedStep[];
}

export function replayJson({ evidence, steps, tool, command, exitCode, ...run }: ReplayRun): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    command,
    verdict: evidence === undefined ? "held" : "violated",
    exitCode,
    ...run,
    ...(evidence && { evidence: writable(evidence) }),
    steps: steps.map(({ event, changes }) => ({ event, changes })),
  };
}

export interface ShrinkRun extends ReplayRun {
  /** Nothing if the trace no longer fails. */
  readonly shrunk: Shrunk | undefined;
  /** The file of the shorter trace, if one was written. */
  readonly trace: string | undefined;
}

export function shrinkJson({ shrunk, trace, ...run }: ShrinkRun): object {
  if (shrunk === undefined) return replayJson(run);
  const { before, isShortest, stoppedBy, tries, seconds } = shrunk;
  return { ...replayJson(run), before, isShortest, stoppedBy, trace, tries, timings: { seconds } };
}

/** Evidence is made by properties, which may put anything into its details. What no file can hold is left out, with the reason. */
export function writable({ message, details }: Evidence): Evidence {
  try {
    return { message, details: JSON.parse(jsonText(details)) };
  } catch (failure) {
    return { message, details: { omitted: `cannot be written as JSON: ${reasonOf(failure)}` } };
  }
}

/** JSON has no bigint, Map or Set; they are written as in traces and in ITF, as an object with one key that says what it is. */
export function jsonText(value: object): string {
  return JSON.stringify(
    value,
    (_key, item: unknown) => {
      if (typeof item === "bigint") return { "#bigint": String(item) };
      if (item instanceof Map) return { "#map": [...item] };
      if (item instanceof Set) return { "#set": [...item] };
      return item;
    },
    2,
  );
}
