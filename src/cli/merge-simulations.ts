/** The results of all shards of a simulation, told as if one machine had made all runs. */
import { errorFrom } from "../errors.ts";
import type { Whole } from "../report/shard-file.ts";
import type { FoundByRuns, SimulationShardFile } from "../report/simulation-shard.ts";
import { merged } from "../simulate/merged.ts";
import type { SimulationResult } from "../simulate/result.ts";
import type { Retried } from "../trace/saved.ts";
import type { Options } from "./options.ts";
import { simulationReportersFor } from "./reporters.ts";
import type { Chosen } from "./selection.ts";
import { type Made, Simulations } from "./simulate.ts";
import type { Terminal } from "./terminal.ts";
import { unbuilt } from "./whole.ts";

export async function mergeSimulations(
  terminal: Terminal,
  options: Options,
  shards: readonly SimulationShardFile[],
  { all, asked }: Whole,
): Promise<number> {
  const reporters = await simulationReportersFor(terminal.folder, options);
  // What one shard did not get to nobody knows as a whole.
  const made = Math.min(...shards.map(({ found }) => found.length));
  const chosen = all.map((each): Chosen => ({ ...each, build: unbuilt }));
  const stop = new AbortController();
  const isInterrupted = made < all.length || shards.some(({ interrupted }) => interrupted);
  if (isInterrupted && made === 0) stop.abort();
  const make = (each: Chosen): Made => {
    const at = chosen.indexOf(each);
    if (isInterrupted && at === made - 1) stop.abort();
    return madeBy(shards.flatMap(({ found }) => found[at] ?? []));
  };
  const seconds = shards.reduce((sum, shard) => sum + shard.seconds, 0);
  const { seed } = asked as { readonly seed: number };
  const source = { make, seed, seconds };
  return await new Simulations({ ...terminal, signal: stop.signal }, options, chosen, reporters, source).toTheEnd();
}

/** Throws the error of the first shard that had one. */
function madeBy(found: readonly FoundByRuns[]): Made {
  const results = found.map((each) => {
    if ("error" in each) throw errorFrom(each.error);
    return each;
  });
  const [first, ...others] = results.map(({ result }) => result) as [SimulationResult, ...SimulationResult[]];
  return { result: merged([first, ...others]), retried: retriedByAny(results.flatMap(({ retried }) => retried)) };
}

/** Each saved failure once: shards try the same ones again, and one that fails anywhere fails. */
function retriedByAny(all: readonly Retried[]): readonly Retried[] {
  const byPath = new Map<string, Retried>();
  for (const each of all) if (byPath.get(each.path)?.outcome !== "fails") byPath.set(each.path, each);
  return [...byPath.values()];
}
