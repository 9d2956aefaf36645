/** `synod check`: runs the chosen configurations one after the other and reports. */
import { join } from "node:path";
import { closest } from "fastest-levenshtein";
import type { Checkable } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { check } from "../explore/check.ts";
import type { CheckResult } from "../explore/result.ts";
import { jsonReport } from "../report/json.ts";
import { resultText, summaryText } from "../report/text.ts";
import { FORMAT_VERSION, writeTrace, writeWhole } from "../trace/trace-file.ts";
import { build, select } from "./catalogue.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { progressOn } from "./progress.ts";
import { type Faces, facesOf, type Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

export async function checkCommand(terminal: Terminal, options: Options): Promise<number> {
  const startedAt = performance.now();
  const faces = facesOf(terminal, options.noColor);
  const models = await chosenModels(terminal, options);
  const results: CheckResult[] = [];
  let failure: unknown;
  try {
    for (const model of models) {
      results.push(await runOne(terminal, options, faces, model));
      if (terminal.signal.aborted) break;
    }
  } catch (thrown) {
    failure = thrown;
  }
  const elapsed = (performance.now() - startedAt) / 1000;
  const exitCode = failure === undefined ? exitCodeOf(results, terminal.signal.aborted) : EXIT.error;
  if (options.reporters.includes("json"))
    writeJson(terminal, options, `${JSON.stringify(jsonReport(results, TOOL, exitCode, elapsed), null, 2)}\n`);
  if (failure !== undefined) throw failure;
  if (options.reporters.includes("text")) terminal.stdout.write(`\n${summaryText(results, elapsed, faces.out)}\n`);
  return exitCode;
}

async function chosenModels({ folder }: Terminal, { words, full, set, properties }: Options): Promise<Checkable[]> {
  const chosen = await select(folder, words, full);
  // With parameters of one's own, a model's name stands for the model and not for all its configurations.
  const entries =
    Object.keys(set).length === 0
      ? chosen
      : chosen.filter(({ configuration, model }) => configuration === "" || !words.includes(model.modelName));
  const models = entries.map((entry) => build(entry, set));
  return properties.length === 0 ? models : withProperties(models, properties);
}

/** Only the named properties, on the models that have them. Witnesses stay: they guard against a run that shows nothing. */
function withProperties(models: readonly Checkable[], wanted: readonly string[]): Checkable[] {
  const known = [...new Set(models.flatMap(({ properties }) => properties.map(({ name }) => name)))];
  for (const name of wanted) {
    if (known.includes(name)) continue;
    const hint = known.length === 0 ? "The chosen models have no properties." : `Did you mean ${closest(name, known)}?`;
    throw new SynodError("unknownProperty", `there is no property ${name} in the chosen models`, { hint });
  }
  return models
    .filter(({ properties }) => properties.some(({ name }) => wanted.includes(name)))
    .map((model) => ({
      ...model,
      properties: model.properties.filter(({ name, kind }) => wanted.includes(name) || kind === "sometimes"),
    }));
}

async function runOne(
  terminal: Terminal,
  options: Options,
  { out, width }: Faces,
  model: Checkable,
): Promise<CheckResult> {
  const progress = progressOn(terminal, model.name, options.quiet);
  let result: CheckResult;
  try {
    result = await check(model, { ...limitsIn(options), signal: terminal.signal, onProgress: progress.update });
  } finally {
    progress.clear();
  }
  const isSilent = !options.reporters.includes("text") || (options.quiet && result.asExpected);
  const show = () => {
    if (!isSilent)
      terminal.stdout.write(
        `${resultText(result, { style: out, width, verbose: options.verbose, traceOf: (property) => traces.get(property) })}\n`,
      );
  };
  const traces = new Map<string, string>();
  try {
    for (const { name, counterexample } of result.properties)
      if (counterexample) traces.set(name, saveTrace(options.out, result, name));
  } finally {
    // What was found is shown even when it could not be saved.
    show();
  }
  return result;
}

function limitsIn({ maxStates, maxDepth, maxMemory, time }: Options) {
  return {
    ...(maxStates !== undefined && { maxStates }),
    ...(maxDepth !== undefined && { maxDepth }),
    ...(maxMemory !== undefined && { maxMemory }),
    ...(time !== undefined && { time }),
  };
}

function saveTrace(folder: string, result: CheckResult, property: string): string {
  const counterexample = result.properties.find(({ name }) => name === property)?.counterexample;
  if (counterexample === undefined) throw new SynodError("notReproduced", `${property} has no counterexample`);
  const path = join(folder, "traces", `${fileName(result.name)}.${fileName(property)}.json`);
  writeTrace(path, {
    formatVersion: FORMAT_VERSION,
    tool: TOOL,
    model: result.name,
    parameters: result.parameters,
    property,
    verdict: "violated",
    evidence: counterexample.evidence,
    initial: counterexample.initial,
    steps: counterexample.steps.map(({ event, choice }) => ({ event, choice })),
  });
  return path;
}

/** A name as part of a file's name, whatever is in it. */
function fileName(name: string): string {
  return name
    .replaceAll("/", ".")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, 100);
}

/** Alone, JSON goes to stdout; beside text it goes to a file. */
function writeJson({ stdout }: Terminal, { reporters, out }: Options, text: string): void {
  if (reporters.includes("text")) writeWhole(join(out, "check.json"), text);
  else stdout.write(text);
}

function exitCodeOf(results: readonly CheckResult[], interrupted: boolean): number {
  if (interrupted) return EXIT.interrupted;
  if (results.some((result) => !result.asExpected && result.verdict !== "inconclusive")) return EXIT.violated;
  return results.every(({ asExpected }) => asExpected) ? EXIT.held : EXIT.inconclusive;
}
