/**
 * What a reporter is: a function from a finished run to what is to be printed and written. It writes nothing itself, so that all reports are written in one
 * way, whole or not at all. The text on the terminal is no reporter of this kind, because it is told while the run goes on.
 */
import type { CheckRun } from "./run.ts";

/** Where a run took place. */
export interface Setting {
  /** The folder that the command was started in; an absolute path. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether nothing else is printed on stdout. */
  readonly isAlone: boolean;
}

export interface Report {
  /** Printed on stdout when the run is over. */
  readonly print?: string;
  /** Printed as well, and in a workflow not kept from being commands to its runner: escape what comes from a model. */
  readonly commands?: string;
  /** Files by their name in the folder of `--out`. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is added to files that others add to as well, by path. */
  readonly append?: Readonly<Record<string, string>>;
}

/**
 * `--reporter ./file.ts` takes what the file exports by default, or the one function that it exports. `synod check` and `synod merge` give it a `CheckRun`,
 * `synod simulate` a `SimulationRun`.
 */
export type Reporter<Run = CheckRun> = (run: Run, setting: Setting) => Report | Promise<Report>;
