/**
 * Which models there are. A project names its models in its package.json, `"synod": { "models": "./models/index.ts" }`; the same line in Synod's own
 * package.json names the ones that come with it, which are used where there is no such project. A model can also be given as a file.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { closest } from "fastest-levenshtein";
import type { Checkable, Model } from "../define/model.ts";
import type { ParameterValue } from "../define/parameters.ts";
import { reasonOf, SynodError } from "../errors.ts";

/** A model and one of its configurations. */
export interface Entry {
  readonly model: Model;
  readonly configuration: string;
  readonly full: boolean;
}

export interface Catalogue {
  readonly models: readonly Model[];
}

/** The models of the project around `folder`, or those that come with Synod. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const manifest = projectManifest(folder) ?? projectManifest(dirname(fileURLToPath(import.meta.url)));
  if (manifest === undefined) throw new SynodError("noModels", "no package.json names any models");
  return { models: await modelsIn(manifest.models, manifest.path) };
}

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
  try {
    const { synod } = JSON.parse(readFileSync(path, "utf8")) as { synod?: { models?: unknown } };
    return typeof synod?.models === "string" ? synod.models : undefined;
  } catch (failure) {
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
}

async function modelsIn(specifier: string, manifest: string): Promise<Model[]> {
  const isPath = specifier.startsWith(".") || specifier.startsWith("/");
  const location = isPath ? resolve(dirname(manifest), specifier) : resolvedFrom(manifest, specifier);
  const models = await modelsInFile(location);
  if (models.length > 0) return models;
  throw new SynodError("noModels", `${specifier}, named by ${manifest}, exports no models`, {
    hint: "Export what defineModel returns.",
  });
}

function resolvedFrom(manifest: string, specifier: string): string {
  try {
    return createRequire(manifest).resolve(specifier);
  } catch (failure) {
    throw new SynodError("noModels", `cannot find ${specifier}, named by ${manifest}: ${reasonOf(failure)}`);
  }
}

/** The models that a module exports, by name or in arrays, each once. */
async function modelsInFile(path: string): Promise<Model[]> {
  if (!existsSync(path)) throw new SynodError("noModels", `there is no file ${path}`);
  const exported = Object.values(await importModule(path)).flat();
  return [...new Set(exported.filter(isModel))];
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  if (/\.[mc]?ts$/.test(path) && !runsTypeScript()) (await import("tsx/esm/api")).register();
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (failure) {
    if (failure instanceof SynodError) throw failure;
    throw new SynodError("noModels", `cannot load ${path}: ${reasonOf(failure)}`, { cause: failure });
  }
}

function runsTypeScript(): boolean {
  return import.meta.url.endsWith(".ts");
}

function isModel(value: unknown): value is Model {
  return typeof value === "function" && "modelName" in value && "configured" in value;
}

/** What `synod check` runs for the words on its command line; for no words, every configuration that is for every day. */
export async function select(folder: string, words: readonly string[], full: boolean): Promise<Entry[]> {
  const isFile = (word: string) => /\.[mc]?[jt]s$/.test(word);
  const catalogue = words.length > 0 && words.every(isFile) ? { models: [] } : await loadCatalogue(folder);
  if (words.length === 0) return catalogue.models.flatMap((model) => entriesOf(model, full));
  const chosen: Entry[] = [];
  for (const word of words)
    chosen.push(...(isFile(word) ? await entriesInFile(word, full) : entriesNamed(catalogue, word, full)));
  return chosen;
}

async function entriesInFile(path: string, full: boolean): Promise<Entry[]> {
  const models = await modelsInFile(resolve(path));
  if (models.length > 0) return models.flatMap((model) => entriesOf(model, full));
  throw new SynodError("noModels", `${path} exports no models`, { hint: "Export what defineModel returns." });
}

function entriesNamed(catalogue: Catalogue, word: string, full: boolean): Entry[] {
  const model = catalogue.models.find(({ modelName }) => modelName === word);
  return model ? entriesOf(model, full) : [find(catalogue, word)];
}

function entriesOf(model: Model, full: boolean): Entry[] {
  const all = model.configurations.map((configuration) => ({
    model,
    configuration: configuration.name,
    full: configuration.full ?? false,
  }));
  return all.filter((entry) => full || !entry.full);
}

/** One configuration by its whole name, `model` or `model/configuration`. Throws SYN001, with the nearest name, if there is none. */
export function find(catalogue: Catalogue, name: string): Entry {
  const entries = catalogue.models.flatMap((model) => entriesOf(model, true));
  const named = entries.find((entry) => nameOf(entry) === name);
  if (named !== undefined) return named;
  const known = [...new Set([...entries.map(nameOf), ...catalogue.models.map(({ modelName }) => modelName)])];
  throw new SynodError("unknownModel", `there is no model ${name}`, {
    hint: `Did you mean ${closest(name, known)}? \`synod list\` shows all.`,
  });
}

export function nameOf({ model, configuration }: Entry): string {
  return configuration === "" ? model.modelName : `${model.modelName}/${configuration}`;
}

export function build({ model, configuration }: Entry, overrides: Readonly<Record<string, ParameterValue>>): Checkable {
  return model.configured(configuration, overrides);
}
