// Slower is what the baseline and its tolerance say it is, and a check that has compared nothing does not pass.
import { expect, test } from "vitest";
import type { Figures } from "../../bench/figures.ts";
import { ratiosOf } from "../../bench/ratios.ts";
import { compared, regressionText } from "../../bench/regression.ts";
import { ROWS } from "../../bench/suite.ts";

const baseline = { tolerance: 0.25, ratios: { "a: synod/spin": 4, "b: synod/naive": 0.2 } };

test("ratios within the tolerance pass", () => {
  const { compared: rows, passes } = compared(baseline, { "a: synod/spin": 5, "b: synod/naive": 0.17 });
  expect(rows.map(({ outcome }) => outcome)).toEqual(["as before", "as before"]);
  expect(passes).toBe(true);
});

test("one ratio beyond it does not", () => {
  const { compared: rows, passes } = compared(baseline, { "a: synod/spin": 5.1, "b: synod/naive": 0.1 });
  expect(rows.map(({ outcome }) => outcome)).toEqual(["slower", "faster"]);
  expect(passes).toBe(false);
});

test("a peer that is missing is named, and the others decide", () => {
  const regression = compared(baseline, { "b: synod/naive": 0.2, "c: synod/rumur": 1 });
  expect(regression.passes).toBe(true);
  expect(regressionText(regression)).toBe(`Ratios of CPU time
  b: synod/naive: 0.2 before, 0.2 now: as before
  a: synod/spin: not measured in this run
  c: synod/rumur: not in the baseline
No regression.
`);
});

test("comparing nothing does not pass", () => {
  const regression = compared(baseline, {});
  expect(regression.passes).toBe(false);
  expect(regressionText(regression)).toContain("Nothing could be compared.");
});

test("a ratio is Synod's CPU time by the other's", () => {
  const [row] = ROWS;
  if (row === undefined) throw new Error("there are no rows");
  const figures = [figuresAt("synod", 3), figuresAt("spin", 2), figuresAt("naive", 12)];
  expect(ratiosOf([{ row, figures, skipped: [] }])).toEqual({
    [`${row.name}: synod/spin`]: 1.5,
    [`${row.name}: synod/naive`]: 0.25,
  });
});

test("a run of a few ticks of the clock is nothing to be compared with", () => {
  const [row] = ROWS;
  if (row === undefined) throw new Error("there are no rows");
  expect(ratiosOf([{ row, figures: [figuresAt("synod", 3), figuresAt("spin", 0.02)], skipped: [] }])).toEqual({});
});

function figuresAt(checker: Figures["checker"], seconds: number): Figures {
  const same = { min: seconds, median: seconds, max: seconds };
  return { checker, runs: 1, cpu: same, wall: same, rss: same, emptyRss: 1, preparation: 0, search: undefined };
}
