/**
 * GitHub: an annotation at the definition of each property that fails, and a summary of the job. Annotations are commands on stdout, so whatever comes
 * from a model is escaped in them.
 */
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Site } from "../define/site.ts";
import { printable } from "../trace/printable.ts";
import { plural } from "./numbers.ts";
import type { Report, Setting } from "./reporter.ts";
import { type CheckRun, isChecked } from "./run.ts";
import { isSimulated, type SimulationRun } from "./simulation-run.ts";
import { simulationSummaryOf } from "./simulation-summary.ts";
import { simulationTroublesOf } from "./simulation-trouble.ts";
import { summaryOf } from "./summary.ts";
import { type Trouble, troublesOf } from "./trouble.ts";

/** GitHub shows no more of one step. */
const ANNOTATIONS = 10;
const MESSAGE = 2000;
const TITLE = 200;

/** Prints annotations; the summary goes where GitHub wants it, or into a file of its own where there is no GitHub. */
export function githubReporter(run: CheckRun, setting: Setting): Report {
  const noted = run.outcomes.flatMap((outcome) => {
    const replays = isChecked(outcome) ? outcome.replays : NONE;
    return troublesOf(outcome).map((trouble) => ({ trouble, replay: replays.get(trouble.property ?? "") }));
  });
  return reportOf(noted, setting, { file: "check.summary.md", text: summaryOf(run) });
}

/** The same of random runs. */
export function simulationGithubReporter(run: SimulationRun, setting: Setting): Report {
  const noted = run.outcomes.flatMap((outcome) => {
    const replays = isSimulated(outcome) ? outcome.replays : NONE;
    return simulationTroublesOf(outcome).map((trouble) => ({ trouble, replay: replays.get(trouble.property ?? "") }));
  });
  return reportOf(noted, setting, { file: "simulate.summary.md", text: simulationSummaryOf(run) });
}

const NONE: ReadonlyMap<string, string> = new Map();

interface Noted {
  readonly trouble: Trouble;
  readonly replay: string | undefined;
}

interface Summary {
  readonly file: string;
  readonly text: string;
}

function reportOf(noted: readonly Noted[], setting: Setting, { file, text }: Summary): Report {
  const commands = annotations(noted, setting);
  const { GITHUB_STEP_SUMMARY: path = "" } = setting.env;
  if (path === "") return { commands, files: { [file]: text } };
  return { commands, append: { [resolve(setting.folder, path)]: text } };
}

function annotations(noted: readonly Noted[], setting: Setting): string {
  const all = noted.map((each) => annotation(each, setting));
  if (all.length <= ANNOTATIONS) return all.join("");
  const shown = all.slice(0, ANNOTATIONS - 1);
  return [
    ...shown,
    command({}, `${plural(all.length - shown.length, "more failure")}: see the summary of the job`),
  ].join("");
}

function annotation({ trouble: { model, property, message, sites }, replay }: Noted, setting: Setting): string {
  const title = [model, ...(property === undefined ? [] : [property])].map((name) => printable(name, TITLE)).join(": ");
  const lines = [
    printable(message, MESSAGE),
    ...(replay === undefined ? [] : [`replay: ${printable(replay, MESSAGE)}`]),
  ];
  return command({ ...placeIn(setting, sites), title }, lines.join("\n"));
}

/** The innermost caller that belongs to the repository: only there does GitHub show an annotation beside the code. */
function placeIn({ folder, env }: Setting, sites: readonly Site[]): Readonly<Record<string, string>> {
  const { GITHUB_WORKSPACE: root = folder } = env;
  for (const { file, line, column } of sites) {
    const path = relative(root, file);
    const isInside = path !== "" && !path.startsWith("..") && !isAbsolute(path);
    if (isInside && !path.split(sep).includes("node_modules"))
      return { file: path.split(sep).join("/"), line: String(line), col: String(column) };
  }
  return {};
}

function command(properties: Readonly<Record<string, string>>, message: string): string {
  const parts = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::error${parts.length === 0 ? "" : ` ${parts.join(",")}`}::${escapedMessage(message)}\n`;
}

function escapedMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
