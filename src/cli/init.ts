/** `synod init`: a protocol, a property, a test and a workflow to start from. It overwrites nothing, and where it cannot write all it leaves nothing. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { reasonOf, SynodError } from "../errors.ts";
import { printable } from "../report/style.ts";
import { writeWhole } from "../trace/trace-file.ts";
import { EXIT } from "./exit.ts";
import { type Completed, completed, newManifest } from "./manifest.ts";
import type { Options } from "./options.ts";
import { requireTextOrJson } from "./reporters.ts";
import { MODELS, type StarterFile, starterFiles } from "./starter.ts";
import type { Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

/** The oldest Vitest that the matchers run in. */
const VITEST = "^4.0.0";

export async function initCommand(terminal: Terminal, options: Options): Promise<number> {
  requireText(options);
  const { folder } = terminal;
  const files = starterFiles();
  requireFree(folder, files);
  const path = join(folder, "package.json");
  const isNew = !existsSync(path);
  const tools = { synod: `^${TOOL.replace("synod ", "")}`, vitest: VITEST };
  const manifest = completed(path, isNew ? newManifest(folder) : textOf(path), { models: MODELS, tools });
  writeAll(folder, files, () => manifest.added.length > 0 && writeWhole(path, manifest.text));
  terminal.stdout.write(`${told(files, manifest, isNew).join("\n")}\n`);
  return EXIT.held;
}

function requireText(options: Options): void {
  if (options.words.length > 0) {
    throw new SynodError("unknownOption", "init takes no words: it starts in the folder that it is run in", {
      hint: "As in: cd my-protocol && npx synod init",
    });
  }
  requireTextOrJson("init", options);
  if (!options.reporters.includes("text")) throw new SynodError("unknownOption", "init has no reporters");
}

/** Throws SYN032 if a file is there already, whatever is in it. */
function requireFree(folder: string, files: readonly StarterFile[]): void {
  const there = files.filter(({ path }) => isThere(join(folder, path)));
  if (there.length === 0) return;
  const names = there.map(({ path }) => path);
  throw new SynodError("alreadyThere", `init overwrites nothing, and there is ${names.join(", ")}`, {
    hint: "Nothing was written. Move it away, or run synod init in another folder.",
  });
}

/** Also a link that leads nowhere. What cannot be looked at is left to the writing. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (failure) {
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
}

/** All files and what comes after them, or none. Throws SYN030. */
function writeAll(folder: string, files: readonly StarterFile[], last: () => void): void {
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      // The topmost folder that had to be made, if any had to.
      written.push(mkdirSync(dirname(file), { recursive: true }) ?? file);
      writeWhole(file, text);
    }
    last();
  } catch (failure) {
    for (const path of written) rmSync(path, { recursive: true, force: true });
    const reason = failure instanceof SynodError ? failure.message : `cannot write in ${folder}: ${reasonOf(failure)}`;
    throw new SynodError("cannotWrite", reason, { hint: "Nothing was written." });
  }
}

function told(files: readonly StarterFile[], { added, kept }: Completed, isNew: boolean): string[] {
  const rows: (readonly [place: string, words: string])[] = [
    ...files.map(({ path, about }) => [path, about] as const),
    ...(isNew ? [["package.json", "is new"] as const] : []),
    ...added.map((entry) => ["package.json", `gains ${entry}`] as const),
    ...kept.map((entry) => ["package.json", `keeps ${entry}`] as const),
  ];
  const width = Math.max(...rows.map(([place]) => place.length));
  return [
    ...rows.map(([place, words]) => `${place.padEnd(width)}  ${printable(words, 200)}`),
    "",
    ...(added.some((entry) => entry.startsWith('"devDependencies"')) ? ["npm install       what is missing"] : []),
    "npx synod check   every state of the protocol",
    "npx vitest run    its test",
    "",
    "Then break the line in protocols/lock.ts that asks to be broken, and see what is found.",
  ];
}
