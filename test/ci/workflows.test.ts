// The workflows that are there to be copied: what the servers that run them will say to them, and what their commands do.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { run } from "../cli/run.ts";

const root = join(import.meta.dirname, "../..");
const temp = mkdtempSync(join(tmpdir(), "synod-ci-"));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const page = readFileSync(join(root, "docs/ci.md"), "utf8");
const blockOf = (file: string) => page.split(`\`\`\`yaml file=${file}\n`)[1]?.split("```")[0] ?? "";
const github = blockOf(".github/workflows/synod.yml");
const gitlab = blockOf(".gitlab-ci.yml");
const starter = readFileSync(join(root, "starter/.github/workflows/synod.yml"), "utf8");

function githubFaults(workflow: string): unknown {
  const args = ["--import", "tsx", join(import.meta.dirname, "workflow-faults.ts")];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: workflow, encoding: "utf8", cwd: root });
  return JSON.parse(stdout || JSON.stringify(stderr));
}

/** Strictly read: a key that is there twice is an error. */
function yamlFaults(text: string): string[] {
  const { errors, warnings } = parseDocument(text, { strict: true, uniqueKeys: true });
  return [...errors, ...warnings].map(({ message }) => message);
}

test.each([
  ["docs/ci.md", github],
  ["synod init", starter],
])("GitHub's own parser has nothing against the workflow of %s", (_where, workflow) => {
  expect(workflow).toContain("npx synod check");
  expect(githubFaults(workflow)).toEqual([]);
});

test("it has something against wrong keys and expressions", () => {
  const broken = github.replace("fail-fast:", "fail-fats:").replace("matrix.shard }}/", "matrx.shard }}/");
  expect(githubFaults(broken)).toEqual([
    expect.stringContaining("Unexpected value 'fail-fats'"),
    expect.stringContaining("Unrecognized named-value: 'matrx'"),
  ]);
});

/** What GitLab knows, as far as it is used here: https://docs.gitlab.com/ci/yaml/ */
const KEYWORDS = {
  global: ["stages", "default"],
  default: ["image", "cache", "before_script"],
  job: ["cache", "stage", "parallel", "timeout", "script", "artifacts", "when"],
  artifacts: ["when", "paths", "expire_in", "reports"],
};

interface Job {
  readonly stage: string;
  readonly script: readonly string[];
  readonly artifacts: Record<string, unknown>;
}

test("GitLab's keywords are used where they belong", () => {
  expect(yamlFaults(gitlab)).toEqual([]);
  const { stages, default: common, ...jobs } = parseDocument(gitlab).toJS();
  expect(KEYWORDS.default).toEqual(expect.arrayContaining(Object.keys(common)));
  for (const job of Object.values<Job>(jobs)) {
    expect(KEYWORDS.job).toEqual(expect.arrayContaining(Object.keys(job)));
    expect(KEYWORDS.artifacts).toEqual(expect.arrayContaining(Object.keys(job.artifacts)));
    expect(stages).toContain(job.stage);
    expect(job.script.every((line) => typeof line === "string")).toBe(true);
  }
});

test("strict reading notices a key that is there twice", () => {
  expect(yamlFaults(`${gitlab}\nstages: [check]\n`)).not.toEqual([]);
});

/** A project with the models of the fixtures, and the costs that the page tells to commit. */
async function project(name: string): Promise<string> {
  const folder = join(temp, name);
  cpSync(join(import.meta.dirname, "../cli/fixtures/lock.ts"), join(folder, "lock.ts"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "synod": { "models": "./models.ts" } }');
  writeFileSync(
    join(folder, "models.ts"),
    `export * from ${JSON.stringify(join(root, "test/cli/fixtures/lock.ts"))};\n`,
  );
  const [, costs = ""] = /^npx (synod check --reporter costs .*)$/m.exec(page) ?? [];
  expect((await run(folder, wordsOf(costs, folder))).code).toBe(0);
  return folder;
}

/** A command as a shell hands it to the program. */
function wordsOf(command: string, folder: string): string[] {
  const [, ...words] = command.split(" ");
  return words.flatMap((word) => (word.includes("*") ? matching(word, folder) : [word]));
}

function matching(word: string, folder: string): string[] {
  const [start = "", end = ""] = basename(word).split("*");
  const names = readdirSync(join(folder, dirname(word))).filter((name) => name.startsWith(start) && name.endsWith(end));
  return names.sort().map((name) => join(dirname(word), name));
}

const commandsIn = (text: string) =>
  [...text.matchAll(/- (?:run: )?npx (synod .*)/g)].map(([, command = ""]) => command);

test("the commands of GitHub's workflow share a check and report on it", async () => {
  const folder = await project("github");
  const [check = "", merge = "", ...rest] = commandsIn(github);
  expect(rest).toEqual([]);
  const shards: number[] = parseDocument(github).toJS().jobs.check.strategy.matrix.shard;
  for (const shard of shards) {
    const command = check
      .replace(/\$\{\{ matrix\.shard \}\}/, String(shard))
      .replace(/\$\{\{ strategy\.job-total \}\}/, String(shards.length));
    expect((await run(folder, wordsOf(command, folder))).code).toBe(0);
  }
  cpSync(join(folder, "reports"), join(folder, "shards"), { recursive: true });
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(folder, "summary.md") };
  const { code, stdout } = await run(folder, wordsOf(merge, folder), env);
  expect(code).toBe(0);
  expect(stdout).toContain("2 held, 1 violated as expected");
  expect(readFileSync(join(folder, "summary.md"), "utf8")).toContain("| ✓ | lock/three | held | 180 |");
  expect(readFileSync(join(folder, "reports/check.junit.xml"), "utf8")).toContain('<testsuite name="lock/three"');
});

test("so do the commands of GitLab's", async () => {
  const folder = await project("gitlab");
  const [check = "", merge = "", ...rest] = commandsIn(gitlab);
  expect(rest).toEqual([]);
  const { check: job, report } = parseDocument(gitlab).toJS();
  for (let index = 1; index <= job.parallel; index++) {
    const command = check.replace("$CI_NODE_INDEX", String(index)).replace("$CI_NODE_TOTAL", String(job.parallel));
    expect((await run(folder, wordsOf(command, folder))).code).toBe(0);
  }
  expect((await run(folder, wordsOf(merge, folder))).stdout).toContain("2 held, 1 violated as expected");
  expect(readFileSync(join(folder, report.artifacts.reports.junit), "utf8")).toContain('<testsuite name="lock/three"');
});
