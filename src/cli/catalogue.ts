/**
 * Which models there are. A project names its models in its package.json, `"synod": { "models": "./models/index.ts" }`; the same line in Synod's own
 * package.json names the ones that come with it, which are used where there is no such project. A model can also be given as a file.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Checkable, Model } from "../define/model.ts";
import type { ParameterValue } from "../define/parameters.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { loadModule } from "./module.ts";
import { suggestion } from "./suggestion.ts";

/** The models of the project around `folder`, or those that come with Synod. */
export async function loadModels(folder: string): Promise<readonly Model[]> {
  const manifest = projectManifest(folder) ?? projectManifest(dirname(fileURLToPath(import.meta.url)));
  if (manifest === undefined) throw new SynodError("noModels", "no package.json names any models");
  const models = await exportedModels(locationOf(manifest), `, named by ${manifest.path}`);
  if (models.length > 0) return models;
  throw new SynodError("noModels", `${manifest.models}, named by ${manifest.path}, exports no models`, {
    hint: EXPORT_HINT,
  });
}

const EXPORT_HINT = "Export what defineModel returns.";

interface Manifest {
  readonly path: string;
  readonly models: string;
}

/** The nearest package.json, upwards, that says where its models are. */
function projectManifest(folder: string): Manifest | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, "package.json");
    const models = existsSync(path) ? modelsField(path) : undefined;
    if (models !== undefined) return { path, models };
    if (dirname(at) === at) return undefined;
  }
}

function modelsField(path: string): string | undefined {
  let manifest: { synod?: { models?: unknown } } | null;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8"));
  } catch (failure) {
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
  const models = manifest?.synod?.models;
  if (models === undefined || typeof models === "string") return models;
  throw new SynodError("noModels", `"synod": { "models": … } in ${path} is not a string`, {
    hint: 'It is a path, as in "./models/index.ts".',
  });
}

function locationOf({ path, models }: Manifest): string {
  if (models.startsWith(".") || models.startsWith("/")) return resolve(dirname(path), models);
  try {
    return createRequire(path).resolve(models);
  } catch (failure) {
    throw new SynodError("noModels", `cannot find ${models}, named by ${path}: ${reasonOf(failure)}`);
  }
}

/** The models of a file given on the command line. */
export async function modelsInFile(folder: string, path: string): Promise<readonly Model[]> {
  const models = await exportedModels(resolve(folder, path), "");
  if (models.length > 0) return models;
  throw new SynodError("noModels", `${path} exports no models`, { hint: EXPORT_HINT });
}

/** The models that a module exports, by name or in arrays, each once. `origin` says who named it. */
async function exportedModels(path: string, origin: string): Promise<Model[]> {
  if (!existsSync(path)) throw new SynodError("noModels", `there is no file ${path}${origin}`);
  if (statSync(path).isDirectory())
    throw new SynodError("noModels", `a folder is no file: ${path}${origin}`, {
      hint: "Name the file in it that exports the models.",
    });
  const exported = Object.values(await importModule(path)).flat();
  return [...new Set(exported.filter(isModel))];
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  try {
    return await loadModule(path);
  } catch (failure) {
    if (failure instanceof SynodError) throw failure;
    throw new SynodError("noModels", `cannot load ${path}: ${reasonOf(failure)}`, { cause: failure });
  }
}

function isModel(value: unknown): value is Model {
  return typeof value === "function" && "modelName" in value && "configured" in value;
}

/** A model and one of its configurations; or no configuration, for parameters of one's own. */
export interface Entry {
  readonly model: Model;
  readonly configuration: string | undefined;
}

export function entriesOf(model: Model, which: "every day" | "all"): Entry[] {
  const wanted = model.configurations.filter(({ full }) => which === "all" || !full);
  return wanted.map(({ name }) => ({ model, configuration: name }));
}

export function nameOf({ model, configuration = "" }: Entry): string {
  return configuration === "" ? model.modelName : `${model.modelName}/${configuration}`;
}

/** What to say when there is no model, or no configuration, of this name. */
export function unknownModel(name: string, models: readonly Model[]): SynodError {
  const [modelName = "", configuration] = name.split("/");
  const model = models.find((each) => each.modelName === modelName);
  const all = "`synod list` shows all.";
  if (model === undefined || configuration === undefined) {
    const known = models.map((each) => each.modelName);
    return new SynodError("unknownModel", `there is no model ${name}`, { hint: `${suggestion(name, known)} ${all}` });
  }
  const known = entriesOf(model, "all").map(nameOf);
  return new SynodError("unknownModel", `${modelName} has no configuration ${configuration}`, {
    hint: `${suggestion(name, known)} ${all}`,
  });
}

export function build(
  { model, configuration }: Entry,
  overrides: Readonly<Record<string, ParameterValue>> = {},
): Checkable {
  return configuration === undefined ? model(overrides) : model.configured(configuration, overrides);
}
