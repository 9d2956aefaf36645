// A page that walks through a change of a project. It is carried out on a copy, and what it shows is what is printed.
//
//   ```ts file=x.ts     a file, as it is to be
//   ```diff file=x.ts   a change of a file: lines that begin with a space or a minus have to be there, in this order, whatever is between them
//   ```console          a command and what it prints
//   ```sh               commands that succeed
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Project {
  readonly folder: string;
  /** The program and the words that stand for a command of the page; nothing for one that has been done already. */
  readonly programOf: (command: string) => readonly string[] | undefined;
}

const BLOCK = /(^```[^\n]*\n[\s\S]*?^```\n)/m;

/** Does what a page says, and returns it as it should read. */
export function walked(page: string, project: Project): string {
  return page
    .split(BLOCK)
    .map((part) => carriedOut(part, project))
    .join("");
}

function carriedOut(part: string, project: Project): string {
  const { folder } = project;
  const [, language, file = "", body = ""] = /^```(\w*)(?: file=(\S+))?\n([\s\S]*)```\n$/.exec(part) ?? [];
  if (language === "ts") write(folder, file, body);
  if (language === "diff") write(folder, file, patched(readFileSync(join(folder, file), "utf8"), body));
  if (language === "sh") for (const command of body.trimEnd().split("\n")) requireSuccess(command, project);
  if (language !== "console") return part;
  const [command = ""] = body.split("\n");
  return `\`\`\`console\n${command}\n${ranOf(command.slice("$ ".length), project).text}\`\`\`\n`;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

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

function requireSuccess(command: string, project: Project): void {
  const { status, text } = ranOf(command, project);
  if (status !== 0) throw new Error(`${command} failed\n${text}`);
}

/** As a terminal of 100 columns shows it. */
function ranOf(
  command: string,
  { folder, programOf }: Project,
): { readonly status: number | null; readonly text: string } {
  const [program, ...args] = programOf(command) ?? [];
  if (program === undefined) return { status: 0, text: "" };
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, COLUMNS: "100" };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", env });
  return { status, text: stdout + stderr };
}
