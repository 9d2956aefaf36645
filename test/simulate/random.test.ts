// Random numbers: what a seed means must never change, or no report can be looked at again.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Random, seedOfRun } from "../../src/simulate/random.ts";

test("a seed means these numbers, on every machine", () => {
  const random = new Random(42);
  expect(Array.from({ length: 8 }, () => random.below(1000))).toMatchInlineSnapshot(`
    [
      787,
      785,
      151,
      737,
      645,
      985,
      146,
      232,
    ]
  `);
  expect([0, 1, 2].map((run) => seedOfRun(42, run))).toMatchInlineSnapshot(`
    [
      3118121311,
      3269203343,
      3059423427,
    ]
  `);
});

test("numbers are within their bounds, and all of them come", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), (seed, count) => {
      const random = new Random(seed);
      const drawn = new Set(Array.from({ length: 50 * count }, () => random.below(count)));
      expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, number) => number));
    }),
    { numRuns: 50, seed: 1 },
  );
});

test("orders of magnitude come about equally often", () => {
  const random = new Random(7);
  const drawn = Array.from({ length: 4000 }, () => random.magnitude(8));
  expect(Math.min(...drawn)).toBe(1);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(256);
  expect(drawn.filter((number) => number <= 16).length).toBeGreaterThan(2000);
  expect(drawn.filter((number) => number > 128).length).toBeGreaterThan(150);
});

test("no two runs of a seed are the same run", () => {
  const seeds = new Set(Array.from({ length: 100_000 }, (_, run) => seedOfRun(1, run)));
  expect(seeds.size).toBe(100_000);
});

test("neighbouring seeds have nothing in common", () => {
  const first = Array.from({ length: 1000 }, (_, seed) => new Random(seed).below(10));
  const counts = Array.from({ length: 10 }, (_, digit) => first.filter((each) => each === digit).length);
  for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(40);
});
