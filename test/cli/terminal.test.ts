// What depends on the terminal: progress on a line that is written over, or now and then a line in a log; colours, or none.
import { expect, test } from "vitest";
import { COMMAND_NAMES, helpFor } from "../../src/cli/help.ts";
import { progressOn } from "../../src/cli/progress.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { facesOf } from "../../src/cli/terminal.ts";
import { columnsOf } from "../../src/report/layout.ts";

type Env = Readonly<Record<string, string>>;

const ERASE = "\r\u001b[2K";
const coverage = { distinct: 1_234_567, generated: 9_876_543, depth: 21, frontier: 98_765, terminal: 0 };

function terminalWith(env: Env, isTTY: boolean, columns = 80): { terminal: Terminal; written: string[] } {
  const written: string[] = [];
  const stderr = { isTTY, columns, write: (text: string) => void written.push(text) };
  const signal = new AbortController().signal;
  return { terminal: { stdout: stderr, stderr, env, folder: "/", replay: "synod replay", signal }, written };
}

/** What is written in the first half minute of a search that reports 20 times a second. */
function halfMinute(env: Env, isTTY: boolean, quiet = false): string[] {
  const { terminal, written } = terminalWith(env, isTTY);
  const progress = progressOn(terminal, "two-phase-commit/seven-with-a-long-name", quiet);
  for (let slice = 1; slice <= 600; slice++) progress.update(coverage, slice / 20);
  progress.clear();
  return written;
}

test("who watches sees one line, written over, that fits and goes away", () => {
  const written = halfMinute({}, true);
  expect(written.length).toBeGreaterThan(100);
  expect(written[50]?.startsWith(ERASE)).toBe(true);
  expect(written[50]?.slice(ERASE.length)).toMatch(
    /^\S+… {2}1,234,567 states {2}\S+\/s {2}frontier 98\.8k {2}depth 21 {2}\d+ MB {2}\S+ s$/,
  );
  expect(Math.max(...written.map((text) => text.length - ERASE.length))).toBeLessThan(78);
  expect(written.join("")).not.toContain("\n");
  expect(written.at(-1)).toBe(ERASE);
});

test.each([
  ["a log", {}, false],
  ["a dumb terminal", { TERM: "dumb" }, true],
  ["CI", { CI: "true" }, true],
])("%s gets a whole line every ten seconds", (_where, env, isTTY) => {
  const written = halfMinute(env, isTTY);
  expect(written).toHaveLength(3);
  expect(written.join("")).not.toContain("\u001b");
  expect(written[0]).toMatch(/^two-phase-commit\/seven-with-a-long-name {2}1,234,567 states .* 10\.0 s\n$/);
});

test("CI=false is not CI", () => {
  expect(halfMinute({ CI: "false" }, true).length).toBeGreaterThan(100);
});

test("--quiet shows no progress", () => {
  expect(halfMinute({}, true, true)).toEqual([]);
});

test("a search that is over at once shows no progress", () => {
  const { terminal, written } = terminalWith({}, true);
  const progress = progressOn(terminal, "quick", false);
  progress.update(coverage, 0.05);
  progress.clear();
  expect(written).toEqual([]);
});

test.each<[string, Env, boolean, boolean]>([
  ["a terminal", {}, true, true],
  ["a pipe", {}, false, false],
  ["a dumb terminal", { TERM: "dumb" }, true, false],
  ["NO_COLOR", { NO_COLOR: "1" }, true, false],
  ["NO_COLOR set to nothing", { NO_COLOR: "" }, true, true],
  ["FORCE_COLOR on a pipe", { FORCE_COLOR: "1" }, false, true],
  ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, true, false],
  ["FORCE_COLOR=false", { FORCE_COLOR: "false" }, true, false],
  ["FORCE_COLOR on a dumb terminal", { FORCE_COLOR: "3", TERM: "dumb" }, true, true],
  ["NO_COLOR against FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
])("colours with %s", (_what, env, isTTY, colours) => {
  const { terminal } = terminalWith(env, isTTY);
  expect(facesOf(terminal, false).out.red("x") !== "x").toBe(colours);
  expect(facesOf(terminal, true).out.red("x")).toBe("x");
});

test("the width is the terminal's, or else COLUMNS, or else that of a log", () => {
  const width = (env: Env, columns: number) => facesOf(terminalWith(env, true, columns).terminal, false).width;
  expect([
    width({}, 72),
    width({ COLUMNS: "60" }, 72),
    width({ COLUMNS: "60" }, 0),
    width({}, 0),
    width({}, 10),
  ]).toEqual([72, 72, 60, 100, 40]);
});

test.each(["", ...COMMAND_NAMES])("the help on %j fits in 80 columns", (command) => {
  expect(Math.max(...helpFor(command).split("\n").map(columnsOf))).toBeLessThanOrEqual(80);
});
