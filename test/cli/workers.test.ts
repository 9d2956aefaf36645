// `--workers`: however many threads search, the same is reported, down to the counterexample.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-workers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `synod check --reporter json` prints, without what may differ from run to run. */
async function checked(workers: number, ...words: string[]): Promise<{ document: unknown; threads: unknown }> {
  const args = ["check", ...words, "--workers", String(workers), "--reporter", "json", "--out", folder];
  const child = spawn(process.execPath, ["--conditions=synod-source", "--import", "tsx", "src/cli/bin.ts", ...args], {
    cwd: root,
  });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  await new Promise((resolve) => void child.on("close", resolve));
  const document = JSON.parse(text, (key, value) =>
    ["timings", "seconds", "memory", "evaluations"].includes(key) ? undefined : value,
  );
  const threads = document.models.map(({ engine }: { engine: { threads: number } }) => engine.threads);
  for (const model of document.models) delete model.engine;
  return { document, threads };
}

test("one, two and four threads find the same", { timeout: 120_000 }, async () => {
  const words = ["lamport-paxos/three-ballots", "two-phase-commit/seven"];
  const { document, threads } = await checked(1, ...words);
  expect(JSON.stringify(document)).toContain('"distinct":185369');
  expect(threads).toEqual([1, 1]);
  expect(await checked(2, ...words)).toEqual({ document, threads: [2, 2] });
  expect(await checked(4, ...words)).toEqual({ document, threads: [4, 4] });
});

test("a counterexample does not depend on the number of threads", { timeout: 60_000 }, async () => {
  const words = ["basic-paxos", "--set", "bug=skip-prepare"];
  const one = await checked(1, ...words);
  expect(JSON.stringify(one)).toContain('"violated"');
  // What came up is told by one.
  expect(await checked(2, ...words)).toEqual(one);
});
