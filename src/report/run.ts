/** A run of `synod check`: the one object that every reporter is given. */
import { SynodError } from "../errors.ts";
import type { CheckResult } from "../explore/result.ts";
import type { Retried } from "../trace/saved.ts";

export interface ErrorData {
  /** Such as `SYN010`; `SYN999` for what is nobody's known mistake. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** What became of one configuration: a result or an error. */
export type Outcome = Checked | Broken;

export interface Checked {
  /** The model with its configuration, such as `basic-paxos/duel`. */
  readonly name: string;
  readonly result: CheckResult;
  /** The files that counterexamples were saved in, by property. */
  readonly traces: ReadonlyMap<string, string>;
  /** What to type to run a saved counterexample again, by property. */
  readonly replays: ReadonlyMap<string, string>;
  /** Saved failures that do not fail any more, or cannot be run to their end. */
  readonly gone: readonly Retried[];
}

export interface Broken {
  readonly name: string;
  readonly error: ErrorData;
}

export interface CheckRun {
  /** The name and version of the tool. */
  readonly tool: string;
  /** 0 held, 1 violated, 2 error, 3 inconclusive or vacuous, 130 interrupted. */
  readonly exitCode: number;
  readonly seconds: number;
  readonly outcomes: readonly Outcome[];
  /** Configurations that were not looked at, because of an interruption. */
  readonly left: readonly string[];
  /** The error that ended the run, if one did. */
  readonly error: ErrorData | undefined;
}

export function isChecked(outcome: Outcome): outcome is Checked {
  return "result" in outcome;
}

const VERDICTS: Readonly<Record<number, string>> = { 0: "held", 1: "violated", 2: "error" };

/** The verdict on the whole: held if everything ended as it should, the expected violations among it. */
export function verdictOn(exitCode: number): string {
  return VERDICTS[exitCode] ?? "inconclusive";
}

export function errorData(thrown: unknown): ErrorData {
  if (thrown instanceof SynodError) {
    return { code: thrown.code, message: thrown.message, ...(thrown.hint !== undefined && { hint: thrown.hint }) };
  }
  return { code: "SYN999", message: thrown instanceof Error ? thrown.message : String(thrown) };
}
