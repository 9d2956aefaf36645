// Failing random runs of every seeded bug become as short as the shortest there is, or nearly. In the full mode with 20 seeds; every day with a few bugs.
import { afterAll, describe, expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import type { Judged } from "../../src/define/property.ts";
import { check } from "../../src/explore/check.ts";
import type { Checkable, Model } from "../../src/index.ts";
import { RandomWalks } from "../../src/shrink/random-walk.ts";
import { shrink } from "../../src/shrink/shrink.ts";

const isFull = process.env.SYNOD_FULL !== undefined;
const SEEDS = isFull ? 20 : 2;
const WALKS = { walks: 20_000, depth: 400 };

/** Bugs whose shortest counterexample takes long to find. */
const slow = ["accept-no-bump", "windowed-prepare-gap", "votes-as-chosen", "reuse-epoch"];
const everyDay = ["skip-prepare", "promise-reports-nothing", "quorum-minus-one", "noop-overwrites"];

const bugsOf = (model: Model) =>
  model.configurations.flatMap(({ name, expect: expected }) => (expected === undefined ? [] : [name]));

const expectedOf = ({ properties, expect: expected }: Checkable) =>
  properties.find(({ name }) => name === expected?.violates);

const bugs = [basicPaxos as unknown as Model, multiPaxos as unknown as Model]
  .flatMap((model) =>
    bugsOf(model).map((name) => ({ name: `${model.modelName}/${name}`, build: () => model.configured(name) })),
  )
  // What can still happen is not seen in a run.
  .filter(({ build }) => expectedOf(build())?.kind !== "possible")
  .filter(({ name }) => isFull || everyDay.some((each) => name.endsWith(`/${each}`)));

interface Row {
  readonly name: string;
  readonly shortest: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Seconds of CPU, the worst. */
  readonly seconds: number;
}

const rows: Row[] = [];

async function shortestOf(model: Checkable): Promise<number> {
  const { properties } = await check(model);
  return properties.find(({ name }) => name === model.expect?.violates)?.counterexample?.steps.length ?? Number.NaN;
}

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function shrunkFrom(model: Checkable, walks: RandomWalks<unknown>, seed: number) {
  const { failure } = walks.untilFailure(seed, WALKS);
  if (failure === undefined) return undefined;
  const startedAt = cpu();
  const shrunk = await shrink(model, failure);
  return { before: failure.steps.length, after: shrunk?.steps.length ?? Number.NaN, seconds: cpu() - startedAt };
}

describe("a failing random run", () => {
  test.each(bugs)("of $name becomes as short as can be", { timeout: 600_000 }, async ({ name, build }) => {
    const model = build();
    const walks = new RandomWalks(model, expectedOf(model) as Judged<unknown>);
    const found = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const one = await shrunkFrom(model, walks, seed);
      if (one !== undefined) found.push(one);
    }
    if (found.length === 0) return expect(slow).toContain(name.split("/")[1]);
    const row: Row = {
      name,
      shortest: await shortestOf(model),
      before: found.map(({ before }) => before),
      after: found.map(({ after }) => after),
      seconds: Math.max(...found.map(({ seconds }) => seconds)),
    };
    rows.push(row);
    const ratios = row.after.map((after) => after / row.shortest);
    expect(median(ratios)).toBeLessThanOrEqual(1.1);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.5);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1);
  });
});

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

afterAll(() => {
  if (!isFull) return;
  const range = (values: readonly number[]) => `${Math.min(...values)}–${Math.max(...values)}`;
  for (const { name, shortest, before, after, seconds } of rows) {
    const cells = [
      name.padEnd(42),
      `${before.length}`,
      range(before),
      range(after),
      `${shortest}`,
      `${seconds.toFixed(2)} s`,
    ];
    process.stdout.write(`${cells.join("  ")}\n`);
  }
});
