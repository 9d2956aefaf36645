/**
 * What takes part in a race. Each checker gets the same job and turns it into a command; what it takes to compile a model is not measured, because
 * Synod's models are compiled by the build as well.
 */
import type { Tool } from "../tools.ts";

export type CheckerName = "synod" | "spin" | "rumur" | "naive" | "node" | "yardstick";

/** Values for the parameters of a model, by Synod's names. The peers have the same names in capitals. */
export type Size = Readonly<Record<string, number>>;

export interface Job {
  readonly model: string;
  readonly size: Size;
  /** How many distinct states there are: a checker may prepare for so many, and has to find them all. */
  readonly distinct: number;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Counts {
  readonly distinct: number;
  /** Successors before de-duplication, and the initial state. SPIN rounds it when it is large. */
  readonly generated: number;
}

export interface Checker {
  readonly name: CheckerName;
  /** How it is compiled and run, for the report. */
  readonly about: string;
  readonly needs: readonly Tool[];
  /** `folder` is empty, and the checker's own until the race is over. Throws BenchFailure if the model does not compile. */
  prepare(job: Job, folder: string): Command;
  /** Undefined if it is no checker and has nothing to count. Throws BenchFailure unless the run was complete and found no violation. */
  countsIn(output: string): Counts | undefined;
}

/** A model's parameters as the C preprocessor takes them, which Promela goes through anyway and Murphi has nothing else for. */
export function definitions(size: Size): string[] {
  return Object.entries(size).map(([name, value]) => `-D${name.toUpperCase()}=${value}`);
}
