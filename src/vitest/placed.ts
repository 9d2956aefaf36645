/**
 * A failure is shown beside the line of the test that expected something else. By the time a search is over, nothing on the stack says where that was, so it
 * is remembered when the matcher is called.
 */
import { SynodError } from "../errors.ts";
import type { Matching, Verdict } from "./matchers.ts";

type Matcher<Args extends readonly unknown[]> = (this: Matching, subject: unknown, ...args: Args) => Promise<Verdict>;

export function placed<const Args extends readonly unknown[]>(matcher: Matcher<Args>): Matcher<Args> {
  return async function placedMatcher(subject, ...args) {
    const called = new Error();
    Error.captureStackTrace(called, placedMatcher);
    // Vitest says nothing where nothing is negated.
    const matching = { ...this, isNot: Boolean(this.isNot) };
    const verdict = await matcher.apply(matching, [subject, ...args]).catch((thrown: unknown) => {
      throw explained(thrown, called);
    });
    if (verdict.pass !== matching.isNot) return verdict;
    const { message, actual, expected } = verdict;
    const text = `${wordsOf(this)}${message()}`;
    throw Object.assign(at(called, "AssertionError", text), expected === undefined ? {} : { actual, expected });
  };
}

/** What was given to `expect` beside the subject; chai keeps it there. */
function wordsOf({ assertion }: Matching): string {
  const { __flags: flags } = (assertion ?? {}) as { readonly __flags?: { readonly message?: string } };
  return flags?.message === undefined ? "" : `${flags.message}: `;
}

/** A mistake in the test itself, with what to do about it. */
function explained(thrown: unknown, called: Error): unknown {
  if (!(thrown instanceof SynodError)) return thrown;
  const { name, code, message, hint } = thrown;
  return at(called, name, `${code}: ${message}${hint === undefined ? "" : `\n${hint}`}`);
}

function at(called: Error, name: string, message: string): Error {
  const error = new Error(message);
  const frames = (called.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  error.name = name;
  error.stack = [`${name}: ${message}`, ...frames].join("\n");
  return error;
}
