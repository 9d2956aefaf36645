/**
 * Where something was defined: the file and the line in which a person called `always` or `defineModel`, so that a report can point there. Taken from the
 * stack, whose lines already went through the source maps of whatever compiled them.
 */
import { fileURLToPath } from "node:url";

export interface Site {
  /** An absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The callers of a definition, the innermost first; worked out when somebody asks. */
export type Sites = () => readonly Site[];

/** A definition inside a few helpers is still found. */
const FRAMES = 10;

/** The callers of `definition`, a function that is running. The stack is taken at once and read later, because few are ever asked for. */
export function callersOf(definition: (...args: never) => unknown): Sites {
  const { stackTraceLimit } = Error;
  const origin: { stack?: string } = {};
  try {
    Error.stackTraceLimit = FRAMES;
    Error.captureStackTrace(origin, definition);
    Error.stackTraceLimit = stackTraceLimit;
  } catch {
    // Somebody has frozen Error. Reports then do without the place.
    return () => [];
  }
  let sites: readonly Site[] | undefined;
  return () => {
    sites ??= sitesIn(origin.stack);
    return sites;
  };
}

/** Whoever prepares stacks in a way of their own may leave us something that is no text. */
export function sitesIn(stack: unknown): Site[] {
  if (typeof stack !== "string") return [];
  return stack.split("\n").flatMap((line) => {
    const site = siteOf(line);
    return site === undefined ? [] : [site];
  });
}

/** `at name (place:line:column)` or `at place:line:column`. Code that is in no file has no site. */
function siteOf(frame: string): Site | undefined {
  const [, called = ""] = /^\s+at (?:async )?(.*)$/.exec(frame) ?? [];
  const place = called.endsWith(")") ? called.slice(called.indexOf(" (") + 2, -1) : called;
  const [, where = "", line, column] = /^(.+?):(\d+):(\d+)$/.exec(place) ?? [];
  const file = pathOf(where);
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

function pathOf(where: string): string | undefined {
  const plain = where.replace(/\?.*$/, "");
  if (/^(\/|[A-Za-z]:[\\/])/.test(plain)) return plain;
  try {
    return plain.startsWith("file:") ? fileURLToPath(plain) : undefined;
  } catch {
    return undefined;
  }
}
