/** One shard of a check: its share of the configurations. Every machine that is given the same ones and the same costs makes the same shares. */
import { readFileSync } from "node:fs";
import { reasonOf, SynodError } from "../errors.ts";

/** Part 1, 2, … of so many. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/** More than anybody has machines for. */
const MOST = 1000;

/** Reads `1/4`. Throws SYN004. */
export function shardFrom(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, part, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of && of <= MOST) return { part, of };
  throw new SynodError("badParameter", `--shard cannot be ${JSON.stringify(text)}`, {
    hint: `It takes the part and of how many, such as 1/4; at most of ${MOST}.`,
  });
}

/** What configurations cost, by name. */
export type Costs = ReadonlyMap<string, number>;

/** Reads what the reporter `costs` has written. Throws SYN024. */
export function costsIn(path: string): Costs {
  let costs: unknown;
  try {
    costs = JSON.parse(readFileSync(path, "utf8"));
  } catch (failure) {
    throw new SynodError("cannotRead", `cannot read ${path}: ${reasonOf(failure)}`);
  }
  const entries = typeof costs === "object" && costs !== null && !Array.isArray(costs) ? Object.entries(costs) : [];
  if (entries.length > 0 && entries.every(([, cost]) => Number.isFinite(cost) && cost >= 0)) return new Map(entries);
  throw new SynodError("cannotRead", `cannot read ${path}: it does not say what configurations cost`, {
    hint: "Write it with --reporter costs.",
  });
}

/**
 * The places of those that fall to a shard, in order. The dearest goes first, each to the shard that has the least so far: none then has more than 4/3 of
 * what it would have in the best of all divisions. What is not known costs as much as the middle one of those that are.
 */
export function shareOf(names: readonly string[], costs: Costs, { part, of }: Shard): number[] {
  const known = names.flatMap((name) => costs.get(name) ?? []).sort((a, b) => a - b);
  const usual = known[known.length >> 1] ?? 1;
  const priced = names.map((name, at) => ({ at, cost: costs.get(name) ?? usual }));
  const loads = Array.from({ length: of }, () => ({ cost: 0, share: [] as number[] }));
  for (const { at, cost } of priced.sort((a, b) => b.cost - a.cost || a.at - b.at)) {
    const least = loads.reduce((best, each) => (isLighter(each, best) ? each : best));
    least.cost += cost;
    least.share.push(at);
  }
  return (loads[part - 1]?.share ?? []).sort((a, b) => a - b);
}

type Load = { readonly cost: number; readonly share: readonly number[] };

/** Where nothing costs anything, all get as many. */
function isLighter(a: Load, b: Load): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.share.length < b.share.length);
}
