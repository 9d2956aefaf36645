// Strategies are preferences and no prohibitions, and each does to a run what it says.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import type { Event } from "../../src/define/event.ts";
import { strategies, strategiesNamed } from "../../src/simulate/portfolio.ts";
import { Random } from "../../src/simulate/random.ts";
import { Runner } from "../../src/simulate/runner.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { Traits } from "../../src/simulate/traits.ts";
import { lock } from "../cli/fixtures/lock.ts";

const names = strategies.map(({ name }) => name);

test.each(names)("%s keeps no state from being reached: the lock has 33", async (strategy) => {
  const { coverage, verdict } = await simulate(lock(), { seed: 1, runs: 1500, strategy });
  expect({ verdict, states: coverage.states }).toEqual({ verdict: "no-failure", states: 33 });
});

test.each(names)("%s says in a sentence what it does", (name) => {
  expect(strategiesNamed(name)[0]?.about).toMatch(/^[a-z].{20,}[^.]$/);
});

test("the portfolio takes all in turn", () => {
  const runner = new Runner(lock(), { seed: 1, strategies, depth: 50 });
  expect(names.map((_, run) => runner.strategyOf(run + names.length).name)).toEqual(names);
});

/** The events of many runs of basic Paxos with crashes, one list a run. */
function runsBy(strategy: string, runs = 200): Event[][] {
  const runner = new Runner(basicPaxos({ restarts: 2, proposers: 3, epochs: 3 }), {
    seed: 2,
    strategies: strategiesNamed(strategy),
    depth: 200,
    watch: () => {
      const { last, traits, depth } = runner.walk;
      if (depth === 0) all.push([]);
      else all.at(-1)?.push(traits.events[last] as Event);
    },
  });
  const all: Event[][] = [];
  for (let run = 0; run < runs; run++) runner.play(run);
  return all;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

const actorOf = (event: Event | undefined) => (event !== undefined && "node" in event ? event.node : "");

/** How often the node that acts is not the one that acted before. */
const switches = (run: readonly Event[]) =>
  run.filter((event, at) => at > 0 && actorOf(event) !== actorOf(run[at - 1])).length / run.length;

test("pct lets one node act as long as it can, a fair run does not", () => {
  expect(mean(runsBy("pct").map(switches))).toBeLessThan(0.9 * mean(runsBy("uniform").map(switches)));
});

/** The longest time that some node could act and did not, in each of many runs. */
function longestWaits(strategy: string): number[] {
  const waits: number[] = [];
  let since = new Map<number, number>();
  const runner: Runner<unknown> = new Runner(basicPaxos(), {
    seed: 2,
    strategies: strategiesNamed(strategy),
    depth: 200,
    watch: () => {
      const { count, events, traits, depth, last } = runner.walk;
      if (depth === 0) since = new Map();
      const able = new Set(Array.from(events.subarray(0, count), (event) => traits.actor[event] as number));
      for (const actor of since.keys()) if (!able.has(actor) || actor === traits.actor[last]) since.delete(actor);
      for (const actor of able) if (!since.has(actor)) since.set(actor, depth);
      for (const start of since.values()) longest = Math.max(longest, depth - start);
    },
  });
  let longest = 0;
  for (let run = 0; run < 200; run++) {
    longest = 0;
    runner.play(run);
    waits.push(longest);
  }
  return waits;
}

test("starve and hold keep somebody waiting for longer than a fair run does", () => {
  const fair = mean(longestWaits("uniform"));
  expect(mean(longestWaits("starve"))).toBeGreaterThan(1.2 * fair);
  expect(mean(longestWaits("hold"))).toBeGreaterThan(1.1 * fair);
});

test("of five nodes that could always start, few lets two, and a fair run all", () => {
  const traits = new Traits();
  const starts = [0, 1, 2, 3, 4].map((at) => traits.numberOf({ kind: "act", node: `server ${at}`, action: "start" }));
  const taken = (name: string) => {
    const scheduler = strategiesNamed(name)[0]?.scheduler();
    scheduler?.begin(new Random(1));
    const chosen: number[] = [];
    for (let depth = 0; depth < 60; depth++) {
      const sight = { count: 5, events: Int32Array.from(starts), traits, last: chosen.at(-1) ?? -1, depth };
      const noValues = { writtenBy: () => -1, valueBy: () => 0, valueOf: () => 0 };
      chosen.push(scheduler?.choose({ ...sight, ...noValues }) ?? -1);
    }
    return new Set(chosen).size;
  };
  expect(taken("few")).toBe(2);
  expect(taken("uniform")).toBe(5);
});

test("bursts brings crashes right after a step of the same node", () => {
  const after = (strategy: string) => {
    const crashes = runsBy(strategy).flatMap((run) =>
      run.flatMap((event, at) => (event.kind === "restart" ? [actorOf(event) === actorOf(run[at - 1])] : [])),
    );
    return crashes.filter((isAfter) => isAfter).length / crashes.length;
  };
  expect(after("bursts")).toBeGreaterThan(1.5 * after("uniform"));
});

test("novelty sees more in as many runs", async () => {
  const states = async (strategy: string) => {
    const { coverage } = await simulate(basicPaxos.configured("three-epochs"), { seed: 3, runs: 512, strategy });
    return coverage.states;
  };
  expect(await states("novelty")).toBeGreaterThan(await states("uniform"));
});
