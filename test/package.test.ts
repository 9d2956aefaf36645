// The package as a stranger gets it: packed, installed into an empty project, then used on plain Node.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const temp = mkdtempSync(join(tmpdir(), "synod-package-"));
const consumer = join(temp, "consumer");

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed\n${stdout ?? ""}${stderr ?? ""}`, { cause: error });
  }
}

const node = (...args: string[]): Promise<string> => run(process.execPath, args, consumer);
const synod = (...args: string[]): Promise<string> => run("npx", ["--no-install", "synod", ...args], consumer);

let tarball: string;

beforeAll(async () => {
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  // `npm pack` builds first: see "prepack".
  await run("npm", ["pack", "--pack-destination", temp], root);
  tarball = join(temp, readdirSync(temp).find((name) => name.endsWith(".tgz")) ?? "no tarball");
  await run("npm", ["install", tarball, "--prefer-offline", "--no-audit", "--no-fund"], consumer);
}, 180_000);

afterAll(() => rmSync(temp, { recursive: true, force: true }));

test("the tarball is well formed", async () => {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: new Uint8Array(bytes).buffer } });
  // "synod-source" names files that only the repository has; nobody else sets that condition.
  const complaints = messages.filter(({ path }) => !path.includes("synod-source"));
  expect(complaints.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("the tarball holds the build and no sources", () => {
  const installed = readdirSync(join(consumer, "node_modules/synod")).sort();
  expect(installed).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "dist", "package.json", "schemas", "starter"]);
});

test("each public entry is imported on plain Node", async () => {
  const entries = ["synod", "synod/models", "synod/models/two-phase-commit", "synod/properties"];
  const script = `for (const entry of ${JSON.stringify(entries)})
    if (Object.keys(await import(entry)).length > 0) console.log(entry);`;
  expect((await node("--input-type=module", "--eval", script)).trim().split("\n")).toEqual(entries);
});

test("each public entry has its types", async () => {
  const compilerOptions = { module: "nodenext", target: "es2023", strict: true, noEmit: true, types: [] };
  writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  writeFileSync(
    join(consumer, "consumer.ts"),
    `import * as synod from "synod";
import * as models from "synod/models";
import * as twoPhaseCommit from "synod/models/two-phase-commit";
import * as properties from "synod/properties";

export const defineNode: typeof synod.defineNode = synod.defineNode;
export const checked: Promise<synod.CheckResult> = synod.check(twoPhaseCommit.twoPhaseCommit({ rms: 3 }), { time: 9 });
export const simulated: Promise<synod.SimulationResult> = synod.simulate(twoPhaseCommit.twoPhaseCommit(), { seed: 7 });
// @ts-expect-error
synod.check(twoPhaseCommit.twoPhaseCommit(), { maxStates: "many" });
// @ts-expect-error
synod.simulate(twoPhaseCommit.twoPhaseCommit(), { seeds: 7 });
// Were an entry untyped, any name would do, and the line that expects an error would be one.
// @ts-expect-error
synod.noSuchName;
// @ts-expect-error
models.noSuchName;
// @ts-expect-error
twoPhaseCommit.noSuchName;
// @ts-expect-error
properties.noSuchName;
`,
  );
  expect(await node(join(root, "node_modules/typescript/bin/tsc"), "-p", ".")).toBe("");
});

test("a test of the consumer's finds the matchers, typed", async () => {
  symlinkSync(join(root, "node_modules/vitest"), join(consumer, "node_modules/vitest"));
  writeFileSync(join(consumer, "vitest.config.mjs"), "export default {};\n");
  writeFileSync(
    join(consumer, "consumer.test.ts"),
    `import { primaryBackup } from "synod/models/primary-backup";
import { agreement } from "synod/properties";
import "synod/vitest";
import { expect, test } from "vitest";

test("the bug is caught", () => expect(primaryBackup({ backups: 1 })).toViolate(agreement, { within: 6 }));
// @ts-expect-error
test("counts are numbers", () => expect(primaryBackup({ backups: 1 })).not.toHaveStates("many"));
`,
  );
  const compilerOptions = {
    module: "nodenext",
    target: "es2023",
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
  };
  writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.test.ts"] }));
  expect(await node(join(root, "node_modules/typescript/bin/tsc"), "-p", ".")).toBe("");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  expect(stripVTControlCharacters(await node(vitest, "run", "--root", consumer))).toContain("2 passed (2)");
});

test("a failure in compiled code is annotated where a person wrote it", async () => {
  const map = { version: 3, sources: ["at-once.ts"], names: [], mappings: ";;;AASA" };
  const url = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  // In one piece it would be taken for the source map of this test.
  const comment = ["//#", `sourceMappingURL=${url}`].join(" ");
  writeFileSync(
    join(consumer, "at-once.mjs"),
    `import { always, defineModel, transitionSystem, violation } from "synod";
