// `synod mutants --workers`: however many threads make its rows, it prints one table, and makes no file of a part of it that looks like the whole.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "../..");
/** In the order of the model. */
const some = ["basic-paxos/promise-reports-nothing", "basic-paxos/skip-prepare", "basic-paxos/promise-only-once"];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-mutants-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function program(args: readonly string[]) {
  const command = ["--conditions=synod-source", "--import", "tsx", "src/cli/bin.ts", "mutants", ...args];
  return await promisify(execFile)(process.execPath, command, { cwd: root }).catch((failed) => failed);
}

test("two threads make the rows that one makes, in the same order", async () => {
  const args = [...some, "--reporter", "json", "--out", folder];
  const one = await run(root, ["mutants", ...args, "--workers", "1"]);
  const table = readFileSync(join(folder, "mutants.part.md"), "utf8");
  rmSync(join(folder, "mutants.part.md"));
  expect(JSON.parse(one.stdout).rows.map(({ name }: { name: string }) => name)).toEqual(some);
  const { stdout } = await program([...args, "--workers", "2"]);
  expect(stdout).toBe(one.stdout);
  expect(readdirSync(folder)).toEqual(["mutants.part.md"]);
  expect(readFileSync(join(folder, "mutants.part.md"), "utf8")).toBe(table);
});

test("what a reducer throws is said as by one thread", async () => {
  const { code, stderr } = await program(["test/cli/fixtures/torn.ts", "--workers", "2", "--out", folder]);
  const one = await run(root, ["mutants", "test/cli/fixtures/torn.ts", "--workers", "1", "--out", folder]);
  expect(stderr).toContain("SYN010");
  expect({ code, stderr }).toEqual({ code: one.code, stderr: one.stderr });
});
