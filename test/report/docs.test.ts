// docs/reports.md: what is shown there works.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { run } from "../cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "synod-docs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const docs = readFileSync(join(import.meta.dirname, "../../docs/reports.md"), "utf8");

test("the reporter of one's own reports", async () => {
  const code = docs.split("```ts file=slowest.ts\n")[1]?.split("```")[0] ?? "";
  writeFileSync(join(folder, "slowest.ts"), code);
  const { stdout } = await run(folder, ["check", "two-phase-commit", "--set", "rms=2", "--reporter", "./slowest.ts"]);
  expect(stdout).toBe("slowest: two-phase-commit\n");
  const [first] = JSON.parse(readFileSync(join(folder, "reports/slowest.json"), "utf8"));
  expect(first).toEqual({ name: "two-phase-commit", seconds: expect.any(Number) });
});

test("the program searches, and prints what it finds", async () => {
  const code = docs.split("```ts file=search.ts\n")[1]?.split("```")[0] ?? "";
  // Within the repository, so that `synod` is found from it.
  const inside = mkdtempSync(join(import.meta.dirname, "search-"));
  try {
    writeFileSync(join(inside, "search.ts"), code);
    const args = ["--conditions=synod-source", "--import", "tsx", join(inside, "search.ts")];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const [first, ...lines] = stdout.trimEnd().split("\n");
    expect(first).toMatch(/^violated in \d+ states$/);
    expect(lines.filter((line) => /^ *\d+ /.test(line))).toHaveLength(6);
    expect(lines.at(-1)).toMatch(/^run \d+ of seed 7: primary \d decided \w, but primary \d decided \w$/);
  } finally {
    rmSync(inside, { recursive: true, force: true });
  }
});

test("every reporter and every format there is has its line", () => {
  for (const name of ["text", "json", "junit", "github", "mermaid", "shiviz", "itf"])
    expect(docs).toContain(`| \`${name}\` |`);
});
