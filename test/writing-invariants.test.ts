// docs/writing-invariants.md is a walk through a change of this repository: it is carried out on a copy, file by file and command by command, and what the
// page shows is what is printed. After a change that is meant, `npx vitest run test/writing-invariants.test.ts -u` writes the page anew; read the diff.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { settled } from "./cli/transcript.ts";
import { walked } from "./walkthrough.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/writing-invariants.md");
// Within the repository, so that what is installed is found from it.
const copy = mkdtempSync(join(import.meta.dirname, "writing-invariants-"));
afterAll(() => rmSync(copy, { recursive: true }));

/** Without what npm says about itself. */
const programOf = (command: string) => command.replace("npm run", "npm run --silent").split(" ");

test("the walk through a new invariant goes as the page says", async () => {
  for (const name of ["src", "models", "properties", "package.json", "tsconfig.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const shown = readFileSync(page, "utf8");
  const printed = walked(shown, { folder: copy, programOf });
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
