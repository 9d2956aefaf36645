// Shards: however many machines share a check, merging what they found is the check.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { shareOf } from "../../src/cli/shard.ts";
import { type Ran, run } from "./run.ts";
import { settled } from "./transcript.ts";

const temp = mkdtempSync(join(tmpdir(), "synod-shards-"));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);
/** Held, violated as expected and not, vacuous, and broken; properties with evidence of all kinds. */
const MODELS = [
  fixture("lock.ts"),
  fixture("hostile.ts"),
  fixture("faulty.ts"),
  fixture("broken.ts"),
  "primary-backup",
];
const REPORTERS = ["--reporter", "text,json,junit,github,costs"];

/** What a run has left, apart from times and memory. */
function leftIn(out: string): Record<string, string> {
  const files = readdirSync(join(temp, out), { recursive: true, encoding: "utf8", withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const kept = paths.filter((path) => !/shard-\d+-of-\d+\.json$/.test(path)).sort();
  return Object.fromEntries(
    kept.map((path) => [path.slice(join(temp, out).length), plain(readFileSync(path, "utf8"), out)]),
  );
}

function plain(text: string, out: string): string {
  return settled(text, temp)
    .replaceAll(`${out}/`, "reports/")
    .replaceAll(/ {3}[\d,]+ states in [^\n]*/g, "");
}

async function shards(of: number, args: readonly string[], out = `of-${of}`): Promise<string[]> {
  const parts = Array.from({ length: of }, (_, at) => at + 1);
  for (const part of parts) await run(temp, ["check", ...args, "--shard", `${part}/${of}`, "--out", out]);
  return parts.map((part) => `${out}/shard-${part}-of-${of}.json`);
}

/** The check that was not divided. */
let whole: Ran | undefined;

const NUMBERS = process.env.SYNOD_FULL ? [1, 2, 4, 30] : [1, 4];

test.each(NUMBERS)(
  "%s shards, merged, are the check: the same verdict, counts, texts, reports and traces",
  async (of) => {
    whole ??= await run(temp, ["check", ...MODELS, ...REPORTERS, "--out", "whole"]);
    const merged = await run(temp, ["merge", ...(await shards(of, MODELS)), ...REPORTERS, "--out", `merged-${of}`]);
    expect(merged.code).toBe(whole.code);
    expect(plain(merged.stdout, `merged-${of}`)).toBe(plain(whole.stdout, "whole"));
    expect(plain(merged.stderr, `merged-${of}`)).toBe(plain(whole.stderr, "whole"));
    expect(leftIn(`merged-${of}`)).toEqual(leftIn("whole"));
    expect(Object.keys(leftIn("whole")).length).toBeGreaterThanOrEqual(8);
  },
);

test("the order in which results are given does not matter", async () => {
  const files = await shards(3, ["primary-backup"], "order");
  const there = await run(temp, ["merge", ...files, "--reporter", "json"]);
  const back = await run(temp, ["merge", ...files.toReversed(), "--reporter", "json"]);
  expect(settled(back.stdout, temp)).toBe(settled(there.stdout, temp));
  expect(there.code).toBe(0);
});

test("a merged verdict is that of the worst shard", async () => {
  const files = await shards(2, [fixture("lock.ts"), "--max-states", "20"], "limited");
  expect((await run(temp, ["merge", ...files])).code).toBe(3);
});

test("an interruption of one shard is an interruption of the whole", async () => {
  const stop = new AbortController();
  // Interrupted when the first result is shown.
  const stream = { write: () => stop.abort() };
  const terminal = { stdout: stream, stderr: stream, env: {}, folder: temp, replay: "", signal: stop.signal };
  const args = ["check", "primary-backup", "--shard", "1/1", "--out", "interrupted"];
  expect(await main(args, terminal)).toBe(130);
  const path = "interrupted/shard-1-of-1.json";
  const { code, stdout } = await run(temp, ["merge", path, "--reporter", "json"]);
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: "inconclusive",
    models: [{ name: "primary-backup" }],
    notChecked: ["primary-backup/all-backups", "primary-backup/one-primary"],
  });
});

/** Every copy of some data that lacks one of its keys, or has a number in its place. */
function* damaged(data: unknown): Generator<unknown> {
  if (typeof data !== "object" || data === null) return;
  for (const [key, value] of Object.entries(data)) {
    const changed = (next: unknown) => (Array.isArray(data) ? data.with(Number(key), next) : { ...data, [key]: next });
    if (value !== 7) yield changed(7);
    yield changed(undefined);
    for (const next of damaged(value)) yield changed(next);
  }
}

test("results that have been changed in any place are refused", { timeout: 60_000 }, async () => {
  await shards(1, [fixture("lock.ts"), "--set", "bug=double-grant"], "damaged");
  const path = join(temp, "damaged/shard-1-of-1.json");
  const codes = new Set<string>();
  for (const file of damaged(JSON.parse(readFileSync(path, "utf8")))) {
    writeFileSync(path, JSON.stringify(file));
    const { stderr } = await run(temp, ["merge", path, "--quiet"]);
    codes.add(/SYN\d+/.exec(stderr)?.[0] ?? "none");
  }
  expect([...codes]).toEqual(["SYN026"]);
});

const costs = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 });

test("every configuration falls to exactly one shard, whatever it costs", () => {
  fc.assert(
    fc.property(costs, fc.integer({ min: 1, max: 12 }), (prices, of) => {
      const names = prices.map((_, at) => `model-${at}`);
      const known = new Map(names.flatMap((name, at) => (at % 5 === 4 ? [] : [[name, prices[at] ?? 0]])));
      const shares = Array.from({ length: of }, (_, at) => shareOf(names, known, { part: at + 1, of }));
      expect(shares.flat().sort((a, b) => a - b)).toEqual(names.map((_, at) => at));
    }),
  );
});

test("no shard has more than a fair share and the dearest configuration on top of it", () => {
  fc.assert(
    fc.property(costs, fc.integer({ min: 1, max: 12 }), (prices, of) => {
      const names = prices.map((_, at) => `model-${at}`);
      const known = new Map(names.map((name, at) => [name, prices[at] ?? 0]));
      const total = prices.reduce((sum, price) => sum + price, 0);
      for (let part = 1; part <= of; part++) {
        const load = shareOf(names, known, { part, of }).reduce((sum, at) => sum + (prices[at] ?? 0), 0);
        expect(load).toBeLessThanOrEqual(total / of + Math.max(0, ...prices));
      }
    }),
  );
});

test("without costs all shards have about as many", () => {
  const names = Array.from({ length: 10 }, (_, at) => `model-${at}`);
  const sizes = [1, 2, 3, 4].map((part) => shareOf(names, new Map(), { part, of: 4 }).length);
  expect(sizes).toEqual([3, 3, 2, 2]);
});

test("what an earlier run has cost divides the next one", async () => {
  await run(temp, ["check", fixture("lock.ts"), "--full", "--reporter", "costs", "--out", "."]);
  const costly = JSON.parse(readFileSync(join(temp, "costs.json"), "utf8"));
  expect(costly).toEqual({ lock: 49, "lock/three": 352, "lock/double-grant": 47, "lock/four": expect.any(Number) });
  const args = ["check", fixture("lock.ts"), "--full", "--costs", "costs.json", "--out", "priced"];
  const { stdout } = await run(temp, [...args, "--shard", "1/2"]);
  expect(stdout).toContain("✓ lock/four  held");
  expect(stdout).toMatch(/\nshard 1 of 2: 1 of 4 configurations, for synod merge in priced\/shard-1-of-2\.json\n$/);
});
