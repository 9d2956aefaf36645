// The kill matrix says which bugs survive, which controls are flagged, and which properties nobody would miss.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { action, always, choice, defineModel, type Model, transitionSystem, violation } from "../../src/index.ts";
import { catchesOf, matrixRow } from "../../src/mutants/kill-matrix.ts";
import { mutantsOf, searched } from "../../src/mutants/mutant.ts";
import { metAtRandom } from "../../src/mutants/random.ts";
import { simulate } from "../../src/simulate/simulate.ts";

interface State {
  readonly count: number;
}

const bugs = { none: 3, high: 6, higher: 9, harmless: 3, harmful: 5 } as const;

const below = (name: string, limit: number) =>
  always<State>(name, ({ count }) => (count < limit ? undefined : violation(`the count is ${count}`)));

const counter = defineModel({
  name: "counter",
  about: "counts to 3",
  parameters: { bug: choice({ default: "none", of: ["none", "high", "higher", "harmless", "harmful"], about: "" }) },
  configurations: [
    { name: "", about: "sound" },
    { name: "high", about: "counts to 6", set: { bug: "high" }, expect: { violates: "below-5" } },
    { name: "higher", about: "counts to 9", set: { bug: "higher" }, expect: { violates: "below-5" } },
    { name: "unseen", about: "counts to 3", set: { bug: "none" }, expect: { violates: "below-5" } },
    { name: "harmless", about: "counts to 3", set: { bug: "harmless" }, control: true },
    { name: "harmful", about: "counts to 5", set: { bug: "harmful" }, control: true },
  ],
  build: ({ bug }) => ({
    system: transitionSystem<State>({
      initial: { count: 0 },
      actions: [
        action<State, "count">({
          name: "increment",
          reads: ["count"],
          next: ({ count }) => (count < bugs[bug] ? { count: count + 1 } : undefined),
        }),
      ],
    }),
    properties: [below("below-5", 5), below("below-8", 8), below("below-99", 99)],
  }),
}) as unknown as Model;

const signal = new AbortController().signal;
const search = { maxStates: undefined, signal, onProgress: () => {} };

const mutants = mutantsOf(counter);

async function rowsWith(maxStates: number | undefined) {
  const found = await Promise.all(mutants.map((mutant) => searched(mutant, { ...search, maxStates })));
  return mutants.map((mutant, at) => matrixRow(mutant, found[at] as (typeof found)[number], undefined));
}

test("seeded bugs and controls are mutants, sound configurations are not", () => {
  expect(mutants.map(({ name }) => name)).toEqual([
    "counter/high",
    "counter/higher",
    "counter/unseen",
    "counter/harmless",
    "counter/harmful",
  ]);
});

test("every property that catches a bug is told with its shortest run, and what is not as it should be", async () => {
  const rows = await rowsWith(undefined);
  const told = rows.map(({ name, verdict, kills }) => [name, verdict, kills.map(({ steps }) => steps)]);
  expect(told).toEqual([
    ["counter/high", "caught", [5]],
    ["counter/higher", "caught", [5, 8]],
    ["counter/unseen", "survives", []],
    ["counter/harmless", "harmless", []],
    ["counter/harmful", "flagged", [5]],
  ]);
});

test("a bug that lies beyond the limit is searched for further, but by its own property only", async () => {
  const [high] = await rowsWith(3);
  expect(high).toMatchObject({ verdict: "caught", steps: 5 });
});

test("of each property it is told which bugs nothing else catches; controls do not count", async () => {
  const catches = catchesOf(["below-5", "below-8", "below-99"], await rowsWith(undefined));
  expect(catches).toEqual([
    { property: "below-5", caught: ["counter/high", "counter/higher"], alone: ["counter/high"] },
    { property: "below-8", caught: ["counter/higher"], alone: [] },
    { property: "below-99", caught: [], alone: [] },
  ]);
});

test("a bug is met at random, and a control has nothing to meet", async () => {
  const [high, , unseen, harmless] = mutants;
  if (high === undefined || unseen === undefined || harmless === undefined) throw new Error("there are no mutants");
  const chances = { seeds: 3, runs: 500, strategy: "uniform" };
  expect(await metAtRandom(high, chances, signal)).toEqual({
    method: "uniform",
    seeds: 3,
    within: 256,
    met: 3,
    runs: 1,
    shrunk: 5,
  });
  const never = await metAtRandom(unseen, chances, signal);
  expect(never).toMatchObject({ within: 512, met: 0, runs: undefined, shrunk: undefined });
  expect(await metAtRandom(harmless, chances, signal)).toBeUndefined();
});

test("a seed meets a bug after as many runs as a simulation of its own makes, and the middle one counts", async () => {
  const mutant = mutantsOf(basicPaxos as unknown as Model).find(({ name }) => name === "basic-paxos/adopt-lowest");
  if (mutant === undefined) throw new Error("the bug has another name");
  const model = mutant.build();
  const properties = model.properties.filter(({ name }) => name === mutant.expected);
  const alone: number[] = [];
  for (let seed = 1; seed <= 5; seed++)
    alone.push((await simulate({ ...model, properties }, { seed, runs: 20_000 })).failures[0]?.run ?? 0);
  const sorted = alone.toSorted((a, b) => a - b);
  expect(sorted[2]).toBeGreaterThan(256);
  const met = await metAtRandom(mutant, { seeds: 5, runs: 20_000 }, signal);
  expect(met?.runs).toBe(sorted[2]);
  // The slowest seed need not come to its end.
  expect(sorted[4]).toBeGreaterThan(met?.within ?? 0);
});
