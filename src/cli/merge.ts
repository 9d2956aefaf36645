/** `synod merge`: the results of all shards of a check or of a simulation, told as if one machine had made it. */
import { resolve } from "node:path";
import { errorFrom, SynodError } from "../errors.ts";
import { unsealed } from "../report/sealed.ts";
import { type Found, type ShardFile, shardIn, type Whole } from "../report/shard-file.ts";
import { simulationShardIn } from "../report/simulation-shard.ts";
import { Run, type Told } from "./check.ts";
import { mergeSimulations } from "./merge-simulations.ts";
import type { Options } from "./options.ts";
import { reportersFor } from "./reporters.ts";
import type { Chosen } from "./selection.ts";
import type { Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";
import { requireOneCommand, requireWhole, unbuilt } from "./whole.ts";

export async function mergeCommand(terminal: Terminal, options: Options): Promise<number> {
  if (options.words.length === 0) {
    throw new SynodError("unknownOption", "merge takes the results of all shards", {
      hint: "As in: synod merge reports/shard-*.json",
    });
  }
  const { folder } = terminal;
  const files = options.words.map((path) => ({ path, contents: unsealed(resolve(folder, path), TOOL) }));
  requireOneCommand(files);
  if (files[0]?.contents.command === "simulate") {
    const shards = files.map(({ path, contents }) => ({ path, ...simulationShardIn(contents, folder) }));
    return await mergeSimulations(terminal, options, shards, requireWhole(shards));
  }
  const shards = files.map(({ path, contents }) => ({ path, ...shardIn(contents, folder) }));
  return await mergeChecks(terminal, options, shards, requireWhole(shards));
}

async function mergeChecks(terminal: Terminal, options: Options, shards: Shards, { all }: Whole): Promise<number> {
  const reporters = await reportersFor(terminal.folder, options);
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

function toldBy(found: Found): Told {
  if ("result" in found) return found;
  throw errorFrom(found.error);
}

type Shards = readonly (ShardFile & { readonly path: string })[];

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
