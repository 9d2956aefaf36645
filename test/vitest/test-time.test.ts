// How much of a test's time a search may use, and what happens where Vitest tells less than it does today.
import { expect, test } from "vitest";
import { attach, secondsFor } from "../../src/vitest/test-time.ts";

test("a quarter of the time that is left is kept, and no less than half a second", () => {
  expect(secondsFor({ timeout: 5000 }, 0)).toBe(3.75);
  expect(secondsFor({ timeout: 5000, result: { startTime: 1000 } }, 2000)).toBe(3);
  expect(secondsFor({ timeout: 1000 }, 0)).toBe(0.5);
});

test("a test whose time is over still gets an answer", () => {
  expect(secondsFor({ timeout: 1000, result: { startTime: 0 } }, 3000)).toBe(0.05);
});

test("a test without a limit gives none", () => {
  expect(secondsFor({}, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(secondsFor({ timeout: 0 }, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(secondsFor({ timeout: Number.POSITIVE_INFINITY }, 0)).toBe(Number.POSITIVE_INFINITY);
});

test("a Vitest that cannot attach files, or not any more, is no reason to fail", async () => {
  await attach({}, "a trace", "a.json");
  await attach({ context: {} }, "a trace", "a.json");
  const annotate = () => {
    throw new Error("the test is over");
  };
  await attach({ context: { annotate } }, "a trace", "a.json");
});
