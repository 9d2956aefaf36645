/** From words to an exit code: finds the command, and turns every failure into one clear message. */
import { SynodError } from "../errors.ts";
import { errorJson, jsonText } from "../report/json.ts";
import { errorData } from "../report/run.ts";
import { checkCommand } from "./check.ts";
import { complain } from "./complaint.ts";
import { EXIT } from "./exit.ts";
import { explainCommand } from "./explain.ts";
import { COMMAND_NAMES, helpFor } from "./help.ts";
import { initCommand } from "./init.ts";
import { listCommand } from "./list.ts";
import { mergeCommand } from "./merge.ts";
import { mutantsCommand } from "./mutants.ts";
import { type Options, readOptions, wantsOnlyJson } from "./options.ts";
import { replayCommand } from "./replay.ts";
import { shrinkCommand } from "./shrink.ts";
import { simulateCommand } from "./simulate.ts";
import { suggestion } from "./suggestion.ts";
import type { Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";
import { withoutCommands } from "./workflow.ts";

const COMMANDS: ReadonlyMap<string, (terminal: Terminal, options: Options) => Promise<number>> = new Map([
  ["check", checkCommand],
  ["simulate", simulateCommand],
  ["replay", replayCommand],
  ["shrink", shrinkCommand],
  ["mutants", mutantsCommand],
  ["explain", explainCommand],
  ["merge", mergeCommand],
  ["list", listCommand],
  ["init", initCommand],
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
  if (name !== undefined) return await commandNamed(name)(terminal, options);
  if (args.length > 0)
    throw new SynodError("unknownOption", "the command comes first", {
      hint: "As in: synod check two-phase-commit --set rms=5",
    });
  print(terminal, helpFor(undefined));
  return EXIT.error;
}

function commandNamed(name: string) {
  const command = COMMANDS.get(name);
  if (command !== undefined) return command;
  throw new SynodError("unknownOption", `there is no command ${name}`, { hint: suggestion(name, COMMAND_NAMES) });
}

function print({ stdout }: Terminal, text: string): number {
  stdout.write(text);
  return EXIT.held;
}
