// What the report must not leave out: who was skipped and why, and an axis for every plot.
import { expect, test } from "vitest";
import { readOptions } from "../../bench/options.ts";
import { reportText } from "../../bench/report.ts";
import { ROWS } from "../../bench/suite.ts";
import { howToInstall, SPIN, versionOf } from "../../bench/tools.ts";
import { svg } from "../../src/report/plot.ts";

const machine = { cpu: "some CPU", cores: 2, memory: 2 ** 34, platform: "linux x64", versions: { node: "20.0.0" } };

test("a peer that is not installed is skipped by name, with what would help", () => {
  const [row] = ROWS;
  if (row === undefined) throw new Error("there are no rows");
  const text = reportText({
    machine,
    date: "2000-01-01",
    results: [{ row, figures: [], skipped: [{ checker: "spin", why: howToInstall(SPIN) }] }],
    growth: [],
  });
  expect(text).toContain("**spin** was skipped: `spin` is not installed (Debian: `apt-get install spin`).");
  expect(text).toMatch(/^\| spin +\| skipped/m);
});

test("a tool that does not exist has no version", () => {
  expect(versionOf({ ...SPIN, program: "no-such-checker" })).toBeUndefined();
});

test("the plot has its axes labelled by powers of ten, and a colour for the dark", () => {
  const series = [
    {
      name: "synod",
      points: [
        { x: 1e4, y: 2e5 },
        { x: 1e6, y: 9e5 },
      ],
    },
  ];
  const picture = svg("distinct states", [{ title: "states per CPU second", series }]);
  for (const text of [
    "distinct states",
    "states per CPU second",
    "synod",
    ">4<",
    ">6<",
    "prefers-color-scheme: dark",
  ]) {
    expect(picture).toContain(text);
  }
  // Two decades on both axes: the first point is at the left edge, the last at the right.
  expect(picture).toContain('points="52,');
  expect(picture).not.toContain("NaN");
});

test("a quick run is one of each small row, unless told otherwise", () => {
  expect(readOptions(["--quick"])).toMatchObject({ isQuick: true, runs: 1 });
  expect(readOptions(["--quick", "--runs", "3"])).toMatchObject({ isQuick: true, runs: 3 });
  expect(readOptions([])).toMatchObject({ isQuick: false, runs: 5, largeRuns: 3 });
});

test.each([
  [["--runs", "0"], "--runs takes a whole number"],
  [["--fast"], "--fast"],
])("%j is not understood", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
