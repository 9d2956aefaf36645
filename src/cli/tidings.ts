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
  const members = membersFor(workers);
  if (members === 1) return {};
  const data: Tidings = { folder, wish: { words, set, full, properties, sound }, name, file };
  return { crew: { ...recruiting(member, members, data), atOnce: workers !== undefined } };
}

/** The threads that were asked for, or as many as are of use. */
export function membersFor(workers: number | undefined): number {
  return workers ?? Math.min(availableParallelism(), MOST_UNASKED);
}

/** Threads that run a module of this folder, from source as the command itself does, or built. */
export function recruiting(
  member: "crew-member" | "simulation-member" | "mutants-member",
  members: number,
  data: unknown,
): Recruiting {
  const extension = extname(fileURLToPath(import.meta.url));
  const entry = new URL(`./${member}${extension}`, import.meta.url);
  const loader = extension === ".ts" ? { loader: import.meta.resolve("tsx/esm/api") } : {};
  return { members, entry, ...loader, data };
}

/** In a thread: the model that the command has chosen. */
export async function modelFromTidings(): Promise<Checkable | undefined> {
  const { folder, wish, name, file } = tidings() as Tidings;
  return (await choose(folder, wish)).find((each) => each.name === name && each.file === file)?.build();
}
