/**
 * Saved failures: traces of earlier runs, tried again before anything else is. One that fails again is a failure whatever a search that has limits may find;
 * one that does not is fixed.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Checkable } from "../define/model.ts";
import type { Evidence } from "../define/property.ts";
import { canonicalText } from "../define/value.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { evidenceAtEnd, type ReplayedStep, replay } from "./replay.ts";
import { readTrace, type Trace } from "./trace-file.ts";

/** Where failures are kept for good, in the folder of the project: it belongs to the project as its tests do. */
export const KEPT = "traces";

export interface SavedFailure {
  /** Its file, as it is to be shown. */
  readonly path: string;
  readonly trace: Trace;
}

/** What became of a saved failure. */
export type Retried = { readonly path: string; readonly property: string } & (
  | {
      readonly outcome: "fails";
      readonly evidence: Evidence;
      readonly initial: number;
      readonly steps: readonly ReplayedStep[];
    }
  | { readonly outcome: "fixed" }
  /** It cannot be run to its end any more, so nobody knows. */
  | { readonly outcome: "lost"; readonly reason: string }
);

/** More would take longer to try than the search. */
const MOST = 1000;

/** The traces in a folder, which need not be there. What is no trace is told to `complain`, and the others are still read. */
export function savedIn(root: string, folder: string, complain: (failure: unknown) => void): SavedFailure[] {
  const names = namesIn(join(root, folder));
  if (names.length > MOST) {
    complain(new SynodError("tooLarge", `${folder} holds more than ${MOST} traces, of which the first are tried`));
  }
  return names.slice(0, MOST).flatMap((name): SavedFailure[] => {
    const path = join(folder, name);
    try {
      return [{ path, trace: readTrace(join(root, path)) }];
    } catch (failure) {
      complain(failure);
      return [];
    }
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

/** Tries those again that are about this model with these parameters. */
export function retriedOn<State>(model: Checkable<State>, saved: readonly SavedFailure[]): Retried[] {
  return saved.filter(({ trace }) => isAbout(trace, model)).map((each) => retry(model, each));
}

/** The same model, and no parameter that has another value; parameters come and go. */
function isAbout({ model: name, parameters }: Trace, model: Checkable): boolean {
  return (
    baseOf(name) === baseOf(model.name) &&
    Object.entries(model.parameters).every(
      ([key, value]) => !Object.hasOwn(parameters, key) || canonicalText(parameters[key]) === canonicalText(value),
    )
  );
}

function baseOf(name: string): string {
  return name.split("/")[0] ?? name;
}

function retry<State>({ system, properties }: Checkable<State>, { path, trace }: SavedFailure): Retried {
  const known = { path, property: trace.property };
  const property = properties.find(({ name }) => name === trace.property);
  if (property === undefined) return { ...known, outcome: "lost", reason: `there is no property ${trace.property}` };
  try {
    const fresh = system.fresh();
    const run = replay(fresh, trace.initial, trace.steps);
    const evidence = evidenceAtEnd(fresh, property, run);
    if (evidence === undefined) return { ...known, outcome: "fixed" };
    return { ...known, outcome: "fails", evidence, initial: trace.initial, steps: run.steps };
  } catch (failure) {
    if (failure instanceof SynodError && (failure.kind === "stepNotEnabled" || failure.kind === "undecided"))
      return { ...known, outcome: "lost", reason: reasonOf(failure) };
    throw failure;
  }
}
