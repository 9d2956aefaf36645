// However many shares the runs of a seed are divided into, what they found is put together to what one would have found.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { always, type Checkable, sometimes, transitionSystem, violation } from "../../src/index.ts";
import { merged } from "../../src/simulate/merged.ts";
import type { SimulationResult } from "../../src/simulate/result.ts";
import { type SimulateOptions, simulate } from "../../src/simulate/simulate.ts";

/** Without what depends on the machine, on what it remembers, and on who saw what. */
function figuresOf(result: SimulationResult) {
  const { seconds: _, rate: __, memory: ___, coverage: ____, rounds, properties, ...rest } = result;
  const { steps, cut, actions } = rounds;
  const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
  const judged = properties.map(({ evaluations: _____, ...property }) => property);
  return { ...rest, properties: judged, rounds: { steps: sum(steps), cut: sum(cut), actions } };
}

async function inShards(model: Checkable, of: number, options: SimulateOptions): Promise<SimulationResult> {
  const parts: SimulationResult[] = [];
  for (let part = 1; part <= of; part++) parts.push(await simulate(model, { ...options, shard: { part, of } }));
  const [first, ...others] = parts as [SimulationResult, ...SimulationResult[]];
  return merged([first, ...others]);
}

/** Fails once in so many runs, and otherwise does nothing of interest. */
function rarely(more: Partial<Checkable<State>> = {}): Checkable<State> {
  const flips = (at: number) => ({
    name: `flip ${at}`,
    reads: ["length", "ones"] as const,
    next: ({ length, ones }: State) => (length < 9 ? { length: length + 1, ones: ones + at } : undefined),
  });
  const late = {
    name: "late",
    reads: ["ones"] as const,
    next: ({ ones }: State) => (ones === 8 ? { ones: 8 } : undefined),
  };
  const system = transitionSystem<State>({ initial: { length: 0, ones: 0 }, actions: [flips(0), flips(1), late] });
  const atMost = (limit: number) =>
    always<State>(`at most ${limit}`, ({ ones }) => (ones > limit ? violation(`${ones} ones`) : undefined));
  const properties = [atMost(8), atMost(7), sometimes<State>("six", ({ ones }) => ones === 6)];
  return { name: "rarely", parameters: {}, system, properties, idle: ["late"], ...more };
}

interface State {
  readonly length: number;
  readonly ones: number;
}

const alone = { strategy: "uniform" };
const cases: readonly (readonly [what: string, model: Checkable, options: SimulateOptions])[] = [
  ["no failure", basicPaxos.configured("alone"), { runs: 1500 }],
  ["a failure that ends the runs of one", rarely() as Checkable, { runs: 3000, ...alone }],
  [
    "a failure that was announced, and others on the way",
    rarely({ expect: { violates: "at most 8" } }) as Checkable,
    { runs: 6000, ...alone },
  ],
  ["a seeded bug", basicPaxos.configured("lose-vote"), { runs: 1000 }],
  ["a violation that does not come", basicPaxos.configured("reuse-epoch"), { runs: 600 }],
  ["runs that show little", basicPaxos(), { runs: 700, depth: 3 }],
  ["fewer rounds than shards", basicPaxos.configured("alone"), { runs: 300 }],
];

test.each(cases)("shards of %s are together what one makes of it", async (_, model, options) => {
  for (const seed of [1, 2]) {
    const whole = await simulate(model, { seed, ...options });
    for (const shards of [1, 4])
      expect(figuresOf(await inShards(model, shards, { seed, ...options }))).toEqual(figuresOf(whole));
  }
});

test("the cases are what they say: some seeds fail in a later round, and shards go on beyond that", async () => {
  const [, , options] = cases[1] as (typeof cases)[number];
  const whole = await simulate(rarely() as Checkable, { seed: 1, ...options });
  const parts = await Promise.all(
    [1, 2].map((part) => simulate(rarely() as Checkable, { seed: 1, ...options, shard: { part, of: 2 } })),
  );
  expect(whole.failures).toHaveLength(1);
  expect(parts.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThan(whole.runs);
});

test("a limit that left runs out of one shard leaves them out of the whole", async () => {
  const model = basicPaxos.configured("alone");
  const first = await simulate(model, { seed: 1, runs: 600, shard: { part: 1, of: 2 } });
  const second = await simulate(model, { seed: 1, runs: 1e6, shard: { part: 2, of: 2 }, maxMemory: 1 });
  expect(merged([first, second])).toMatchObject({
    verdict: "inconclusive",
    asExpected: false,
    inconclusive: { kind: "limit", limit: "memory" },
  });
});
