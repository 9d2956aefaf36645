// A search that is ended early says so and never claims more than it covered.
import fc from "fast-check";
import { expect, test } from "vitest";
import { twoPhaseCommit } from "../../models/two-phase-commit/index.ts";
import { check } from "../../src/explore/check.ts";
import { always, sometimes, transitionSystem, violation } from "../../src/index.ts";

/** Two counters that count to the given numbers: (a + 1) * (b + 1) states. */
const counters = (a: number, b: number) =>
  transitionSystem<{ a: number; b: number }>({
    initial: { a: 0, b: 0 },
    actions: [
      { name: "a", reads: ["a"], next: (s) => (s.a < a ? { a: s.a + 1 } : undefined) },
      { name: "b", reads: ["b"], next: (s) => (s.b < b ? { b: s.b + 1 } : undefined) },
    ],
  });

const sumIsBelow = (limit: number) =>
  always<{ a: number; b: number }>("sum", ({ a, b }) => (a + b < limit ? undefined : violation(`${a} + ${b}`)));

const checkable = (limit = 1000) => ({
  name: "counters",
  parameters: {},
  system: counters(9, 9),
  properties: [sumIsBelow(limit)],
});

test("a limit on states ends the search, unless that is all there are", async () => {
  const cut = await check(checkable(), { maxStates: 99 });
  expect(cut).toMatchObject({
    verdict: "inconclusive",
    inconclusive: { kind: "limit", limit: "states" },
    distinct: 99,
    asExpected: false,
  });
  expect(cut.properties).toMatchObject([{ status: "unknown" }]);
  expect(await check(checkable(), { maxStates: 100 })).toMatchObject({ verdict: "held", distinct: 100, frontier: 0 });
});

test("a limit on depth finds exactly the violations that are no deeper", async () => {
  for (const limit of [1, 5, 12]) {
    expect(await check(checkable(limit), { maxDepth: limit - 1 })).toMatchObject({ verdict: "inconclusive" });
    const found = await check(checkable(limit), { maxDepth: limit });
    expect(found.verdict).toBe("violated");
    expect(found.properties[0]?.counterexample?.steps).toHaveLength(limit);
  }
});

test("a limit on time ends the search", async () => {
  const result = await check(twoPhaseCommit({ rms: 10 }), { time: 0.2 });
  expect(result).toMatchObject({ verdict: "inconclusive", inconclusive: { limit: "time" } });
  expect(result.seconds).toBeLessThan(5);
});

test("an interruption ends the search and keeps what was covered", async () => {
  const stop = new AbortController();
  const onProgress = () => stop.abort();
  const result = await check(twoPhaseCommit({ rms: 10 }), { signal: stop.signal, onProgress });
  expect(result).toMatchObject({ verdict: "inconclusive", inconclusive: { limit: "interrupted" } });
  expect(result.distinct).toBeGreaterThan(0);
});

test("a limit on memory ends the search wherever it strikes", async () => {
  const { rss } = process.memoryUsage();
  const memory = fc.integer({ min: 0, max: 60 }).map((megabytes) => rss + megabytes * 1e6);
  await fc.assert(
    fc.asyncProperty(memory, async (maxMemory) => {
      const result = await check(twoPhaseCommit({ rms: 9 }), { maxMemory });
      expect(result).toMatchObject({ verdict: "inconclusive", inconclusive: { limit: "memory" } });
    }),
    { numRuns: 4, seed: 7 },
  );
});

test("a violation found before the limit is a violation", async () => {
  expect(await check(checkable(3), { maxStates: 20 })).toMatchObject({ verdict: "violated" });
});

test("an unmet witness and an action that is never enabled make a run vacuous", async () => {
  const unreachable = sometimes<{ a: number }>("a-is-ten", ({ a }) => a === 10);
  const never = transitionSystem<{ a: number }>({
    initial: { a: 0 },
    actions: [
      { name: "up", reads: ["a"], next: (s) => (s.a < 3 ? { a: s.a + 1 } : undefined) },
      { name: "never", reads: ["a"], next: () => undefined },
    ],
  });
  const model = { name: "never", parameters: {}, system: never, properties: [unreachable] };
  expect(await check(model)).toMatchObject({
    verdict: "inconclusive",
    inconclusive: { kind: "vacuous", witnesses: ["a-is-ten"], actions: ["never"] },
  });
  expect(await check({ ...model, properties: [], idle: ["never"] })).toMatchObject({ verdict: "held", notIdle: [] });
  expect(await check({ ...model, properties: [], idle: ["never", "up"] })).toMatchObject({ notIdle: ["up"] });
});

test("a search goes on past other violations to the one that is expected", async () => {
  const result = await check({
    ...checkable(),
    properties: [sumIsBelow(2), { ...sumIsBelow(7), name: "later" }],
    expect: { violates: "later" },
  });
  expect(result.asExpected).toBe(true);
  expect(result.properties.map(({ counterexample }) => counterexample?.steps.length)).toEqual([2, 7]);
});

test("a violation in the initial state takes no steps", async () => {
  const result = await check(checkable(0));
  expect(result.properties[0]?.counterexample?.steps).toEqual([]);
});
