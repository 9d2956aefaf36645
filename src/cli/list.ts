/** `synod list`: what there is to check. An overview; with the name of a model, everything about it. */
import type { Model } from "../define/model.ts";
import { jsonText, REPORT_VERSION } from "../report/json.ts";
import { modelText, overviewText } from "../report/models.ts";
import { build, entriesOf, loadModels, modelsInFile, nameOf, unknownModel } from "./catalogue.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { requireTextOrJson } from "./reporters.ts";
import { isFile } from "./selection.ts";
import { facesOf, type Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

export async function listCommand(terminal: Terminal, options: Options): Promise<number> {
  requireTextOrJson("list", options);
  const models = (await modelsFor(terminal.folder, options.words)).map(modelData);
  const { out: style, width } = facesOf(terminal, options.noColor);
  const isOverview = options.words.length === 0 && !options.verbose;
  const text = options.reporters.includes("text")
    ? models
        .map((model) => (isOverview ? overviewText(model, style, width) : modelText(model, style, width)))
        .join("\n\n")
    : jsonText({ reportVersion: REPORT_VERSION, tool: TOOL, command: "list", models });
  terminal.stdout.write(`${text}\n`);
  if (isOverview && options.reporters.includes("text"))
    terminal.stdout.write("\nsynod list <model> shows parameters, properties and bounds\n");
  return EXIT.held;
}

/** The models of that name, or in that file; all if none is named. */
export async function modelsFor(folder: string, words: readonly string[]): Promise<readonly Model[]> {
  const known = words.length > 0 && words.every(isFile) ? [] : await loadModels(folder);
  if (words.length === 0) return known;
  const chosen: Model[] = [];
  for (const word of words)
    chosen.push(...(isFile(word) ? await modelsInFile(folder, word) : [modelNamed(word, known)]));
  return [...new Set(chosen)];
}

/** A model by its name or that of one of its configurations. */
function modelNamed(name: string, models: readonly Model[]): Model {
  const found = models.find(
    (model) => model.modelName === name || entriesOf(model, "all").some((entry) => nameOf(entry) === name),
  );
  if (found !== undefined) return found;
  throw unknownModel(name, models);
}

/** A model as data. Its properties and bounds are those of its first configuration. */
function modelData(model: Model) {
  const { properties, system } = build({ model, configuration: model.configurations[0]?.name });
  return {
    name: model.modelName,
    about: model.about,
    source: model.source,
    parameters: Object.entries(model.parameters).map(([name, { default: value, about, accepts }]) => ({
      name,
      default: value,
      about,
      accepts,
    })),
    configurations: model.configurations.map((configuration) => ({
      ...configuration,
      name: nameOf({ model, configuration: configuration.name }),
      full: configuration.full ?? false,
    })),
    properties: properties.map(({ name, kind, about, source }) => ({ name, kind, about, source })),
    bounds: system.bounds.map(({ name, limit }) => ({ name, limit })),
  };
}
