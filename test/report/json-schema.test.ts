// What is printed as JSON is what schemas/report.schema.json says, by a validator that is not ours.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, expect, test } from "vitest";
import { run } from "../cli/run.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "synod-schema-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (name: string) => join(root, "test/cli/fixtures", name);
const schema = JSON.parse(readFileSync(join(root, "schemas/report.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

function faultsOf(document: unknown): unknown[] {
  validate(document);
  return validate.errors ?? [];
}

async function documentOf(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse((await run(folder, [...args, "--reporter", "json"])).stdout);
}

const runs: readonly (readonly [what: string, args: readonly string[]])[] = [
  ["a run that holds", ["check", "two-phase-commit", "--set", "rms=2"]],
  ["expected violations", ["check", fixture("lock.ts")]],
  ["a violation", ["check", "primary-backup", "--set", "backups=1"]],
  ["a run that a limit ends", ["check", "two-phase-commit", "--max-states", "50"]],
  ["a vacuous run", ["check", fixture("lock.ts"), "--set", "bug=no-grant"]],
  ["what can still happen", ["check", "basic-paxos/duel"]],
  ["a run with bounds", ["check", "basic-paxos/alone"]],
  ["definitions that throw", ["check", fixture("broken.ts")]],
  ["a word that is no model", ["check", "lokc"]],
  ["hostile texts", ["check", fixture("hostile.ts")]],
  ["strange evidence", ["check", fixture("faulty.ts"), "--set", "evidence=cycle"]],
  ["a trace that is not there", ["replay", "missing.json"]],
  ["random runs", ["simulate", fixture("lock.ts"), "--seed", "1"]],
  ["random runs that fail", ["simulate", fixture("lock.ts"), "--set", "bug=double-grant"]],
  ["random runs that fail as they should", ["simulate", "primary-backup", "--seed", "1"]],
  ["random runs that miss what was announced", ["simulate", "basic-paxos/reuse-epoch", "--runs", "5"]],
  ["vacuous random runs", ["simulate", fixture("lock.ts"), "--set", "bug=no-grant"]],
  ["no random run", ["simulate", "basic-paxos/alone", "--runs", "9", "--seed", "1", "--shard", "2/2"]],
  ["random runs that a limit ends", ["simulate", "two-phase-commit", "--runs", "10M", "--time", "0.1"]],
  ["random runs of definitions that throw", ["simulate", fixture("broken.ts")]],
  ["hostile random runs", ["simulate", fixture("hostile.ts"), "--seed", "1"]],
  ["strange evidence of random runs", ["simulate", fixture("faulty.ts"), "--set", "evidence=cycle"]],
  ["seeded bugs", ["mutants", fixture("lock.ts")]],
  ["bugs that survive", ["mutants", fixture("tame.ts"), fixture("foil.ts")]],
  ["all models", ["list"]],
  ["a hostile model", ["list", fixture("hostile.ts")]],
  ["a word that is no model, in a list", ["list", "lokc"]],
  ["no shards", ["merge"]],
];

test.each(runs)("the document of %s is valid", async (_what, args) => {
  expect(faultsOf(await documentOf(...args))).toEqual([]);
});

test("the document of a replay is valid", async () => {
  await run(folder, ["check", "primary-backup", "--set", "backups=1"]);
  const document = await documentOf("replay", "reports/traces/primary-backup.agreement.json");
  expect(document).toMatchObject({ verdict: "violated" });
  expect(faultsOf(document)).toEqual([]);
});

test("documents of merged shards are valid", async () => {
  const lock = fixture("lock.ts");
  await run(folder, ["check", lock, "--shard", "1/1"]);
  const runs = ["simulate", lock, "--set", "bug=double-grant", "--seed", "1"];
  for (const part of [1, 2]) await run(folder, [...runs, "--shard", `${part}/2`]);
  const check = await documentOf("merge", "reports/shard-1-of-1.json");
  const shards = [1, 2].map((part) => `reports/simulate-shard-${part}-of-2.json`);
  const simulate = await documentOf("merge", ...shards);
  expect([check.command, simulate.command]).toEqual(["check", "simulate"]);
  expect([...faultsOf(check), ...faultsOf(simulate)]).toEqual([]);
});

test("documents of shrinking are valid, whether the trace still fails or not", async () => {
  await run(folder, ["simulate", fixture("lock.ts"), "--set", "bug=double-grant", "--seed", "1"]);
  const shrink = ["shrink", "reports/traces/lock.mutual-exclusion.random.json", fixture("lock.ts")];
  const failing = await documentOf(...shrink);
  const mended = await documentOf(...shrink, "--set", "bug=none");
  expect([failing.verdict, mended.verdict]).toEqual(["violated", "held"]);
  expect([...faultsOf(failing), ...faultsOf(mended)]).toEqual([]);
});

test("documents with saved failures are valid, be they fixed, lost or there again", async () => {
  const out = ["--out", "saved", "--save"];
  await run(folder, ["check", "primary-backup", "--set", "backups=1", ...out]);
  const again = await documentOf("check", "primary-backup", "--set", "backups=1", "--max-states", "2");
  expect(JSON.stringify(again)).toContain('"saved":');
  expect(faultsOf(again)).toEqual([]);
});

test("what differs from a document in one place is not valid", async () => {
  const document = (await documentOf("check", "primary-backup", "--set", "backups=1")) as {
    models: [{ properties: [object] }];
  };
  const [model] = document.models;
  const [property] = model.properties;
  const differing = [
    { ...document, exitCode: 4 },
    { ...document, reportVersion: 2 },
    { ...document, surprise: 1 },
    { ...document, command: "simulate" },
    { ...document, command: undefined },
    { ...document, models: [{ ...model, distinct: -1 }] },
    { ...document, models: [{ ...model, distinct: undefined }] },
    { ...document, models: [{ ...model, properties: [{ ...property, status: "perhaps" }] }] },
  ];
  for (const each of differing) expect(faultsOf(JSON.parse(JSON.stringify(each)))).not.toEqual([]);
});
