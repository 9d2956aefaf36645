/** The command line, read strictly: an unknown option or a value that makes no sense is one sentence and exit code 2. */
import { parseArgs } from "node:util";
import type { ParameterValue } from "../define/parameters.ts";
import { SynodError } from "../errors.ts";
import { SEEDS } from "../simulate/random.ts";
import { type Shard, shardFrom } from "./shard.ts";
import { suggestion } from "./suggestion.ts";

const OPTIONS = {
  set: { type: "string", multiple: true },
  property: { type: "string", multiple: true },
  reporter: { type: "string" },
  out: { type: "string" },
  format: { type: "string" },
  "max-states": { type: "string" },
  "max-depth": { type: "string" },
  "max-memory": { type: "string" },
  time: { type: "string" },
  workers: { type: "string" },
  runs: { type: "string" },
  seed: { type: "string" },
  strategy: { type: "string" },
  depth: { type: "string" },
  shard: { type: "string" },
  coverage: { type: "boolean" },
  costs: { type: "string" },
  full: { type: "boolean" },
  save: { type: "boolean" },
  quiet: { type: "boolean" },
  verbose: { type: "boolean" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

export interface Options {
  readonly words: readonly string[];
  readonly set: Readonly<Record<string, ParameterValue>>;
  readonly properties: readonly string[];
  /** Names of reporters, and files that export one. */
  readonly reporters: readonly string[];
  readonly out: string;
  readonly format: string | undefined;
  readonly maxStates: number | undefined;
  readonly maxDepth: number | undefined;
  readonly maxMemory: number | undefined;
  readonly time: number | undefined;
  /** Threads; undefined if the command may decide. */
  readonly workers: number | undefined;
  readonly runs: number | undefined;
  readonly seed: number | undefined;
  readonly strategy: string | undefined;
  readonly depth: number | undefined;
  readonly shard: Shard | undefined;
  readonly coverage: boolean;
  /** A file that says what configurations cost. */
  readonly costs: string | undefined;
  readonly full: boolean;
  readonly save: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly noColor: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** Reads the words after the command. Throws SYN003 and SYN004. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  return {
    words: positionals,
    set: Object.fromEntries((values.set ?? []).map(assignment)),
    properties: values.property ?? [],
    reporters: (values.reporter ?? "text").split(","),
    out: values.out ?? "reports",
    format: values.format,
    maxStates: scaled("max-states", values["max-states"], COUNT),
    maxDepth: scaled("max-depth", values["max-depth"], COUNT),
    maxMemory: scaled("max-memory", values["max-memory"], MEMORY),
    time: scaled("time", values.time, TIME),
    workers: workersFrom(values.workers),
    runs: scaled("runs", values.runs, COUNT),
    seed: values.seed === undefined ? undefined : seedFrom(values.seed),
    strategy: values.strategy,
    depth: scaled("depth", values.depth, COUNT),
    shard: shardFrom(values.shard),
    coverage: values.coverage ?? false,
    costs: values.costs,
    full: values.full ?? false,
    save: values.save ?? false,
    quiet: values.quiet ?? false,
    verbose: values.verbose ?? false,
    noColor: values["no-color"] ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

/** Whether JSON alone was asked for, as far as can be told from a command line that may not be readable as a whole. */
export function wantsOnlyJson(args: readonly string[]): boolean {
  const given = args.flatMap((arg, at) =>
    arg === "--reporter" ? [args[at + 1]] : arg.startsWith("--reporter=") ? [arg.slice(11)] : [],
  );
  return given.at(-1) === "json";
}

function parsed(args: readonly string[]) {
  const end = args.indexOf("--");
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && !Object.hasOwn(OPTIONS, name)) {
      const hint = suggestion(
        `--${name}`,
        Object.keys(OPTIONS).map((each) => `--${each}`),
      );
      throw new SynodError("unknownOption", `there is no option --${name}`, { hint });
    }
  }
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (failure) {
    throw new SynodError("unknownOption", complaintOf(failure as NodeJS.ErrnoException), {
      hint: "--help shows what there is.",
    });
  }
}

/** Node's message names the option in quotes. */
function complaintOf({ code, message }: NodeJS.ErrnoException): string {
  const option = /--?[a-z-]+/.exec(message)?.[0] ?? "an option";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `there is no option ${option}`;
  return /does not take/.test(message) ? `${option} takes no value` : `${option} needs a value`;
}

function assignment(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new SynodError("badParameter", `--set takes name=value, not ${JSON.stringify(text)}`);
}

function seedFrom(text: string): number {
  if (/^\d+$/.test(text) && Number(text) < SEEDS) return Number(text);
  throw new SynodError("badParameter", `--seed cannot be ${JSON.stringify(text)}`, {
    hint: "It takes a whole number below 2^32, as a report shows it.",
  });
}

interface Scale {
  readonly units: Readonly<Record<string, number>>;
  readonly expected: string;
}

const COUNT: Scale = { units: { "": 1, k: 1e3, m: 1e6, g: 1e9 }, expected: "a whole number such as 5000, 200k or 3M" };
const MEMORY: Scale = {
  units: { "": 1, k: 1e3, m: 1e6, g: 1e9, kb: 1e3, mb: 1e6, gb: 1e9 },
  expected: "a size such as 500M or 4G",
};
const TIME: Scale = { units: { "": 1, s: 1, m: 60, min: 60, h: 3600 }, expected: "a time such as 30, 90s, 5m or 2h" };

function scaled(name: string, text: string | undefined, scale: Scale): number | undefined {
  if (text === undefined) return undefined;
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text.replaceAll(/[_,]/g, "")) ?? [];
  const factor = Object.hasOwn(scale.units, unit.toLowerCase()) ? scale.units[unit.toLowerCase()] : undefined;
  const value = Number(digits) * (factor ?? Number.NaN);
  if (value > 0 && (scale !== COUNT || Number.isInteger(value))) return value;
  throw cannotBe(name, text, scale.expected);
}

function workersFrom(text: string | undefined): number | undefined {
  if (text === undefined || /^([1-9]|[1-5][0-9]|6[0-4])$/.test(text))
    return text === undefined ? undefined : Number(text);
  throw cannotBe("workers", text, "a number of threads from 1 to 64");
}

function cannotBe(name: string, text: string, expected: string): SynodError {
  return new SynodError("badParameter", `--${name} cannot be ${JSON.stringify(text)}`, {
    hint: `It takes ${expected}.`,
  });
}
