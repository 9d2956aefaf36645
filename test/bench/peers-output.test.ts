// What the peers print, as they printed it: the benchmark believes a time only together with a complete and exact count.
import { expect, test } from "vitest";
import { rumurCounts } from "../../bench/checkers/rumur.ts";
import { spinCounts } from "../../bench/checkers/spin.ts";
import { synodCounts } from "../../bench/checkers/synod.ts";

const SPIN_HEAD = `
(Spin Version 6.5.2 -- 6 December 2019)

Full statespace search for:
	never claim         	- (none specified)
	assertion violations	+
	invalid end states	+
`;

const SPIN = `${SPIN_HEAD}
State-vector 28 byte, depth reached 22, errors: 0
   296448 states, stored
  2448258 states, matched
  2744706 transitions (= stored+matched)
  2744706 atomic steps
hash conflicts:    118284 (resolved)
`;

test("SPIN's states and transitions are read", () => {
  expect(spinCounts(SPIN)).toEqual({ distinct: 296_448, generated: 2_744_706 });
});

test("SPIN rounds large numbers of transitions, which is good enough", () => {
  const large = SPIN.replace("  2744706 transitions", "1.235584e+08 transitions");
  expect(spinCounts(large).generated).toBe(123_558_400);
});

test("a number of states that SPIN has rounded is not accepted", () => {
  const rounded = SPIN.replace("   296448 states, stored", "1.235584e+08 states, stored");
  expect(() => spinCounts(rounded)).toThrow("no exact number of states");
});

test("a violated assertion is not a result of SPIN's", () => {
  const violated = `pan:1: assertion violated !((committed&&aborted)) (at depth 9)\n${SPIN.replace("errors: 0", "errors: 1")}`;
  expect(() => spinCounts(violated)).toThrow("assertion violated");
});

test.each([
  ["the depth limit", "error: max search depth too small"],
  ["an interruption", "Warning: Search not completed"],
  ["too little memory", "pan: out of memory"],
])("%s is not a result of SPIN's, whatever it has counted", (_, warning) => {
  expect(() => spinCounts(`${warning}\n${SPIN}`)).toThrow("SPIN has not finished");
});

test("a run of SPIN's that prints nothing is not a result", () => {
  expect(() => spinCounts("")).toThrow("errors: 0");
});

const RUMUR = `Memory usage:

	* The size of each state is 40 bits (rounded up to 5 bytes).
	* The size of the hash table is 8388608 bytes (1048576 slots).

Progress Report:

	10000 states explored in 0s, with 36044 rules fired and 5544 states in the queue.

==========================================================================

Status:

	No error found.

State Space Explored:

	8832 states, 58145 rules fired in 0s.

`;

test("rumur's states are read, and the initial state is added to its rules", () => {
  expect(rumurCounts(RUMUR)).toEqual({ distinct: 8_832, generated: 58_146 });
});

test("an error is not a result of rumur's", () => {
  const wrong = RUMUR.replace("No error found.", "1 error(s) found.");
  expect(() => rumurCounts(wrong)).toThrow("No error found");
});

test("a progress line is not rumur's result", () => {
  const cut = RUMUR.slice(0, RUMUR.indexOf("State Space Explored"));
  expect(() => rumurCounts(cut)).toThrow("no counts");
});

const MODEL = { verdict: "held", distinct: 288, generated: 1_146, frontier: 0 };

test("Synod's report is read", () => {
  expect(synodCounts(JSON.stringify({ models: [MODEL] }))).toEqual({ distinct: 288, generated: 1_146 });
});

test.each([
  ["inconclusive", { ...MODEL, verdict: "inconclusive" }],
  ["cut short", { ...MODEL, frontier: 12 }],
])("a run of Synod's that was %s is not a result", (_, model) => {
  expect(() => synodCounts(JSON.stringify({ models: [model] }))).toThrow("Synod's verdict");
});
