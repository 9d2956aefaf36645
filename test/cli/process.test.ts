// What only a real process shows: exit codes, signals, closed pipes, files that do not load, and the line to paste.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const lock = "test/cli/fixtures/lock.ts";
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "synod process ")); // with spaces, as folders have
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[]): ChildProcess {
  const command = ["--conditions=synod-source", "--import", "tsx", "src/cli/bin.ts", ...args];
  return spawn(process.execPath, command, { cwd: root, env: { PATH: process.env.PATH, COLUMNS: "80" } });
}

async function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (text.stdout += chunk));
  child.stderr?.on("data", (chunk) => (text.stderr += chunk));
  const code = await new Promise<number | null>((resolve) => void child.on("close", resolve));
  return { code, ...text };
}

const synod = (...args: string[]): Promise<Ended> => ended(start(args));

test("results go to stdout, and a run in which everything held exits with 0", async () => {
  expect(await synod("check", lock, "--out", folder)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/2 held, 1 violated as expected .*\n$/),
    stderr: "",
  });
});

test("the line after a failure works when it is pasted", { timeout: 60_000 }, async () => {
  const { code, stdout } = await synod("check", lock, "--set", "bug=double-grant", "--out", folder);
  expect(code).toBe(1);
  const line = /replay:\s+(.*)/.exec(stdout)?.[1] ?? "";
  expect(line).toContain(`'${folder}`);
  const replayed = await ended(spawn("sh", ["-c", line], { cwd: root }));
  expect(replayed).toMatchObject({ code: 1, stdout: expect.stringContaining("client 0 and client 1 hold the lock") });
});

test("an interrupt shows what was covered, reports what is missing, and exits with 130", async () => {
  const out = join(folder, "interrupted");
  const child = start([
    "check",
    lock,
    "two-phase-commit/nine",
    "register-paxos/one-client",
    "--reporter",
    "text,json",
    "--out",
    out,
  ]);
  // By then the process listens to signals, and has gone on to the large one.
  child.stdout?.once("data", () => setTimeout(() => child.kill("SIGINT"), 500));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(130);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/\n\n\? two-phase-commit\/nine {2}inconclusive {2}rms=9\n {4}[\d,]+ states · /);
  expect(stdout).toContain("    interrupted: nothing is known beyond what was covered\n");
  expect(stdout).toMatch(
    /\n2 held, 1 violated as expected, 1 not checked .*\n1 inconclusive: two-phase-commit\/nine\n$/,
  );
  const report = JSON.parse(readFileSync(join(out, "check.json"), "utf8"));
  expect(report).toMatchObject({ verdict: "inconclusive", exitCode: 130, notChecked: ["register-paxos/one-client"] });
  expect(report.models.at(-1)).toMatchObject({ inconclusive: { kind: "limit", limit: "interrupted" } });
});

test("an interrupt ends random runs, and what they covered is shown", async () => {
  const child = start(["simulate", lock, "--seed", "1", "--runs", "1G", "--set", "clients=4", "--out", folder]);
  setTimeout(() => child.kill("SIGINT"), 3000);
  const { code, stdout, stderr } = await ended(child);
  expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
  expect(stdout).toMatch(/^\? lock {2}inconclusive: no failure in [\d,]+ runs\n/);
  expect(stdout).toContain("    interrupted: not all runs were made\n");
});

test("a reader that stops reading is no error", async () => {
  const child = start(["list", "--verbose"]);
  child.stdout?.destroy();
  const { code, stderr } = await ended(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

const unloadable = [
  ["has a syntax error", "syntax.ts", "export const = 1;\n"],
  ["throws", "throws.ts", 'throw new Error("no such host");\n'],
  ["rejects", "rejects.ts", 'await Promise.reject(new Error("no such host"));\nexport {};\n'],
  ["imports what does not exist", "imports.ts", 'import "./nowhere.ts";\n'],
  ["throws nothing", "nothing.ts", "throw undefined;\n"],
] as const;

test.each(unloadable)("a file that %s is one sentence, and a stack only with --verbose", async (_what, name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { code, stdout, stderr } = await synod("check", path);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^error SYN005: cannot load [^\n]+\n$/);
  expect(stderr).toContain(path);
  if (name === "throws.ts") expect((await synod("check", path, "--verbose")).stderr).toMatch(/\n {4}at .*throws\.ts:1/);
});

test("a place that cannot be written to leaves nothing behind", async () => {
  const occupied = join(folder, "occupied");
  writeFileSync(occupied, "");
  const { code, stdout, stderr } = await synod("check", lock, "--set", "bug=double-grant", "--out", occupied);
  expect(code).toBe(2);
  expect(stdout).toContain("client 0 and client 1 hold the lock");
  expect(stderr).toMatch(/^error SYN030: cannot write [^\n]+\n {6}Choose another folder with --out\.\n$/);
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".tmp"))).toEqual([]);
});

