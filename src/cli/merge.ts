/** `synod merge`: the results of all shards of a check, told as if one machine had made it. */
import { resolve } from "node:path";
import { errorFrom, SynodError } from "../errors.ts";
import { type Found, readShardFile, type ShardFile, type Whole } from "../report/shard-file.ts";
import { Run, type Told } from "./check.ts";
import type { Options } from "./options.ts";
import { reportersFor } from "./reporters.ts";
import type { Chosen } from "./selection.ts";
import type { Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

export async function mergeCommand(terminal: Terminal, options: Options): Promise<number> {
  if (options.words.length === 0) {
    throw new SynodError("unknownOption", "merge takes the results of all shards", {
      hint: "As in: synod merge reports/shard-*.json",
    });
  }
  const reporters = await reportersFor(terminal.folder, options);
  const shards = options.words.map((path) => ({
    path,
    ...readShardFile(resolve(terminal.folder, path), terminal.folder, TOOL),
  }));
  const { all } = requireWhole(shards);
  const found = foundBy(shards);
  const chosen = all.flatMap((each, at): Recorded[] => {
    const recorded = found.get(at);
    return recorded === undefined ? [] : [{ ...each, build: unbuilt, recorded }];
  });
  const left = all.filter((_, at) => !found.has(at)).map((each) => ({ ...each, build: unbuilt }));
  // An interruption of one is an interruption of the whole.
  const stop = new AbortController();
  const isInterrupted = shards.some(({ interrupted }) => interrupted) || left.length > 0;
  const search = async (each: Chosen): Promise<Told> => {
    if (isInterrupted && each === chosen.at(-1)) stop.abort();
    return toldBy((each as Recorded).recorded);
  };
  if (isInterrupted && chosen.length === 0) stop.abort();
  const seconds = shards.reduce((sum, shard) => sum + shard.seconds, 0);
  const merged = { ...terminal, signal: stop.signal };
  return await new Run(merged, options, [...chosen, ...left], reporters, { search, seconds }).toTheEnd();
}

interface Recorded extends Chosen {
  readonly recorded: Found;
}

/** The models may be on another machine. */
function unbuilt(): never {
  throw new Error("a result is merged, and its model not built");
}

function toldBy(found: Found): Told {
  if ("result" in found) return found;
  throw errorFrom(found.error);
}

type Shards = readonly (ShardFile & { readonly path: string })[];

/** All shards of one check, each once. Throws SYN026, with the files that are at odds. */
function requireWhole(shards: Shards): Whole {
  const [first] = shards as [Shards[number], ...Shards];
  const parts = new Map<number, string>();
  for (const shard of shards) {
    if (wholeText(shard) !== wholeText(first))
      throw new SynodError("badShards", `${first.path} and ${shard.path} are not shards of one check`, {
        hint: "Models, parameters, limits and the number of shards have to be the same.",
      });
    const other = parts.get(shard.part);
    if (other !== undefined)
      throw new SynodError("badShards", `${other} and ${shard.path} are both shard ${nameOf(shard)}`);
    parts.set(shard.part, shard.path);
  }
  const missing = Array.from({ length: first.of }, (_, at) => at + 1).filter((part) => !parts.has(part));
  if (missing.length === 0) return first;
  const names = missing.map((part) => nameOf({ part, of: first.of })).join(", ");
  throw new SynodError("badShards", `${missing.length === 1 ? "a shard is" : "shards are"} missing: ${names}`, {
    hint: "Give the results of all of them: what was not checked has no verdict.",
  });
}

function nameOf({ part, of }: Pick<ShardFile, "part" | "of">): string {
  return `${part}/${of}`;
}

function wholeText({ of, all, asked }: Whole): string {
  return JSON.stringify([of, all.map(({ name, file }) => [name, file]), asked]);
}

/** What was found out, by its place among all. Throws SYN026 if the shares do not make up the whole. */
function foundBy(shards: Shards): ReadonlyMap<number, Found> {
  const owners = new Map<number, Shards[number]>();
  const found = new Map<number, Found>();
  for (const shard of shards) {
    for (const [nth, at] of shard.share.entries()) {
      const other = owners.get(at);
      if (other !== undefined) throw unevenly(`${other.path} and ${shard.path} both have ${shard.all[at]?.name}`);
      owners.set(at, shard);
      const result = shard.found[nth];
      if (result !== undefined) found.set(at, result);
    }
  }
  const lost = shards[0]?.all.find((_, at) => !owners.has(at));
  if (lost === undefined) return found;
  throw unevenly(`no shard has ${lost.name}`);
}

function unevenly(problem: string): SynodError {
  return new SynodError("badShards", problem, { hint: "All shards have to be divided by the same --costs." });
}
