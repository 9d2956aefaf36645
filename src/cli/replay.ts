/**
 * `synod replay`: runs a saved trace through today's reducers. The trace's own parameters are used; `--set` replaces some of them, which is how one asks
 * whether a repair helps.
 */
import { resolve } from "node:path";
import type { Evidence } from "../define/property.ts";
import { SynodError } from "../errors.ts";
import { replayText } from "../report/failure.ts";
import { jsonText, replayJson } from "../report/json.ts";
import { evidenceAtEnd, type Replay, replay } from "../trace/replay.ts";
import { readTrace, type Trace } from "../trace/trace-file.ts";
import { build, loadModels, modelsInFile, unknownModel } from "./catalogue.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { requireTextOrJson } from "./reporters.ts";
import { suggestion } from "./suggestion.ts";
import { facesOf, type Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

export async function replayCommand(terminal: Terminal, options: Options): Promise<number> {
  requireTextOrJson("replay", options);
  const [path, file, ...rest] = options.words;
  if (path === undefined || rest.length > 0) {
    throw new SynodError(
      "unknownOption",
      "replay takes one trace, and the file of its model if the project does not name it",
      {
        hint: "As in: synod replay reports/traces/primary-backup.agreement.json",
      },
    );
  }
  const trace = readTrace(resolve(terminal.folder, path));
  const { model, property } = await modelOf(terminal.folder, trace, options, file);
  const { system, parameters } = model;
  const run = replay(system, trace.initial, trace.steps);
  const evidence = evidenceAtEnd(system, property, run, options.maxStates);
  report(terminal, options, { ...trace, parameters }, run, evidence);
  return evidence === undefined ? EXIT.held : EXIT.violated;
}

/** The model that a trace is about, with its parameters, and the property. Throws SYN001 to SYN005 if they are not there. */
export async function modelOf(folder: string, trace: Trace, { set }: Options, file: string | undefined) {
  const models = file === undefined ? await loadModels(folder) : await modelsInFile(folder, file);
  const found = models.find(({ modelName }) => modelName === trace.model.split("/")[0]);
  if (found === undefined) throw unknownModel(trace.model, models);
  // The trace has all the parameters, so that it does not matter whether its configuration is still there.
  const model = build({ model: found, configuration: undefined }, { ...trace.parameters, ...set });
  const property = model.properties.find(({ name }) => name === trace.property);
  if (property !== undefined) return { model, property };
  const names = model.properties.map(({ name }) => name);
  throw new SynodError("unknownProperty", `${trace.model} has no property ${trace.property}`, {
    hint: suggestion(trace.property, names),
  });
}

function report(
  terminal: Terminal,
  options: Options,
  trace: Trace,
  { steps }: Replay,
  evidence: Evidence | undefined,
): void {
  const { out: style, width } = facesOf(terminal, options.noColor);
  const { model, property, parameters } = trace;
  const exitCode = evidence === undefined ? EXIT.held : EXIT.violated;
  const text = options.reporters.includes("text")
    ? replayText({ model, property, parameters, evidence, steps }, style, width)
    : jsonText(replayJson({ tool: TOOL, command: "replay", exitCode, model, parameters, property, evidence, steps }));
  terminal.stdout.write(`${text}\n`);
}
