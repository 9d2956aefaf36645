// Texts as nobody should write them, in every place that a model can put a text: the terminal shows them safely, and their traces can be replayed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { columnsOf } from "../../src/report/layout.ts";
import { hostile } from "./fixtures/hostile.ts";

const file = join(import.meta.dirname, "fixtures/hostile.ts");
const names = hostile.parameters.name.accepts.split(", ");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-hostile-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function synod(...args: readonly string[]): Promise<{ code: number; text: string }> {
  let text = "";
  const stream = { write: (more: string) => (text += more) };
  const signal = new AbortController().signal;
  const terminal = { stdout: stream, stderr: stream, env: { COLUMNS: "80" }, folder, replay: "synod replay", signal };
  return { code: await main(args, terminal), text };
}

/** Lines that are not to be pasted. */
function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => !line.startsWith("synod replay"));
}

test.each(names)("a property, an action and evidence called %s are shown safely", async (name) => {
  const { code, text } = await synod("check", file, "--set", `name=${name}`);
  expect(code).toBe(1);
  expect(text).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
  expect(linesOf(text).length).toBeLessThan(50);
  expect(Math.max(...linesOf(text).map(columnsOf))).toBeLessThanOrEqual(80);
});

test.each(names)("a run that holds, with a witness called %s, is shown safely", async (name) => {
  const { code, text } = await synod("check", file, "--set", `name=${name}`, "--set", "ends=well", "--verbose");
  expect(code).toBe(0);
  expect(text).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u);
  expect(Math.max(...linesOf(text).map(columnsOf))).toBeLessThanOrEqual(80);
});

test.each(names)("the trace of %s has a name of its own and is replayed", async (name) => {
  const { text } = await synod("check", file, "--set", `name=${name}`);
  const line = /synod replay (\S+) /.exec(text)?.[1] ?? "";
  expect(line).toMatch(/^reports\/traces\/hostile\.[\w.-]{1,100}\.json$/);
  expect(await synod("replay", line, file)).toMatchObject({
    code: 1,
    text: expect.stringContaining("violated after 1 step"),
  });
});

test("no two of them share a file", async () => {
  const lines: string[] = [];
  for (const name of names) {
    const { text } = await synod("check", file, "--set", `name=${name}`);
    lines.push(/synod replay (\S+) /.exec(text)?.[1] ?? "");
  }
  expect(new Set(lines).size).toBe(names.length);
});

test.each(["list", "check"])("%s shows names of files and models safely when they do not exist", async (command) => {
  for (const word of ["\u001b[2Jno", "no\u202e.ts", "x".repeat(10_000), "../../etc/passwd"]) {
    const { code, text } = await synod(command, word);
    expect(code).toBe(2);
    expect(text).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
    expect(text.length).toBeLessThan(2_000);
  }
});
