/**
 * `synod shrink`: looks for a shorter run with the same end as a saved trace. The shorter trace goes where all results go; the one that was given stays as it
 * is, since it may be somebody's only copy.
 */
import { basename, join, resolve } from "node:path";
import { sameEvent } from "../define/event.ts";
import type { Checkable } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { jsonText, shrinkJson, writable } from "../report/json.ts";
import { shrunkText } from "../report/shrunk.ts";
import { printable } from "../report/style.ts";
import { type Shrunk, shrink } from "../shrink/shrink.ts";
import { readTrace, type Trace, writeTrace } from "../trace/trace-file.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { modelOf } from "./replay.ts";
import { requireTextOrJson } from "./reporters.ts";
import { facesOf, type Terminal } from "./terminal.ts";
import { replayLine } from "./traces.ts";
import { TOOL } from "./version.ts";

/** Whoever types the command can wait a little longer than a program that shrinks many. */
const MAX_STATES = 100_000;

export async function shrinkCommand(terminal: Terminal, options: Options): Promise<number> {
  requireTextOrJson("shrink", options);
  const [path, file, ...rest] = options.words;
  if (path === undefined || rest.length > 0) {
    throw new SynodError(
      "unknownOption",
      "shrink takes one trace, and the file of its model if the project does not name it",
      { hint: "As in: synod shrink reports/traces/primary-backup.agreement.json" },
    );
  }
  const trace = readTrace(resolve(terminal.folder, path));
  const { model } = await modelOf(terminal.folder, trace, options, file);
  const shrunk = await shrink(model, trace, {
    ...(options.time !== undefined && { time: options.time }),
    maxStates: options.maxStates ?? MAX_STATES,
    signal: terminal.signal,
    ...(options.verbose && { narrate: (sentence) => terminal.stderr.write(`${printable(sentence)}\n`) }),
  });
  const written =
    shrunk && isOther(shrunk, trace) ? write(terminal.folder, options.out, path, trace, model, shrunk) : undefined;
  const exitCode = exitCodeOf(shrunk);
  report(terminal, options, { trace, model, shrunk, written, file, exitCode });
  return exitCode;
}

function exitCodeOf(shrunk: Shrunk | undefined): number {
  if (shrunk === undefined) return EXIT.held;
  return shrunk.stoppedBy === "interrupted" ? EXIT.interrupted : EXIT.violated;
}

/** Whether anything has become of the trace. */
function isOther({ steps, initial }: Shrunk, trace: Trace): boolean {
  return (
    steps.length !== trace.steps.length ||
    initial !== trace.initial ||
    steps.some(({ event, choice }, at) => {
      const before = trace.steps[at];
      return before === undefined || choice !== before.choice || !sameEvent(event, before.event);
    })
  );
}

/** Writes the shorter trace and returns its path, as it is to be shown. */
function write(folder: string, out: string, path: string, trace: Trace, model: Checkable, shrunk: Shrunk): string {
  const name = basename(path).replace(/(\.shrunk)?(\.json)?$/, ".shrunk.json");
  const target = join(out, "traces", name);
  const { evidence, initial, steps } = shrunk;
  writeTrace(resolve(folder, target), {
    ...trace,
    tool: TOOL,
    parameters: model.parameters,
    verdict: "violated",
    evidence: writable(evidence),
    initial,
    steps: steps.map(({ event, choice }) => ({ event, choice })),
  });
  return target;
}

interface Outcome {
  readonly trace: Trace;
  readonly model: Checkable;
  readonly shrunk: Shrunk | undefined;
  readonly written: string | undefined;
  readonly file: string | undefined;
  readonly exitCode: number;
}

function report(terminal: Terminal, options: Options, outcome: Outcome): void {
  const text = options.reporters.includes("text") ? storyText(terminal, options, outcome) : dataText(outcome);
  terminal.stdout.write(`${text}\n`);
}

function storyText(terminal: Terminal, { noColor }: Options, { trace, model, shrunk, written, file }: Outcome): string {
  const { out: style, width } = facesOf(terminal, noColor);
  if (shrunk === undefined)
    return style.green(`✓ ${printable(trace.property)}  ${printable(trace.model)}  this trace no longer fails`);
  const replay = written === undefined ? undefined : replayLine(terminal.replay, written, file);
  return shrunkText({ model: trace.model, parameters: model.parameters, shrunk, replay }, style, width);
}

function dataText({ trace, model, shrunk, written, exitCode }: Outcome): string {
  const { model: name, property } = trace;
  const { parameters } = model;
  const found = { evidence: shrunk?.evidence, steps: shrunk?.steps ?? [] };
  return jsonText(
    shrinkJson({
      tool: TOOL,
      command: "shrink",
      exitCode,
      model: name,
      parameters,
      property,
      ...found,
      shrunk,
      trace: written,
    }),
  );
}
