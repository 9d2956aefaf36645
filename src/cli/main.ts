/** From words to an exit code: finds the command, and turns every failure into one clear message. */
import { SynodError } from "../errors.ts";
import { errorJson, jsonText } from "../report/json.ts";
import { errorData } from "../report/run.ts";
import { complain } from "./complaint.ts";
import { EXIT } from "./exit.ts";
import { COMMAND_NAMES, helpFor } from "./help.ts";
import { type Options, readOptions, wantsOnlyJson } from "./options.ts";
import { suggestion } from "./suggestion.ts";
import type { Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";
import { withoutCommands } from "./workflow.ts";

type Command = (terminal: Terminal, options: Options) => Promise<number>;

/** Each is loaded when it is asked for. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["check", async () => (await import("./check.ts")).checkCommand],
  ["simulate", async () => (await import("./simulate.ts")).simulateCommand],
  ["replay", async () => (await import("./replay.ts")).replayCommand],
  ["shrink", async () => (await import("./shrink.ts")).shrinkCommand],
  ["mutants", async () => (await import("./mutants.ts")).mutantsCommand],
  ["explain", async () => (await import("./explain.ts")).explainCommand],
  ["merge", async () => (await import("./merge.ts")).mergeCommand],
  ["list", async () => (await import("./list.ts")).listCommand],
  ["init", async () => (await import("./init.ts")).initCommand],
]);

/** Runs the command line and returns the exit code; it does not end the process. */
export async function main(args: readonly string[], outside: Terminal): Promise<number> {
  const terminal = withoutCommands(outside);
  try {
    return await run(args, terminal);
  } catch (failure) {
    const exitCode = failure instanceof SynodError && failure.kind === "undecided" ? EXIT.inconclusive : EXIT.error;
    if (wantsOnlyJson(args)) terminal.stdout.write(`${jsonText(errorJson(TOOL, exitCode, errorData(failure)))}\n`);
    complain(terminal, { verbose: args.includes("--verbose"), noColor: args.includes("--no-color") }, failure);
    return exitCode;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = args;
  const name = first === undefined || first.startsWith("-") ? undefined : first;
  const options = readOptions(name === undefined ? args : rest);
  if (options.version) return print(terminal, `${TOOL}\n`);
  if (options.help) return print(terminal, helpFor(name));
  if (name === "help") return print(terminal, helpFor(rest[0]));
  if (name !== undefined) return await (await commandNamed(name))(terminal, options);
  if (args.length > 0)
    throw new SynodError("unknownOption", "the command comes first", {
      hint: "As in: synod check two-phase-commit --set rms=5",
    });
  print(terminal, helpFor(undefined));
  return EXIT.error;
}

async function commandNamed(name: string): Promise<Command> {
  const load = COMMANDS.get(name);
  if (load !== undefined) return await load();
  throw new SynodError("unknownOption", `there is no command ${name}`, { hint: suggestion(name, COMMAND_NAMES) });
}

function print({ stdout }: Terminal, text: string): number {
  stdout.write(text);
  return EXIT.held;
}
