// Shards of a simulation: however many machines share the runs of a seed, merging what they found is the simulation.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { type Ran, run } from "./run.ts";
import { settled } from "./transcript.ts";

const temp = mkdtempSync(join(tmpdir(), "synod-shards-of-runs-"));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);

/** Without failures and with them, expected and not, found late; vacuous, broken, with evidence of all kinds. */
const MODELS = [
  fixture("lock.ts"),
  fixture("hostile.ts"),
  fixture("faulty.ts"),
  fixture("broken.ts"),
  "primary-backup",
  "basic-paxos/adopt-lowest",
  "basic-paxos/lose-vote",
  "two-phase-commit/seven",
];
const ASKED = [...MODELS, "--seed", "3", "--runs", "900"];

async function shards(of: number, args: readonly string[], out = `of-${of}`): Promise<string[]> {
  const parts = Array.from({ length: of }, (_, at) => at + 1);
  for (const part of parts) await run(temp, ["simulate", ...args, "--shard", `${part}/${of}`, "--out", out, "--quiet"]);
  return parts.map((part) => `${out}/simulate-shard-${part}-of-${of}.json`);
}

/** Text without times, and without what only one machine can know. */
function plain(text: string, out: string): string {
  return settled(text, temp)
    .replaceAll(`${out}/`, "reports/")
    .replaceAll(/ · (more than )?[\d,]+ states? · [\d,]+ local states?| · states were counted by each shard/g, "");
}

/** The document, without those. */
function documentIn(out: string) {
  const { seconds: _, models, ...document } = JSON.parse(readFileSync(join(temp, out, "simulate.json"), "utf8"));
  return { ...document, models: models.map(comparable) };
}

type Model = Readonly<Record<string, unknown>> & { readonly properties?: readonly object[] };

function comparable({ coverage: _, timings: __, memory: ___, ...model }: Model) {
  const properties = model.properties?.map((property) => ({ ...property, evaluations: 0 }));
  return JSON.parse(JSON.stringify({ ...model, properties }).replaceAll(/"trace":"[^"]*\/traces/g, '"trace":"traces'));
}

function tracesIn(out: string): Record<string, string> {
  const folder = join(temp, out, "traces");
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/** The simulation that was not divided. */
let whole: Ran | undefined;

test.each([1, 4])("%s shards, merged, are the simulation: the same verdict, counts, texts and traces", async (of) => {
  whole ??= await run(temp, ["simulate", ...ASKED, "--reporter", "text,json", "--out", "whole"]);
  const files = await shards(of, ASKED);
  const out = `merged-${of}`;
  const merged = await run(temp, ["merge", ...files.toReversed(), "--reporter", "text,json", "--out", out]);
  expect(merged.code).toBe(whole.code);
  expect(plain(merged.stderr, out)).toBe(plain(whole.stderr, "whole"));
  expect(plain(merged.stdout, out)).toBe(plain(whole.stdout, "whole"));
  expect(documentIn(out)).toEqual(documentIn("whole"));
  expect(tracesIn(out)).toEqual(tracesIn("whole"));
  expect(Object.keys(tracesIn(out)).length).toBeGreaterThanOrEqual(3);
});

test("a shard that would be vacuous alone makes a whole that is not", async () => {
  const files = await shards(2, ["basic-paxos/alone", "--seed", "1", "--runs", "200"], "empty");
  expect((await run(temp, ["merge", ...files])).code).toBe(0);
});

test("failures that were saved before are told once, whichever shard tried them again", async () => {
  const project = mkdtempSync(join(temp, "saved-"));
  const bug = [fixture("lock.ts"), "--set", "bug=double-grant"];
  await run(project, ["check", ...bug, "--save"]);
  const asked = [...bug, "--seed", "1", "--runs", "300", "--depth", "3", "--reporter", "json"];
  const alone = await run(project, ["simulate", ...asked]);
  for (const part of [1, 2]) await run(project, ["simulate", ...asked, "--shard", `${part}/2`]);
  const files = [1, 2].map((part) => `reports/simulate-shard-${part}-of-2.json`);
  const { code, stdout } = await run(project, ["merge", ...files, "--reporter", "json"]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout).models.map(comparable)).toEqual(JSON.parse(alone.stdout).models.map(comparable));
  expect(JSON.parse(stdout)).toMatchObject({ models: [{ failures: [{ run: 0, strategy: "saved" }] }] });
});

test("an interruption of one shard is an interruption of the whole", async () => {
  const stop = new AbortController();
  // Interrupted when the first result is shown.
  const stream = { write: () => stop.abort() };
  const terminal = { stdout: stream, stderr: stream, env: {}, folder: temp, replay: "", signal: stop.signal };
  const asked = ["simulate", "primary-backup", "--seed", "1", "--out", "stopped"];
  expect(await main([...asked, "--shard", "1/2"], terminal)).toBe(130);
  await run(temp, [...asked, "--shard", "2/2"]);
  const files = [1, 2].map((part) => `stopped/simulate-shard-${part}-of-2.json`);
  const { code, stdout } = await run(temp, ["merge", ...files, "--reporter", "json"]);
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: "inconclusive",
    models: [{ name: "primary-backup" }],
    notSimulated: ["primary-backup/one-primary"],
  });
});

test("results that were changed after they were written are refused", async () => {
  const [path = ""] = await shards(1, ["primary-backup", "--seed", "1"], "changed");
  const text = readFileSync(join(temp, path), "utf8");
  writeFileSync(join(temp, path), text.replace(/"runs": 1000/, '"runs": 1001'));
  const { code, stderr } = await run(temp, ["merge", path]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("it was changed after it was written") });
});
