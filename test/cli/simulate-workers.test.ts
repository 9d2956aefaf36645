// `synod simulate --workers`: however many threads make the runs, they are the same, and so is everything that is said and saved of them.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-simulate-workers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function program(args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ["--conditions=synod-source", "--import", "tsx", "src/cli/bin.ts", "simulate", ...args],
    { cwd: root, env: { ...process.env, CI: "true" } },
  );
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    printed.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed.stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => void child.on("close", resolve));
  return { code, ...printed };
}

/** The JSON without what may differ from run to run, the traces that were saved, and who made the runs. */
async function simulated(workers: number, ...words: string[]) {
  const out = mkdtempSync(join(folder, "run-"));
  const common = ["--workers", String(workers), "--seed", "7", "--reporter", "json", "--out", out, "--quiet"];
  const { code, stdout } = await program([...words, ...common]);
  const document = JSON.parse(stdout, (key, value) =>
    ["timings", "seconds", "memory", "evaluations", "trace"].includes(key) ? undefined : value,
  );
  const threads = document.models.map(({ engine }: { engine?: { threads: number } }) => engine?.threads);
  for (const model of document.models) delete model.engine;
  const traces = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), "utf8")]);
  return { found: { code, document, traces }, threads };
}

test("one, two and four threads make the same runs, and stop at the same failure", { timeout: 120_000 }, async () => {
  const words = ["basic-paxos/adopt-lowest", "lamport-paxos/three-ballots", "--runs", "1500", "--coverage"];
  const { found, threads } = await simulated(1, ...words);
  expect(threads).toEqual([1, 1]);
  expect(found.document.models[0]).toMatchObject({ verdict: "violated", asExpected: true });
  expect(found.document.models[0].runs).toBeGreaterThan(512);
  expect(found.document.models[1].runs).toBe(1500);
  expect(found.traces.length).toBe(2 + 2);
  for (const workers of [2, 4, 2]) {
    const again = await simulated(workers, ...words);
    expect(again.found).toEqual(found);
    expect(again.threads[1]).toBe(workers);
    expect(again.threads[0]).toBeGreaterThan(1);
  }
});

test("what a reducer throws is said as by one thread", { timeout: 60_000 }, async () => {
  const words = ["test/cli/fixtures/faulty.ts", "--set", "fault=throws", "--runs", "2000", "--seed", "1"];
  const one = await program([...words, "--workers", "1"]);
  expect(one.stderr).toContain("SYN010");
  expect(await program([...words, "--workers", "3"])).toEqual(one);
});
