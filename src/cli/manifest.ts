/** The package.json of a project that starts to use Synod. What is there stays as it is, and what is missing is added. */
import { basename } from "node:path";
import { reasonOf, SynodError } from "../errors.ts";

type Section = Readonly<Record<string, unknown>>;

export interface Completed {
  readonly text: string;
  /** What was added, such as `"scripts": { "test": "vitest run" }`. */
  readonly added: readonly string[];
  /** What might have been added, but is there already and says something else. */
  readonly kept: readonly string[];
}

export interface Wanted {
  /** The file that exports the models. */
  readonly models: string;
  /** Versions to depend on while developing, by package. */
  readonly tools: Readonly<Record<string, string>>;
}

/** What `npm init` writes where there is no test: it is as good as missing. */
const NO_TEST = /^echo .*no test specified/;

/** A package.json for a folder that has none. */
export function newManifest(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|-+$/g, "");
  return `${JSON.stringify({ name: name || "protocols", private: true, type: "module" }, null, 2)}\n`;
}

/** Throws SYN024 if it is no package.json. */
export function completed(path: string, text: string, { models, tools }: Wanted): Completed {
  const manifest = parsed(path, text);
  const next: Record<string, unknown> = { ...manifest };
  const added: string[] = [];
  const kept: string[] = [];
  const add = (section: string, key: string, value: string, isMissing: (there: unknown) => boolean) => {
    const entries = sectionOf(path, next, section);
    const there = entries[key];
    const shown = (what: unknown) => `"${section}": { ${JSON.stringify(key)}: ${JSON.stringify(what)} }`;
    if (isMissing(there)) {
      next[section] = { ...entries, [key]: value };
      added.push(shown(value));
    } else if (there !== value) kept.push(shown(there));
  };
  const isAbsent = (there: unknown) => there === undefined;
  add("scripts", "check", "synod check", isAbsent);
  add(
    "scripts",
    "test",
    "vitest run",
    (there) => isAbsent(there) || (typeof there === "string" && NO_TEST.test(there)),
  );
  add("synod", "models", models, isAbsent);
  for (const [name, version] of Object.entries(tools))
    if (!isInstalled(path, manifest, name)) add("devDependencies", name, version, isAbsent);
  return { text: added.length === 0 ? text : written(next, text), added, kept };
}

/** Wherever it is named. */
function isInstalled(path: string, manifest: Section, name: string): boolean {
  const sections = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
  return manifest.name === name || sections.some((section) => sectionOf(path, manifest, section)[name] !== undefined);
}

function parsed(path: string, text: string): Section {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (failure) {
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
  if (isSection(manifest)) return manifest;
  throw new SynodError("cannotRead", `cannot read ${path}: it is not an object`);
}

function sectionOf(path: string, manifest: Section, section: string): Section {
  const entries = manifest[section] ?? {};
  if (isSection(entries)) return entries;
  throw new SynodError("cannotRead", `cannot read ${path}: "${section}" is not an object`);
}

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Indented and ended as it was. */
function written(manifest: Section, before: string): string {
  const indent = /^[{[]\r?\n([ \t]+)/.exec(before)?.[1] ?? "  ";
  const text = `${JSON.stringify(manifest, null, indent)}${before.endsWith("\n") ? "\n" : ""}`;
  return before.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
}
