// The command line as its user sees it: every Markdown file beside this one is a transcript, run again and compared as a whole.
// After a change that is meant, `npx vitest run test/cli/transcripts.test.ts -u` writes what is printed now; read the diff.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rerun } from "./transcript.ts";

const transcripts = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".md"));

test.each(transcripts)("%s is what the command line prints", async (name) => {
  const path = join(import.meta.dirname, name);
  await expect(await rerun(readFileSync(path, "utf8"))).toMatchFileSnapshot(path);
});
