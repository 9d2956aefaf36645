/**
 * Keeps a failure for good: one file for each model, property and run, where runs that differ only in the order of independent events are one. What is there
 * already stays as it is.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Checkable } from "../define/model.ts";
import { canonicalText } from "../define/value.ts";
import { type Trace, writeTrace } from "../trace/trace-file.ts";
import { digestOf, fileName } from "../trace/trace-name.ts";
import { inCausalOrder } from "./causal-order.ts";
import { Scheduler } from "./schedule.ts";

export interface Kept {
  /** The name of the file in the folder. */
  readonly name: string;
  readonly isNew: boolean;
}

/** Writes the trace of a failing run of the model into the folder, unless it is there. Throws SYN030 if it cannot. */
export function keepFailure(folder: string, model: Checkable, trace: Trace): Kept {
  const steps = canonicalSteps(model, trace);
  const { initial, parameters, property } = trace;
  const digest = digestOf(canonicalText([parameters, initial, steps.map(({ event, choice }) => [event, choice])]));
  const name = `${fileName(trace.model)}.${fileName(property)}.${digest}.json`;
  const path = join(folder, name);
  if (existsSync(path)) return { name, isNew: false };
  writeTrace(path, { ...trace, steps });
  return { name, isNew: true };
}

/** The steps in causal order, in which the run has to end in the same way. */
function canonicalSteps({ system, properties }: Checkable, { property: name, initial, steps }: Trace): Trace["steps"] {
  const property = properties.find((each) => each.name === name);
  if (property === undefined || property.kind === "possible") return steps;
  const scheduler = new Scheduler(system, property, initial);
  const run = scheduler.run(scheduler.scheduleOf(steps));
  if (run === undefined) return steps;
  return inCausalOrder(scheduler, run).map((wanted) => scheduler.stepper.stepOf(wanted));
}
