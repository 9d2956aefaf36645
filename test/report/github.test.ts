// What GitHub is told: annotations at the definition of what failed, and a summary, both within its limits.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { primaryBackup } from "../../models/primary-backup/index.ts";
import type { Site } from "../../src/define/site.ts";
import { check } from "../../src/explore/check.ts";
import type { CheckResult } from "../../src/explore/result.ts";
import { githubReporter } from "../../src/report/github.ts";
import type { CheckRun, Outcome } from "../../src/report/run.ts";
import { run } from "../cli/run.ts";
import { settled } from "../cli/transcript.ts";

const folder = mkdtempSync(join(tmpdir(), "synod-github-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(import.meta.dirname, "../..");
let failed: CheckResult;

beforeAll(async () => {
  failed = await check(primaryBackup({ backups: 1 }));
});

const replay = "synod replay reports/traces/primary-backup.agreement.json";

function outcome(result: CheckResult): Outcome {
  return { name: result.name, result, traces: new Map(), replays: new Map([["agreement", replay]]), gone: [] };
}

function reported(outcomes: readonly Outcome[], env: Readonly<Record<string, string>> = {}) {
  const whole: CheckRun = { tool: "synod 0.0.0", exitCode: 1, seconds: 1, outcomes, left: [], error: undefined };
  return githubReporter(whole, { folder: root, env, isAlone: true });
}

const linesOf = (text = "") => text.split("\n").filter((line) => line !== "");

/** The same result, its property defined elsewhere. */
function definedAt(...sites: readonly Site[]): CheckResult {
  const properties = failed.properties.map((property) => ({ ...property, definedAt: sites }));
  return { ...failed, properties, definedAt: [{ file: join(root, "model.ts"), line: 9, column: 9 }] };
}

test("an annotation stands where the property is defined", () => {
  const [line = "", ...others] = linesOf(reported([outcome(failed)]).commands);
  expect(others).toEqual([]);
  const [, file = "", number] = /^::error file=([^,]+),line=(\d+),/.exec(line) ?? [];
  expect(file).toBe("properties/agreement.ts");
  const defined = readFileSync(join(root, file), "utf8").split("\n")[Number(number) - 1];
  expect(defined).toMatch(/always/);
  expect(line).toContain("::primary 0 decided a, but primary 1 decided b (violated after 6 steps; ");
  expect(line).toContain(`%0Areplay: ${replay}`);
});

test("a definition that is not in the repository is annotated where it is used, or else at the model", () => {
  const inside = { file: join(root, "a/b.ts"), line: 3, column: 1 };
  const outside = { file: "/elsewhere/c.ts", line: 1, column: 1 };
  const installed = { file: join(root, "node_modules/synod/dist/d.js"), line: 1, column: 1 };
  const placeOf = (...sites: readonly Site[]) =>
    /file=([^,]+),line=(\d+)/
      .exec(reported([outcome(definedAt(...sites))]).commands ?? "")
      ?.slice(1)
      .join(":");
  expect(placeOf(installed, outside, inside)).toBe("a/b.ts:3");
  expect(placeOf(outside)).toBe("model.ts:9");
});

test("paths start at the workspace, wherever in it the command was started", () => {
  const result = definedAt({ file: "/work space/app/a,b.ts", line: 3, column: 1 });
  expect(reported([outcome(result)], { GITHUB_WORKSPACE: "/work space" }).commands).toContain(
    "file=app/a%2Cb.ts,line=3",
  );
});

test("a violation that does not come is annotated, and one that is expected is not", () => {
  const { properties } = failed;
  expect(reported([outcome({ ...failed, expected: "agreement", asExpected: true })]).commands).toBe("");
  const held = properties.map(({ counterexample: _, ...property }) => ({ ...property, status: "held" as const }));
  const missing = { ...failed, expected: "agreement", verdict: "held" as const, properties: held };
  expect(reported([outcome(missing)]).commands).toMatch(/agreement::held, but agreement should have been violated/);
});

test("of many failures ten are annotated, the last of which says how many more there are", () => {
  const ten = linesOf(reported(Array.from({ length: 10 }, () => outcome(failed))).commands);
  expect(ten).toHaveLength(10);
  const more = linesOf(reported(Array.from({ length: 14 }, () => outcome(failed))).commands);
  expect(more).toHaveLength(10);
  expect(more.at(-1)).toBe("::error::5 more failures: see the summary of the job");
});

test("a summary has a table of verdicts and each failure with its story and its picture", async () => {
  const fixture = join(import.meta.dirname, "../cli/fixtures/lock.ts");
  writeFileSync(join(folder, "lock.ts"), `export * from ${JSON.stringify(fixture)};\n`);
  await run(folder, ["check", "lock.ts", "--set", "bug=double-grant", "--reporter", "github"]);
  const summary = settled(readFileSync(join(folder, "reports/check.summary.md"), "utf8"), root);
  await expect(summary).toMatchFileSnapshot("summary.golden.md");
});

test("a summary is shorter than 256 kB and says what it leaves out", () => {
  const { files = {} } = reported(Array.from({ length: 1000 }, () => outcome(failed)));
  const summary = files["check.summary.md"] ?? "";
  expect(Buffer.byteLength(summary)).toBeLessThan(256_000);
  expect(Buffer.byteLength(summary)).toBeGreaterThan(200_000);
  const shown = summary.split("\n### ").length - 1;
  expect(summary).toContain(`\n${1000 - shown} more failures, for which there is no room here.\n`);
  expect(summary).toContain("| and 600 more |");
});

test("a summary is added to what other steps have written", async () => {
  const path = join(folder, "step.md");
  writeFileSync(path, "# before\n");
  const { code } = await run(folder, ["check", "two-phase-commit", "--set", "rms=2", "--reporter", "github"], {
    GITHUB_STEP_SUMMARY: path,
  });
  expect(code).toBe(0);
  expect(readFileSync(path, "utf8")).toMatch(/^# before\n## ✓ synod [^\n]+: held in /);
});

test("a disk that is full is one sentence and exit code 2", async () => {
  const { code, stdout, stderr } = await run(
    folder,
    ["check", "two-phase-commit", "--set", "rms=2", "--reporter", "text,github"],
    { GITHUB_STEP_SUMMARY: "/dev/full" },
  );
  expect(code).toBe(2);
  expect(stdout).toContain("✓ two-phase-commit  held");
  expect(stderr).toMatch(/^error SYN030: cannot write \/dev\/full: ENOSPC: no space left on device[^\n]*\n$/);
});

test("a folder that cannot be written to is one complaint, whatever was to go there", async () => {
  writeFileSync(join(folder, "occupied"), "");
  const args = ["check", "two-phase-commit", "--set", "rms=2", "--out", "occupied"];
  const several = await run(folder, [...args, "--reporter", "junit,github,json"]);
  expect(several.code).toBe(2);
  expect(several.stderr.match(/error SYN030/g)).toHaveLength(1);
  expect(readFileSync(join(folder, "occupied"), "utf8")).toBe("");
});
