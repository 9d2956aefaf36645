/** From words to an exit code: finds the command, and turns every failure into one clear message. */
import { closest } from "fastest-levenshtein";
import { SynodError } from "../errors.ts";
import { printable } from "../report/style.ts";
import { checkCommand } from "./check.ts";
import { EXIT } from "./exit.ts";
import { COMMAND_NAMES, helpFor } from "./help.ts";
import { listCommand } from "./list.ts";
import { type Options, readOptions } from "./options.ts";
import { replayCommand } from "./replay.ts";
import { facesOf, type Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

const COMMANDS: Readonly<Record<string, (terminal: Terminal, options: Options) => Promise<number>>> = {
  check: checkCommand,
  replay: replayCommand,
  list: listCommand,
};

/** Runs the command line and returns the exit code; it does not end the process. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (failure) {
    const { err } = facesOf(terminal, args.includes("--no-color"));
    terminal.stderr.write(`${err.red("error")} ${failureText(failure, args.includes("--verbose"))}\n`);
    return EXIT.error;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  const isCommand = name !== undefined && !name.startsWith("-");
  const options = readOptions(isCommand ? rest : args);
  if (options.version) return print(terminal, `${TOOL}\n`);
  if (options.help || !isCommand) {
    print(terminal, helpFor(isCommand ? name : undefined));
    return options.help ? EXIT.held : EXIT.error;
  }
  const command = COMMANDS[name];
  if (command === undefined) throw new SynodError("unknownOption", `there is no command ${name}`, { hint: `Did you mean ${closest(name, COMMAND_NAMES)}?` });
  return await command(terminal, options);
}

function print({ stdout }: Terminal, text: string): number {
  stdout.write(text);
  return EXIT.held;
}

function failureText(failure: unknown, verbose: boolean): string {
  const trail = verbose && failure instanceof Error ? `\n${(failure.cause instanceof Error ? failure.cause.stack : failure.stack) ?? ""}` : "";
  if (failure instanceof SynodError) {
    const hint = failure.hint === undefined ? "" : `\n      ${printable(failure.hint, 800)}`;
    return `${failure.code}: ${printable(failure.message, 800)}${hint}${trail}`;
  }
  const reason = failure instanceof Error ? failure.message : String(failure);
  return `SYN999: a defect of Synod: ${printable(reason)}\n      Please report it, with what --verbose prints.${trail}`;
}
