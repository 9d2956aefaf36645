// A checker that does not find every state ends the benchmark.
import { expect, test } from "vitest";
import { rumur } from "../../bench/checkers/rumur.ts";
import { node } from "../../bench/checkers/yardsticks.ts";
import { verifiedCounts } from "../../bench/counts.ts";

const JOB = { model: "two-phase-commit", size: { rms: 3 }, distinct: 288 };
const printing = (distinct: number) =>
  `No error found.\nState Space Explored:\n\t${distinct} states, 1145 rules fired in 0s.\n`;

test("a run that finds every state counts", () => {
  expect(verifiedCounts(rumur, JOB, printing(288))).toEqual({ distinct: 288, generated: 1_146 });
});

test("a run that misses one does not", () => {
  expect(() => verifiedCounts(rumur, JOB, printing(287))).toThrow(
    "rumur counts 287 states in two-phase-commit rms=3, but there are 288",
  );
});

test("what is no checker has nothing to count", () => {
  expect(verifiedCounts(node, JOB, "")).toBeUndefined();
});
