/** What `synod check` runs for the words and options of its command line. */
import type { Checkable, Model } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { build, type Entry, entriesOf, loadModels, modelsInFile, nameOf, unknownModel } from "./catalogue.ts";
import type { Options } from "./options.ts";
import { suggestion } from "./suggestion.ts";

/** A configuration to check, and the file it was found in if it is none of the project's. */
export interface Chosen {
  readonly name: string;
  /** Throws what the definition throws, which is then a matter of this configuration alone. */
  readonly build: () => Checkable;
  readonly file: string | undefined;
}

/** What of the command line says what to check. With `sound`, configurations that are there to fail are left out unless they are named. */
export type Wish = Pick<Options, "words" | "set" | "full" | "properties"> & { readonly sound?: boolean };

/** Throws SYN001 to SYN005: what is wrong with the command line, and not with a model. */
export async function choose(folder: string, wish: Wish): Promise<readonly Chosen[]> {
  if (wish.words.length === 0 && isOwn(wish)) {
    throw new SynodError("badParameter", "--set is about one model, and none is named", {
      hint: "As in: synod check two-phase-commit --set rms=5",
    });
  }
  const entries = await entriesFor(folder, wish);
  const byName = new Map(entries.map((each) => [`${nameOf(each.entry)} ${each.file}`, each]));
  const chosen = [...byName.values()].map((found) => chosenFrom(found, wish));
  if (chosen.length > 0) return wish.properties.length === 0 ? chosen : withProperties(chosen, wish.properties);
  throw wish.sound
    ? new SynodError(
        "noModels",
        "there is nothing to simulate: every configuration is for --full only, or there to fail",
        {
          hint: "Name the one that you mean; `synod list` shows all.",
        },
      )
    : new SynodError("noModels", "there is nothing to check: every configuration is for --full only");
}

/** Built at once, so that a bad parameter is known before anything is checked. */
function chosenFrom({ entry, file }: Found, { set }: Wish): Chosen {
  const name = nameOf(entry);
  try {
    const model = build(entry, set);
    return { name, build: () => model, file };
  } catch (failure) {
    if (failure instanceof SynodError && (failure.kind === "badParameter" || failure.kind === "unknownOption"))
      throw failure;
    return { name, build: () => build(entry, set), file };
  }
}

/** Whether the parameters are the user's own; a model's name then stands for the model, and not for its configurations. */
function isOwn({ set }: Wish): boolean {
  return Object.keys(set).length > 0;
}

interface Found {
  readonly entry: Entry;
  readonly file: string | undefined;
}

async function entriesFor(folder: string, wish: Wish): Promise<Found[]> {
  const { words } = wish;
  const models = words.length > 0 && words.every(isFile) ? [] : await loadModels(folder);
  if (words.length === 0)
    return models.flatMap((model) => wanted(model, wish)).map((entry) => ({ entry, file: undefined }));
  const found: Found[] = [];
  for (const word of words) {
    const file = isFile(word) ? word : undefined;
    const entries =
      file === undefined
        ? entriesNamed(models, word, wish)
        : (await modelsInFile(folder, file)).flatMap((model) => wanted(model, wish));
    found.push(...entries.map((entry) => ({ entry, file })));
  }
  return found;
}

export function isFile(word: string): boolean {
  return /\.[mc]?[jt]s$/.test(word);
}

function wanted(model: Model, wish: Wish): Entry[] {
  if (isOwn(wish)) return [{ model, configuration: undefined }];
  const entries = entriesOf(model, wish.full ? "all" : "every day");
  return wish.sound ? entries.filter((entry) => wish.words.includes(nameOf(entry)) || !mustFail(entry)) : entries;
}

function mustFail({ model, configuration }: Entry): boolean {
  return model.configurations.some(({ name, expect }) => name === configuration && expect !== undefined);
}

function entriesNamed(models: readonly Model[], word: string, wish: Wish): Entry[] {
  const model = models.find(({ modelName }) => modelName === word);
  if (model !== undefined) return wanted(model, wish);
  const entry = models.flatMap((each) => entriesOf(each, "all")).find((each) => nameOf(each) === word);
  if (entry === undefined) throw unknownModel(word, models);
  return [entry];
}

/** Only the named properties, on the models that have them. Witnesses stay: they guard against a run that shows nothing. */
function withProperties(chosen: readonly Chosen[], names: readonly string[]): Chosen[] {
  const built = chosen.map((each) => ({ ...each, model: each.build() }));
  const known = [...new Set(built.flatMap(({ model }) => model.properties.map(({ name }) => name)))];
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new SynodError("unknownProperty", `there is no property ${name} in the chosen models`, {
      hint: suggestion(name, known),
    });
  }
  return built
    .filter(({ model }) => model.properties.some(({ name }) => names.includes(name)))
    .map(({ name, file, model }) => ({ name, file, build: () => narrowed(model, names) }));
}

/** A violation that was announced is not expected of a run that does not look for it. */
function narrowed({ expect, ...model }: Checkable, names: readonly string[]): Checkable {
  const properties = model.properties.filter(({ name, kind }) => names.includes(name) || kind === "sometimes");
  return { ...model, properties, ...(expect && names.includes(expect.violates) && { expect }) };
}
