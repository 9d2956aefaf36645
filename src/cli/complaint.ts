/** Errors as people read them: a code, one sentence, what to do next; where in the code only on request. */
import { SynodError } from "../errors.ts";
import { wrapped } from "../report/layout.ts";
import { printable } from "../report/style.ts";
import type { Options } from "./options.ts";
import { facesOf, type Terminal } from "./terminal.ts";

export type Loudness = Pick<Options, "verbose" | "noColor">;

/** Writes an error to stderr; `where` is the configuration it is about. */
export function complain(terminal: Terminal, { verbose, noColor }: Loudness, failure: unknown, where?: string): void {
  const { err } = facesOf(terminal, noColor);
  const { code, message, hint } = wordsOf(failure);
  const place = where === undefined ? "" : ` in ${printable(where)}`;
  // Logs are searched by line, so only a terminal gets lines of its width.
  const width = (terminal.stderr.columns || Number.POSITIVE_INFINITY) - INDENT.length;
  const lines = wrapped(`error ${code}${place}: ${printable(message, 800)}`, width);
  if (hint !== undefined) lines.push(...wrapped(printable(hint, 800), width));
  const text = lines.join(`\n${INDENT}`).replace(/^error/, err.red("error"));
  terminal.stderr.write(`${[text, ...(verbose ? trailOf(failure) : [])].join("\n")}\n`);
}

/** As wide as "error ". */
const INDENT = "      ";

function wordsOf(failure: unknown): {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
} {
  if (failure instanceof SynodError) return failure;
  const message = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
  return {
    code: "SYN999",
    message,
    hint: "Either the definition of a model throws this, or Synod has a defect; --verbose shows where it comes from.",
  };
}

/** The stack of whatever was thrown first. */
function trailOf(failure: unknown): string[] {
  const origin = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  return origin instanceof Error && origin.stack !== undefined
    ? origin.stack.split("\n").map((line) => printable(line))
    : [];
}