const system = transitionSystem({ initial: { n: 0 }, actions: [] });
const build = () => ({ system, properties: [property] });
const property = always("never", () => violation("at once"));
export const model = defineModel({ name: "at-once", about: "", parameters: {}, build });
${comment}
`,
  );
  const printed = await synod("check", "at-once.mjs", "--reporter", "github").catch(String);
  expect(printed).toContain("::error file=at-once.ts,line=10,col=1,title=at-once%3A never::at once ");
});

/** Runs a command that may fail, and returns all that it printed. */
async function printedBy(args: readonly string[], cwd: string): Promise<string> {
  return stripVTControlCharacters(await run(process.execPath, args, cwd).catch((failure: Error) => failure.message));
}

test("what synod init starts with is green; broken where it asks to be, it is red everywhere; mended, it is green", async () => {
  const project = join(consumer, "started");
  mkdirSync(project);
  const command = join(consumer, "node_modules/synod/dist/src/cli/bin.js");
  const check = () => printedBy([command, "check", "--save", "--reporter", "text,github,junit"], project);
  const vitest = () => printedBy([join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", project], project);
  await run(process.execPath, [command, "init"], project);
  writeFileSync(join(project, "vitest.config.mjs"), "export default {};\n");
  expect(await check()).toMatch(/2 held {3}213 states in/);
  expect(await vitest()).toContain("1 passed (1)");

  const protocol = join(project, "protocols/lock.ts");
  const whole = readFileSync(protocol, "utf8");
  writeFileSync(protocol, whole.replace("const isFree = self.holder === null;", "const isFree = true;"));
  const broken = await check();
  const screen = broken.slice(0, broken.indexOf("replay:")).split("\n");
  expect(screen.length).toBeLessThanOrEqual(24);
  expect(screen).toContain("    client 0 and client 1 hold the lock");
  expect(broken).toContain("::error file=protocols/mutual-exclusion.ts,line=9,col=32,title=lock%3A mutual-exclusion::");
  expect(readFileSync(join(project, "reports/check.junit.xml"), "utf8")).toContain('<failure type="violated"');
  const trace = "reports/traces/lock.mutual-exclusion.json";
  expect(await printedBy([command, "replay", trace], project)).toContain("violated after 6 steps");
  expect(await vitest()).toContain("✗ mutual-exclusion  lock  violated after 6 steps");

  writeFileSync(protocol, whole);
  const mended = await check();
  expect(mended).toContain("2 held");
  expect(mended.replaceAll(/\s+/g, " ")).toMatch(
    /✓ traces\/lock\.mutual-exclusion\.\w+\.json no longer violates mutual-exclusion: fixed/,
  );
  expect(await printedBy([command, "replay", trace], project)).toMatch(/SYN022|no longer fails/);
  expect(await vitest()).toContain("1 passed (1)");
});

/** Each is brought by npm. */
const slow = test.runIf(process.env.SYNOD_FULL);

slow.each([22, 24, 26])("what synod init starts with runs on Node %s", { timeout: 180_000 }, async (version) => {
  const project = join(consumer, `node-${version}`);
  mkdirSync(project);
  await run(process.execPath, [join(consumer, "node_modules/synod/dist/src/cli/bin.js"), "init"], project);
  writeFileSync(join(project, "vitest.config.mjs"), "export default {};\n");
  // The package `node` fetches this one by a script, which npm may not run.
  const name = `node-${process.platform}-${process.arch}`;
  const bin = join(temp, `bin-${version}`);
  await run("npm", ["install", `${name}@${version}`, "--prefix", bin, "--no-audit", "--no-fund"], temp);
  const program = join(bin, "node_modules", name, "bin/node");
  expect(await run(program, ["--version"], project)).toMatch(new RegExp(`^v${version}\\.`));
  const check = await run(program, [join(consumer, "node_modules/synod/dist/src/cli/bin.js"), "check"], project);
  expect(check).toMatch(/2 held {3}213 states in/);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const tests = await run(program, [vitest, "run", "--root", project], project);
  expect(stripVTControlCharacters(tests)).toContain("1 passed (1)");
});

test("models are found where TypeScript is compiled to CommonJS", async () => {
  const project = join(consumer, "common");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "common", type: "commonjs" }));
  const command = join(consumer, "node_modules/synod/dist/src/cli/bin.js");
  await run(process.execPath, [command, "init"], project);
  expect(await printedBy([command, "check"], project)).toMatch(/2 held {3}213 states in/);
});

test("a program checks and simulates on plain Node", async () => {
  const script = `import { check, simulate } from "synod";
    import { twoPhaseCommit } from "synod/models/two-phase-commit";
    const { verdict, distinct } = await check(twoPhaseCommit({ rms: 3 }));
    const { runs } = await simulate(twoPhaseCommit({ rms: 3 }), { seed: 7, runs: 10 });
    console.log(verdict, distinct, runs);`;
  expect(await node("--input-type=module", "--eval", script)).toBe("held 288 10\n");
});

test("synod list names the models that come with it", async () => {
  expect(await synod("list")).toContain("two-phase-commit");
});

test("synod check finds the 288 states of two-phase commit with three resource managers", async () => {
  const report = await synod("check", "two-phase-commit", "--set", "rms=3", "--reporter", "json");
  expect(JSON.parse(report)).toBeTypeOf("object");
  expect(report).toMatch(/"distinct\w*":\s*288\b/);
});
