/** The reporters of a command line: found by name or loaded from a file before anything is checked, and given the run when it is over. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { reasonOf, SynodError } from "../errors.ts";
import { costsReporter } from "../report/costs.ts";
import { githubReporter, simulationGithubReporter } from "../report/github.ts";
import { jsonReporter } from "../report/json.ts";
import { junitReporter } from "../report/junit.ts";
import type { Report, Reporter, Setting } from "../report/reporter.ts";
import type { CheckRun } from "../report/run.ts";
import { simulationJsonReporter } from "../report/simulation-json.ts";
import { simulationJunitReporter } from "../report/simulation-junit.ts";
import type { SimulationRun } from "../report/simulation-run.ts";
import { appendWhole, writeWhole } from "../trace/trace-file.ts";
import { loadModule } from "./module.ts";
import type { Options } from "./options.ts";
import { isFile } from "./selection.ts";
import { suggestion } from "./suggestion.ts";
import type { Terminal } from "./terminal.ts";

/** JSON comes last: it says how the run ended, and a report that cannot be written is part of that. */
const BUILT_IN: ReadonlyMap<string, Reporter> = new Map([
  ["junit", junitReporter],
  ["github", githubReporter],
  ["costs", costsReporter],
  ["json", jsonReporter],
]);

const ORDER = [...BUILT_IN.keys()];

const ON_SIMULATIONS: ReadonlyMap<string, Reporter<SimulationRun>> = new Map<string, Reporter<SimulationRun>>([
  ["junit", simulationJunitReporter],
  ["github", simulationGithubReporter],
  ["json", simulationJsonReporter],
]);

export interface NamedReporter<Run = CheckRun> {
  readonly name: string;
  readonly report: Reporter<Run>;
}

/** The reporters that are told about the run as a whole; text is not among them. Throws SYN003 for an unknown one and SYN031 for a file that has none. */
export async function reportersFor(folder: string, options: Options): Promise<readonly NamedReporter[]> {
  return await named(folder, options, BUILT_IN);
}

/** The same for random runs, of which there are no costs. */
export async function simulationReportersFor(
  folder: string,
  options: Options,
): Promise<readonly NamedReporter<SimulationRun>[]> {
  if (options.reporters.includes("costs"))
    throw new SynodError("unknownOption", "simulate has no reporter costs", {
      hint: "Its shards cost the same: each makes as many runs as the others.",
    });
  return await named(folder, options, ON_SIMULATIONS);
}

async function named<Run>(
  folder: string,
  { reporters }: Options,
  builtIn: ReadonlyMap<string, Reporter<Run>>,
): Promise<readonly NamedReporter<Run>[]> {
  const names = [...new Set(reporters)].filter((name) => name !== "text");
  const found: NamedReporter<Run>[] = [];
  for (const name of names)
    found.push({ name, report: builtIn.get(name) ?? (await loaded(folder, name, [...builtIn.keys()])) });
  return found.sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}

/** Commands that find out nothing have two ways to say it. Throws SYN003. */
export function requireTextOrJson(command: string, { reporters }: Options): void {
  const name = reporters.find((each) => each !== "text" && each !== "json");
  if (name === undefined) return;
  const problem = BUILT_IN.has(name)
    ? `${command} has no reporter ${name}`
    : `there is no reporter ${JSON.stringify(name)}`;
  throw new SynodError("unknownOption", problem, { hint: suggestion(name, ["text", "json"]) });
}

async function loaded<Run>(folder: string, name: string, builtIn: readonly string[]): Promise<Reporter<Run>> {
  if (!isFile(name)) {
    throw new SynodError("unknownOption", `there is no reporter ${JSON.stringify(name)}`, {
      hint: suggestion(name, ["text", ...builtIn]),
    });
  }
  return reporterIn(await moduleOf(resolve(folder, name), name), name);
}

async function moduleOf(path: string, name: string): Promise<Record<string, unknown>> {
  if (!existsSync(path)) throw new SynodError("badReporter", `there is no file ${path}, to report with`);
  try {
    return await loadModule(path);
  } catch (failure) {
    throw new SynodError("badReporter", `cannot load reporter ${name}: ${reasonOf(failure)}`, { cause: failure });
  }
}

function reporterIn<Run>(module: Record<string, unknown>, name: string): Reporter<Run> {
  const [only, ...others] = Object.values(module).filter((each) => typeof each === "function");
  const found = typeof module.default === "function" ? module.default : others.length === 0 ? only : undefined;
  if (found !== undefined) return found as Reporter<Run>;
  const many = only === undefined ? "no function" : "several functions, and none by default";
  throw new SynodError("badReporter", `${name} exports ${many}`, {
    hint: "A reporter is a function from a run to a report; export it by default.",
  });
}

/** Makes a report and puts it where it belongs. Throws SYN030 if it cannot be written and SYN031 if there is none. */
export async function deliver<Run>(
  { name, report }: NamedReporter<Run>,
  run: Run,
  setting: Setting,
  { out, terminal }: { readonly out: string; readonly terminal: Terminal },
): Promise<void> {
  const { print, commands, files = {}, append = {} } = await made(name, () => report(run, setting));
  for (const [file, text] of Object.entries(files)) writeWhole(resolve(setting.folder, join(out, file)), text);
  for (const [path, text] of Object.entries(append)) appendWhole(resolve(setting.folder, path), text);
  if (print !== undefined) terminal.stdout.write(print);
  if (commands !== undefined) (terminal.commands ?? terminal.stdout).write(commands);
}

/** A reporter may have been written by anybody: what it throws, and what it returns that is no report, is its own fault. */
async function made(name: string, make: () => Report | Promise<Report>): Promise<Report> {
  let report: unknown;
  try {
    report = await make();
  } catch (failure) {
    throw new SynodError("badReporter", `reporter ${name} threw: ${reasonOf(failure)}`, { cause: failure });
  }
  if (isReport(report)) return report;
  throw new SynodError("badReporter", `what reporter ${name} returns is no report`, {
    hint: "It is an object with print, commands, files, append, or some of these, which are texts.",
  });
}

function isReport(report: unknown): report is Report {
  if (typeof report !== "object" || report === null) return false;
  const { print = "", commands = "", files = {}, append = {} } = report as Report;
  const isTexts = (texts: unknown) =>
    typeof texts === "object" && texts !== null && Object.values(texts).every((text) => typeof text === "string");
  return isTexts({ print, commands }) && isTexts(files) && isTexts(append);
}
