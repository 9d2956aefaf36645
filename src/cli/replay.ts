/**
 * `synod replay`: runs a saved trace through today's reducers. The trace's own parameters are used; `--set` replaces some of them, which is how one asks
 * whether a repair helps.
 */
import { closest } from "fastest-levenshtein";
import { SynodError } from "../errors.ts";
import { stepLines } from "../report/failure.ts";
import { plural } from "../report/numbers.ts";
import { printable } from "../report/style.ts";
import { evidenceAtEnd, replay } from "../trace/replay.ts";
import { readTrace, type Trace } from "../trace/trace-file.ts";
import { build, type Catalogue, find, loadCatalogue } from "./catalogue.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { facesOf, type Terminal } from "./terminal.ts";

export async function replayCommand(terminal: Terminal, options: Options): Promise<number> {
  const [path, ...rest] = options.words;
  if (path === undefined || rest.length > 0)
    throw new SynodError("unknownOption", "replay takes one trace file", {
      hint: "synod replay reports/traces/….json",
    });
  const trace = readTrace(path);
  const { system, property } = modelOf(await loadCatalogue(terminal.folder), trace, options);
  const run = replay(system, trace.initial, trace.steps);
  const evidence = evidenceAtEnd(system, property, run);
  const { out, width } = facesOf(terminal, options.noColor);
  const title = `${printable(property.name)}   ${printable(trace.model)}`;
  const verdict =
    evidence === undefined
      ? [`${out.green(`✓ ${title}`)}   holds after ${plural(run.steps.length, "step")}: this trace no longer fails`]
      : [
          `${out.red(`✗ ${title}`)}   violated after ${plural(run.steps.length, "step")}`,
          `    ${out.bold(printable(evidence.message))}`,
        ];
  terminal.stdout.write(`${[...verdict, "", ...stepLines(run.steps, out, width)].join("\n")}\n`);
  return evidence === undefined ? EXIT.held : EXIT.violated;
}

function modelOf(catalogue: Catalogue, trace: Trace, { set }: Options) {
  const [modelName = ""] = trace.model.split("/");
  const { model } = find(
    catalogue,
    trace.model.includes("/") && !isKnown(catalogue, trace.model) ? modelName : trace.model,
  );
  const { system, properties } = build(
    { model, configuration: model.configurations[0]?.name ?? "", full: false },
    { ...trace.parameters, ...set },
  );
  const property = properties.find(({ name }) => name === trace.property);
  if (property !== undefined) return { system, property };
  const names = properties.map(({ name }) => name);
  throw new SynodError("unknownProperty", `${trace.model} has no property ${trace.property}`, {
    hint: names.length > 0 ? `Did you mean ${closest(trace.property, names)}?` : "It has none.",
  });
}

function isKnown({ models }: Catalogue, name: string): boolean {
  return models.some(({ modelName, configurations }) =>
    configurations.some((each) => name === (each.name === "" ? modelName : `${modelName}/${each.name}`)),
  );
}
