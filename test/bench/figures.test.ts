// From what GNU time writes to the figures of the report.
import { expect, test } from "vitest";
import { figuresOf, spread } from "../../bench/figures.ts";
import { costIn } from "../../bench/process.ts";

test("the cost of a run is read", () => {
  expect(costIn("1.50 0.25 2.01 1000\n")).toEqual({ cpu: 1.75, wall: 2.01, rss: 1_024_000 });
});

test("GNU time's remark on a command that failed is no cost", () => {
  expect(costIn("Command exited with non-zero status 1\n0.01 0.00 0.02 8\n").rss).toBe(8192);
});

test.each(["", "time: cannot run pan", "0.01 0.00"])("%j is not a cost", (text) => {
  expect(() => costIn(text)).toThrow("GNU time has written");
});

test("the middle of five runs is the third, and of two what is between them", () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ min: 1, median: 3, max: 5 });
  expect(spread([1, 2])).toEqual({ min: 1, median: 1.5, max: 2 });
});

const costs = [
  { cpu: 4, wall: 5, rss: 5000 },
  { cpu: 2, wall: 3, rss: 3000 },
  { cpu: 1, wall: 9, rss: 3000 },
];

test("rates are of the median run, and bytes a state without those of an empty run", () => {
  const { search } = figuresOf({
    checker: "synod",
    counts: { distinct: 100, generated: 400 },
    costs,
    emptyRss: 1000,
    preparation: 0,
  });
  expect(search).toEqual({
    distinct: 100,
    generated: 400,
    rates: { statesPerSecond: 50, transitionsPerSecond: 200 },
    bytesPerState: 30,
    netBytesPerState: 20,
  });
});

test("a run too short for the clock has no rate", () => {
  const [cost] = costs;
  const { search } = figuresOf({
    checker: "spin",
    counts: { distinct: 100, generated: 400 },
    costs: cost ? [{ ...cost, cpu: 0.02 }] : [],
    emptyRss: 1000,
    preparation: 0,
  });
  expect(search?.rates).toBeUndefined();
});
