// Transcripts: Markdown with blocks of commands and what they print. Each is run in a folder of its own, and comes back as the same Markdown with
// what was printed this time.
//
//   ```console            commands, each after a `$ `: `synod …`, also into `| jq -c path`, or `cat file`; `NAME=value` sets the environment
//   ```json file=x.json   a file that the commands after it can use
//
// Every file of fixtures/ can be used by its name. Figures that differ from run to run are replaced: see `settled`.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../../src/cli/main.ts";

type Environment = Readonly<Record<string, string>>;

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
  const pipe = words.indexOf("|");
  const [program, ...args] = pipe < 0 ? words : words.slice(0, pipe);
  const { stdout, stderr, both, code } = await run(program, args, env, folder);
  if (pipe >= 0) return `${settled(stderr, folder)}${picked(stdout, words.slice(pipe + 1))}\n`;
  return settled(both, folder) + (code === 0 ? "" : `[exit ${code}]\n`);
}

async function run(program: string | undefined, args: readonly string[], env: Environment, folder: string) {
  if (program === "synod") return await synod(args, env, folder);
  if (program !== "cat") throw new Error(`a transcript cannot run ${program}`);
  const text = readFileSync(join(folder, args[0] ?? ""), "utf8");
  return { stdout: text, stderr: "", both: text, code: 0 };
}

/** As much of jq as transcripts need: `jq -c .models[0].inconclusive`. */
function picked(json: string, [program, option, path = ""]: readonly string[]): string {
  if (program !== "jq" || option !== "-c") throw new Error("a transcript can pipe into `jq -c` only");
  let value: unknown = JSON.parse(json);
  for (const key of path.match(/\w+/g) ?? []) value = (value as Readonly<Record<string, unknown>>)[key];
  return JSON.stringify(value);
}

/** What the command writes to each stream, and both together as a terminal shows them. */
async function synod(args: readonly string[], env: Environment, folder: string) {
  const printed = { stdout: "", stderr: "", both: "" };
  const into = (stream: "stdout" | "stderr") => ({
    write(text: string) {
      printed[stream] += text;
      printed.both += text;
    },
  });
  const signal = new AbortController().signal;
  const streams = { stdout: into("stdout"), stderr: into("stderr") };
  const code = await main(args, { ...streams, env, folder, replay: "synod replay", signal });
  return { ...printed, code };
}

/** Without what differs from run to run: times, rates, memory, the folder, the version. */
export function settled(text: string, folder: string): string {
  return text
    .replaceAll(folder, "/project")
    .replaceAll(/\b\d+\.\d+ s\b/g, "0.00 s")
    .replaceAll(/[\d.]+[kMG]? (states|steps)\/s/g, "N $1/s")
    .replaceAll(/[\d,]+ MB/g, "N MB")
    .replaceAll(/(Expected|Unexpected|Unterminated|Bad) [^\n]*?JSON at position[^\n)]*/g, "…")
    .replaceAll(/"(seconds|statesPerSecond|stepsPerSecond|memory)": [\d.e-]+/g, '"$1": 0')
    .replaceAll(/ time="[\d.]+"/g, ' time="0"')
    .replaceAll(/synod \d+\.\d+\.\d+[\w.-]*/g, "synod 0.0.0");
}
