// The README is what people try first: its snippets are taken out and run, and its example is what the command prints today.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { basicPaxos } from "../models/basic-paxos/index.ts";
import { viewOf } from "../models/basic-paxos/view.ts";
import { main } from "../src/cli/main.ts";
import { check } from "../src/explore/check.ts";
import { type Checkable, type Model, over, type Property } from "../src/index.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
// Within the repository, so that `synod` means this one.
const folder = mkdtempSync(join(import.meta.dirname, "readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function snippet(name: string): Promise<Record<string, unknown>> {
  const code = readme.split(`\`\`\`ts file=${name}\n`)[1]?.split("```")[0];
  writeFileSync(join(folder, name), code ?? "");
  return await import(pathToFileURL(join(folder, name)).href);
}

test("a protocol of one's own is violated after 3 steps", async () => {
  const { catchUp } = (await snippet("catch-up.ts")) as { catchUp: Model };
  const { verdict, properties } = await check(catchUp());
  expect(verdict).toBe("violated");
  expect(properties[0]?.counterexample?.steps).toHaveLength(3);
});

test("the first invariant holds in Paxos and catches the bug that it is shown with", async () => {
  const { votesAreBehindPromises } = await snippet("votes-are-behind-promises.ts");
  const only = (model: Checkable): Checkable => {
    const view = viewOf({ proposers: 2, wishes: "different" });
    return { ...model, properties: over(view, [votesAreBehindPromises as Property<ReturnType<typeof view>>]) };
  };
  expect(await check(only(basicPaxos()))).toMatchObject({ verdict: "held" });
  const votes = { epochs: 3, learners: 0, learning: "broadcast" } as const;
  expect(await check(only(basicPaxos({ ...votes, bug: "accept-no-bump" })))).toMatchObject({ verdict: "violated" });
});

test("random runs of Multi-Paxos hold as the README says", async () => {
  await expect(snippet("random-runs.ts")).resolves.toBeDefined();
  expect(readme).toContain("fc.assert(fc.property(schedules(");
});

test("the example of a failure is what is printed", async () => {
  const [, shown = ""] = readme.split("$ npm run check -- primary-backup --set backups=3\n");
  let printed = "";
  const stream = { write: (text: string) => (printed += text), columns: 80 };
  const { signal } = new AbortController();
  const terminal = { stdout: stream, stderr: stream, env: {}, folder: root, replay: "npm run replay --", signal };
  await main(["check", "primary-backup", "--set", "backups=3", "--out", join(folder, "reports")], terminal);
  const steps = (text: string) => text.split("\n").filter((line) => /^ +\d+ {2}/.test(line));
  expect(steps(printed)).toHaveLength(10);
  expect(steps(shown.split("```")[0] ?? "")).toEqual(steps(printed));
});
