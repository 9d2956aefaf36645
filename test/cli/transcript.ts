// Transcripts: Markdown with blocks of commands and what they print. Each is run in a folder of its own, and comes back as the same Markdown with
// what was printed this time.
//
//   ```console            commands, each after a `$ `: `synod …` or `cat file`; `NAME=value` before it sets the environment
//   ```json file=x.json   a file that the commands after it can use
//
// Every file of fixtures/ can be used by its name. Figures that differ from run to run are replaced: see `settled`.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../../src/cli/main.ts";

const fixtures = join(import.meta.dirname, "fixtures");

/** Runs what is in a transcript, and returns it as it should read. */
export async function rerun(markdown: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "synod-transcript-"));
  try {
    for (const name of readdirSync(fixtures))
      write(folder, name, `export * from ${JSON.stringify(join(fixtures, name))};\n`);
    let text = "";
    for (const part of markdown.split(/(^```[^\n]*\n[\s\S]*?^```\n)/m)) text += await partAgain(part, folder);
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function partAgain(part: string, folder: string): Promise<string> {
  const [, language, file, body = ""] = /^```(\w*)(?: file=(\S+))?\n([\s\S]*)```\n$/.exec(part) ?? [];
  if (file !== undefined) write(folder, file, body);
  if (language !== "console") return part;
  const commands = body.split("\n").filter((line) => line.startsWith("$ "));
  let text = "";
  for (const command of commands) text += `${command}\n${await outputOf(command.slice(2), folder)}`;
  return `\`\`\`console\n${text}\`\`\`\n`;
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

async function outputOf(command: string, folder: string): Promise<string> {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
  const env: Record<string, string> = {};
  while (/^[A-Z_]+=/.test(words[0] ?? "")) {
    const [name = "", value = ""] = words.shift()?.split("=") ?? [];
    env[name] = value;
  }
  const [program, ...args] = words;
  if (program === "cat") return readFileSync(join(folder, args[0] ?? ""), "utf8");
  if (program !== "synod") throw new Error(`a transcript cannot run ${program}`);
  return await synod(args, env, folder);
}

/** Both streams as a terminal would show them, and the exit code unless it is 0. */
async function synod(args: readonly string[], env: Readonly<Record<string, string>>, folder: string): Promise<string> {
  let printed = "";
  const stream = { write: (text: string) => (printed += text) };
  const signal = new AbortController().signal;
  const code = await main(args, { stdout: stream, stderr: stream, env, folder, replay: "synod replay", signal });
  return settled(printed, folder) + (code === 0 ? "" : `[exit ${code}]\n`);
}

/** Without what differs from run to run: times, rates, memory, the folder, the version. */
function settled(text: string, folder: string): string {
  return text
    .replaceAll(folder, "/project")
    .replaceAll(/\b\d+\.\d+ s\b/g, "0.00 s")
    .replaceAll(/[\d.]+[kMG]? states\/s/g, "N states/s")
    .replaceAll(/[\d,]+ MB/g, "N MB")
    .replaceAll(/"(seconds|statesPerSecond|memory)": [\d.e-]+/g, '"$1": 0')
    .replaceAll(/synod \d+\.\d+\.\d+[\w.-]*/g, "synod 0.0.0");
}
