// Threads that help to simulate: what they make counts as if one had made it, also when they die, and they end when they are told to.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import type { Recruiting } from "../../src/explore/crew/recruiting.ts";
import type { SimulationResult } from "../../src/simulate/result.ts";
import { simulate } from "../../src/simulate/simulate.ts";

function crewOf(members: number, configuration: string, diesAfter = 0): Recruiting {
  return {
    members,
    entry: new URL("./member.ts", import.meta.url),
    loader: import.meta.resolve("tsx/esm/api"),
    data: { configuration, diesAfter },
    atOnce: true,
  };
}

/** What was found, without what it took to find it. */
function found({ seconds: _, rate: __, memory: ___, engine: ____, properties, ...result }: SimulationResult) {
  return { ...result, properties: properties.map(({ evaluations: _____, ...property }) => property) };
}

test("a failure is the same, and so is all that was covered up to it", async () => {
  const model = basicPaxos.configured("adopt-any");
  const alone = await simulate(model, { seed: 5, runs: 20_000 });
  const together = await simulate(model, { seed: 5, runs: 20_000, crew: crewOf(3, "adopt-any") });
  expect(alone).toMatchObject({ asExpected: true, engine: { threads: 1 } });
  expect(alone.runs).toBeGreaterThan(600);
  expect(together.engine.threads).toBeGreaterThan(1);
  expect(found(together)).toEqual(found(alone));
});

test("what a thread has taken and not made is made by another", async () => {
  const options = { seed: 1, runs: 2000 };
  const alone = await simulate(basicPaxos(), options);
  for (const diesAfter of [1, 60]) {
    const together = await simulate(basicPaxos(), { ...options, crew: crewOf(2, "", diesAfter) });
    expect(found(together)).toEqual(found(alone));
    expect(together.engine.threads).toBe(1);
  }
});

test("threads that do not find the model are done without", async () => {
  const alone = await simulate(basicPaxos(), { seed: 1, runs: 600 });
  const crew = { ...crewOf(2, ""), entry: new URL("./nowhere.ts", import.meta.url) };
  const together = await simulate(basicPaxos(), { seed: 1, runs: 600, crew });
  expect(found(together)).toEqual(found(alone));
});

test("an interrupt ends all of them, and what they have made is counted", async () => {
  const stop = new AbortController();
  const result = await simulate(basicPaxos(), {
    seed: 1,
    runs: 1e9,
    crew: crewOf(2, ""),
    signal: stop.signal,
    onProgress: ({ states }) => {
      if (states > 3000) stop.abort();
    },
  });
  expect(result).toMatchObject({ inconclusive: { kind: "limit", limit: "interrupted" }, engine: { threads: 2 } });
  expect(result.steps).toBeGreaterThan(result.runs);
  expect(result.coverage.curve.at(-1)?.runs).toBe(result.runs);
});

test("a time that is over ends all of them", async () => {
  const result = await simulate(basicPaxos(), { seed: 1, time: 2, crew: crewOf(2, "") });
  expect(result).toMatchObject({ verdict: "no-failure" });
  expect(result.seconds).toBeLessThan(10);
});
