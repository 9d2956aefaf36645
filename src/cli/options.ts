/** The command line, read strictly: an unknown option or a value that makes no sense is one sentence and exit code 2. */
import { parseArgs } from "node:util";
import { closest } from "fastest-levenshtein";
import type { ParameterValue } from "../define/parameters.ts";
import { SynodError } from "../errors.ts";

const OPTIONS = {
  set: { type: "string", multiple: true },
  property: { type: "string", multiple: true },
  reporter: { type: "string" },
  out: { type: "string" },
  "max-states": { type: "string" },
  "max-depth": { type: "string" },
  "max-memory": { type: "string" },
  time: { type: "string" },
  full: { type: "boolean" },
  quiet: { type: "boolean" },
  verbose: { type: "boolean" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

export type OptionName = keyof typeof OPTIONS;

export interface Options {
  readonly words: readonly string[];
  readonly set: Readonly<Record<string, ParameterValue>>;
  readonly properties: readonly string[];
  readonly reporters: readonly Reporter[];
  readonly out: string;
  readonly maxStates: number | undefined;
  readonly maxDepth: number | undefined;
  readonly maxMemory: number | undefined;
  readonly time: number | undefined;
  readonly full: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly noColor: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const REPORTERS = ["text", "json"] as const;
export type Reporter = (typeof REPORTERS)[number];

/** Reads the words after the command. Throws SYN003 and SYN004. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  return {
    words: positionals,
    set: Object.fromEntries((values.set ?? []).map(assignment)),
    properties: values.property ?? [],
    reporters: reportersFrom(values.reporter ?? "text"),
    out: values.out ?? "reports",
    maxStates: whole("max-states", values["max-states"]),
    maxDepth: whole("max-depth", values["max-depth"]),
    maxMemory: scaled("max-memory", values["max-memory"], { "": 1, k: 1e3, m: 1e6, g: 1e9 }, "a size such as 500M or 4G"),
    time: scaled("time", values.time, { "": 1, s: 1, m: 60, h: 3600 }, "a time such as 30, 90s or 5m"),
    full: values.full ?? false,
    quiet: values.quiet ?? false,
    verbose: values.verbose ?? false,
    noColor: values["no-color"] ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parsed(args: readonly string[]) {
  for (const arg of args) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && !Object.hasOwn(OPTIONS, name)) {
      throw new SynodError("unknownOption", `there is no option --${name}`, { hint: `Did you mean --${closest(name, Object.keys(OPTIONS))}?` });
    }
  }
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (failure) {
    throw new SynodError("unknownOption", (failure as Error).message.split(". ")[0] ?? "the options cannot be read");
  }
}

function assignment(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new SynodError("badParameter", `--set takes name=value, not ${JSON.stringify(text)}`);
}

function reportersFrom(text: string): Reporter[] {
  return text.split(",").map((name) => {
    const known = REPORTERS.find((each) => each === name);
    if (known !== undefined) return known;
    throw new SynodError("unknownOption", `there is no reporter ${name}`, { hint: `The reporters are ${REPORTERS.join(", ")}.` });
  });
}

function whole(name: string, text: string | undefined): number | undefined {
  return scaled(name, text, { "": 1, k: 1e3, m: 1e6, g: 1e9 }, "a whole number");
}

function scaled(name: string, text: string | undefined, units: Readonly<Record<string, number>>, expected: string): number | undefined {
  if (text === undefined) return undefined;
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([a-z]?)b?$/i.exec(text.replaceAll(/[_,]/g, "")) ?? [];
  const factor = units[unit.toLowerCase()];
  const value = Number(digits) * (factor ?? Number.NaN);
  if (value > 0) return value;
  throw new SynodError("badParameter", `--${name} cannot be ${JSON.stringify(text)}`, { hint: `It takes ${expected}.` });
}
