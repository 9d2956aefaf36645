/** How a command has threads help it: what it tells them, and how they find the model by that. */
import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Checkable } from "../define/model.ts";
import type { Recruiting } from "../explore/crew/recruiting.ts";
import { tidings } from "../explore/crew/summons.ts";
import { type Chosen, choose, type Wish } from "./selection.ts";

/** Threads that are used without being asked for. */
const MOST_UNASKED = 8;

interface Tidings {
  readonly folder: string;
  readonly wish: Wish;
  readonly name: string;
  readonly file: string | undefined;
}

/** Threads that run a module of this folder; none if one was asked for. */
export function helpersFor(
  { name, file }: Chosen,
  folder: string,
  { words, set, full, properties, sound = false }: Wish,
  workers: number | undefined,
  member: "crew-member" | "simulation-member",
): { readonly crew?: Recruiting } {
  const members = workers ?? Math.min(availableParallelism(), MOST_UNASKED);
  if (members === 1) return {};
  const data: Tidings = { folder, wish: { words, set, full, properties, sound }, name, file };
  const extension = extname(fileURLToPath(import.meta.url));
  const entry = new URL(`./${member}${extension}`, import.meta.url);
  const loader = extension === ".ts" ? { loader: import.meta.resolve("tsx/esm/api") } : {};
  return { crew: { members, entry, ...loader, data, atOnce: workers !== undefined } };
}

/** In a thread: the model that the command has chosen. */
export async function modelFromTidings(): Promise<Checkable | undefined> {
  const { folder, wish, name, file } = tidings() as Tidings;
  return (await choose(folder, wish)).find((each) => each.name === name && each.file === file)?.build();
}
