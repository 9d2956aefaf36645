// docs/writing-invariants.md is a walk through a change of this repository: it is carried out on a copy, file by file and command by command, and what the
// page shows is what is printed. After a change that is meant, `npx vitest run test/writing-invariants.test.ts -u` writes the page anew; read the diff.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { settled } from "./cli/transcript.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/writing-invariants.md");
// Within the repository, so that what is installed is found from it.
const copy = mkdtempSync(join(import.meta.dirname, "writing-invariants-"));
afterAll(() => rmSync(copy, { recursive: true }));

const BLOCK = /(^```[^\n]*\n[\s\S]*?^```\n)/m;

/** Does what a block says, and returns it as it should read. */
function carriedOut(part: string): string {
  const [, language, file = "", body = ""] = /^```(\w*)(?: file=(\S+))?\n([\s\S]*)```\n$/.exec(part) ?? [];
  if (language === "ts") write(file, body);
  if (language === "diff") write(file, patched(readFileSync(join(copy, file), "utf8"), body));
  if (language !== "console") return part;
  const [command = ""] = body.split("\n");
  return `\`\`\`console\n${command}\n${outputOf(command.slice("$ ".length))}\`\`\`\n`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

/** Lines that begin with a space have to be there, in this order, whatever is between them. */
function patched(text: string, diff: string): string {
  const lines = text.split("\n");
  let at = 0;
  for (const change of diff.trimEnd().split("\n")) {
    const line = change.slice(1);
    if (change.startsWith("+")) lines.splice(at++, 0, line);
    else {
      const found = lines.indexOf(line, at);
      if (found < 0) throw new Error(`no line to change says ${JSON.stringify(line)}`);
      if (change.startsWith("-")) lines.splice(found, 1);
      at = change.startsWith("-") ? found : found + 1;
    }
  }
  return lines.join("\n");
}

/** As a terminal of 100 columns shows it, without what npm says about itself. */
function outputOf(command: string): string {
  const [program = "", ...args] = command.replace("npm run", "npm run --silent").split(" ");
  const { PATH, HOME } = process.env;
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: copy,
    encoding: "utf8",
    env: { PATH, HOME, COLUMNS: "100" },
  });
  return stdout + stderr;
}

test("the walk through a new invariant goes as the page says", async () => {
  for (const name of ["src", "models", "properties", "package.json", "tsconfig.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const shown = readFileSync(page, "utf8");
  const printed = shown.split(BLOCK).map(carriedOut).join("");
  // Times differ from run to run, so what is only a matter of time stays as it is.
  const isSame = settled(printed, copy) === settled(shown, copy);
  await expect(isSame ? shown : printed).toMatchFileSnapshot(page);
});

test("the invariant is a file of at most fifteen lines", () => {
  const [, code = ""] =
    /```ts file=models\/basic-paxos\/votes-agree.ts\n([\s\S]*?)```/.exec(readFileSync(page, "utf8")) ?? [];
  expect(code.trimEnd().split("\n").length).toBeGreaterThan(5);
  expect(code.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
});
