/** Results as one JSON document, for programs. Traces are in files of their own. */
import type { ParameterValue } from "../define/parameters.ts";
import type { Evidence } from "../define/property.ts";
import { reasonOf, SynodError } from "../errors.ts";
import type { CheckResult, PropertyResult } from "../explore/result.ts";
import type { ReplayedStep } from "../trace/replay.ts";

const REPORT_VERSION = 1;

export interface ErrorData {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** What became of one configuration: a result, with the files its counterexamples were saved in by property, or an error. */
export type Outcome =
  | { readonly name: string; readonly result: CheckResult; readonly traces: ReadonlyMap<string, string> }
  | { readonly name: string; readonly error: ErrorData };

export interface CheckRun {
  readonly tool: string;
  readonly exitCode: number;
  readonly seconds: number;
  readonly outcomes: readonly Outcome[];
  /** Configurations that were not looked at, because of an interruption. */
  readonly left: readonly string[];
  /** The error that ended the run, if one did. */
  readonly error: ErrorData | undefined;
}

/** `verdict` is about the whole: held if everything ended as it should, the expected violations among it. */
export function checkJson({ tool, exitCode, seconds, outcomes, left, error }: CheckRun): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    verdict: VERDICTS[exitCode] ?? "inconclusive",
    exitCode,
    seconds,
    ...(error && { error }),
    models: outcomes.map(modelData),
    notChecked: left,
  };
}

const VERDICTS: Readonly<Record<number, string>> = { 0: "held", 1: "violated", 2: "error" };

/** The document of a run that ended before it could check anything. */
export function errorJson(tool: string, exitCode: number, error: ErrorData): object {
  return { reportVersion: REPORT_VERSION, tool, verdict: "error", exitCode, error, models: [] };
}

export function errorData(thrown: unknown): ErrorData {
  if (thrown instanceof SynodError) {
    return { code: thrown.code, message: thrown.message, ...(thrown.hint !== undefined && { hint: thrown.hint }) };
  }
  return { code: "SYN999", message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Everything about a configuration, in an order that reads well: what it is, what came out, how much was looked at. */
function modelData(outcome: Outcome): object {
  if ("error" in outcome) return { name: outcome.name, verdict: "error", asExpected: false, error: outcome.error };
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
    witnesses,
    ...(result.stages.length > 0 && { stages: result.stages }),
    bounds,
    notIdle,
    engine,
    timings: { seconds, statesPerSecond: Math.round(rate) },
    memory,
  };
}

function propertyData({ counterexample, ...property }: PropertyResult, trace: string | undefined): object {
  if (counterexample === undefined) return property;
  const { steps, evidence } = counterexample;
  return { ...property, steps: steps.length, evidence: writable(evidence), ...(trace !== undefined && { trace }) };
}

export interface ReplayRun {
  readonly tool: string;
  readonly exitCode: number;
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly property: string;
  readonly evidence: Evidence | undefined;
  readonly steps: readonly ReplayedStep[];
}

export function replayJson({ evidence, steps, tool, exitCode, ...run }: ReplayRun): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    verdict: evidence === undefined ? "held" : "violated",
    exitCode,
    ...run,
    ...(evidence && { evidence: writable(evidence) }),
    steps: steps.map(({ event, changes }) => ({ event, changes })),
  };
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