test("a check that nobody reads to its end is interrupted, and does not look like one that held", async () => {
  const child = start(["check", lock, "two-phase-commit/nine", "--out", folder]);
  child.stdout?.once("data", () => child.stdout?.destroy());
  expect(await new Promise((resolve) => void child.on("exit", resolve))).toBe(130);
});

test("a disk that is full in the middle of a file leaves no half of it", async () => {
  const out = join(folder, "full");
  const summary = join(folder, "step.md");
  const before = `# before\n${"a line of some step before this one\n".repeat(12)}`;
  writeFileSync(summary, before);
  const command = ["--conditions=synod-source", "--import", "tsx", "src/cli/bin.ts", "check", lock, "--out", out];
  // A limit on the size of files ends a write where a full disk would.
  const child = spawn(
    "sh",
    ["-c", 'ulimit -f 1; exec "$0" "$@"', process.execPath, ...command, "--reporter", "junit,github"],
    {
      cwd: root,
      env: { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: summary },
    },
  );
  const { code, stderr } = await ended(child);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^error SYN030: cannot write [^\n]+: EFBIG: [^\n]+\n {6}Choose another folder with --out\.\n$/,
  );
  expect(readFileSync(summary, "utf8")).toBe(before);
  expect(readdirSync(out, { recursive: true })).toEqual(["traces"]);
});

/** A shard of some random runs, and what is left of it where it was to be written. */
const runsOf = (out: string, ...more: string[]) => [
  "simulate",
  lock,
  "--set",
  "bug=double-grant",
  "--seed",
  "1",
  ...["--shard", "1/1", "--reporter", "text,json,junit,github", "--out", out],
  ...more,
];

/** Runs a command where no file can be longer than half a kilobyte: a write ends there as it would on a full disk. */
function onFullDisk(args: readonly string[]): Promise<Ended> {
  const command = ["--conditions=synod-source", "--import", "tsx", "src/cli/bin.ts", ...args];
  const limited = ["-c", 'ulimit -f 1; exec "$0" "$@"', process.execPath, ...command];
  return ended(spawn("sh", limited, { cwd: root, env: { PATH: process.env.PATH } }));
}

const oneComplaint = /^error SYN030: cannot write [^\n]+\n {6}Choose another folder with --out\.\n$/;

test("random runs and merged ones that cannot be written are shown, complained of once, and leave nothing", async () => {
  const out = join(folder, "runs");
  expect((await synod(...runsOf(out))).code).toBe(1);
  const shard = join(out, "simulate-shard-1-of-1.json");
  const occupied = join(folder, "occupied by runs");
  writeFileSync(occupied, "");
  const merge = ["merge", shard, "--reporter", "text,json,junit,github", "--out"];
  const full = [join(folder, "full of runs"), join(folder, "full of merged runs")] as const;
  const all = [
    await synod(...runsOf(occupied)),
    await synod(...merge, occupied),
    await onFullDisk(runsOf(full[0])),
    await onFullDisk([...merge, full[1]]),
  ];
  for (const { code, stdout, stderr } of all) {
    expect(code).toBe(2);
    expect(stdout).toContain("client 0 and client 1 hold the lock");
    expect(stdout).not.toContain("for synod merge in");
    expect(stderr).toMatch(oneComplaint);
  }
  for (const each of full) expect(readdirSync(each, { recursive: true })).toEqual(["traces"]);
});

test("random runs that nobody reads to their end are interrupted", async () => {
  const child = start(["simulate", lock, "basic-paxos", "--seed", "1", "--runs", "20k", "--out", folder]);
  child.stdout?.once("data", () => child.stdout?.destroy());
  expect(await new Promise((resolve) => void child.on("exit", resolve))).toBe(130);
});
