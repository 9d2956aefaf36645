/** A counterexample: its story, how it was found, and how to run it again. */
import type { ParameterValue } from "../define/parameters.ts";
import type { Evidence } from "../define/property.ts";
import type { CheckResult, Counterexample } from "../explore/result.ts";
import type { ReplayedStep } from "../trace/replay.ts";
import { columnsOf, wrapped } from "./layout.ts";
import { plural, seconds } from "./numbers.ts";
import { shortestText, stagesText } from "./stages.ts";
import { storyLines } from "./story.ts";
import { PLAIN, printable, type Style } from "./style.ts";

export interface FailureOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** What to type to replay the counterexample, if it was saved. */
  readonly replay: string | undefined;
  /** What else there is to say, a line each. */
  readonly notes: readonly string[];
}

export function failureLines(result: CheckResult, counterexample: Counterexample, options: FailureOptions): string[] {
  const { property, evidence, steps } = counterexample;
  const { style, width, replay, notes } = options;
  const isExpected = property === result.expected;
  const ending = `violated after ${plural(steps.length, "step")}${isExpected ? ", as expected" : ""}`;
  const story = {
    mark: isExpected ? "✓" : "✗",
    property,
    model: result.name,
    ending,
    message: evidence.message,
    steps,
  };
  const found = [foundText(result, counterexample), stagesText(result), settingsText(result.parameters), ...notes];
  return [
    ...storyLines(story, isExpected ? style.green : style.red, style, width),
    ...noteLines(
      found.filter((note) => note !== ""),
      style,
      width,
    ),
    ...replayLines(replay, width),
  ];
}

/** Columns of a report that is not made for one terminal, and how many lines of it anyone reads. */
export const PAGE = 100;
const LINES = 400;

/** A counterexample as the terminal shows it, for reports that are read elsewhere. */
export function failureText(result: CheckResult, counterexample: Counterexample, replay: string | undefined): string {
  return pageText(failureLines(result, counterexample, { style: PLAIN, width: PAGE, replay, notes: [] }));
}

/** As many lines of it as anyone reads. */
export function pageText(lines: readonly string[]): string {
  const left = lines.length - LINES;
  if (left <= 0) return lines.join("\n");
  const half = LINES / 2;
  return [...lines.slice(0, half), `    … ${plural(left, "line")} …`, ...lines.slice(-half)].join("\n");
}

function foundText(result: CheckResult, { steps, saved }: Counterexample): string {
  const { distinct, seconds: elapsed } = result;
  const effort = `${plural(distinct, "state")} in ${seconds(elapsed)}`;
  if (saved !== undefined) return `saved in ${saved}; the search found none in ${effort}`;
  return steps.length > 0 ? `${effort}, ${shortestText(result)}` : effort;
}

export interface Replayed {
  readonly model: string;
  readonly property: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly evidence: Evidence | undefined;
  readonly steps: readonly ReplayedStep[];
}

/** A replayed trace: the same story, unless it has another end today. */
export function replayText(
  { model, property, parameters, evidence, steps }: Replayed,
  style: Style,
  width: number,
): string {
  const after = `after ${plural(steps.length, "step")}`;
  const [mark, ending, paint] =
    evidence === undefined
      ? ["✓", `holds ${after}: this trace no longer fails`, style.green]
      : ["✗", `violated ${after}`, style.red];
  const lines = storyLines({ mark, property, model, ending, message: evidence?.message, steps }, paint, style, width);
  return [...lines, ...noteLines([settingsText(parameters)], style, width)].join("\n").trimEnd();
}

/** Parameters as they are given on the command line. */
export function settingsText(parameters: Readonly<Record<string, ParameterValue>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

/** Notes on one line where they fit, or else on a line each. */
export function noteLines(notes: readonly string[], style: Style, width: number): string[] {
  const present = notes.filter((note) => note !== "").map((note) => printable(note, 1000));
  const oneLine = present.join(" · ");
  const lines = columnsOf(oneLine) <= width - 4 ? [oneLine] : present.flatMap((note) => wrapped(note, width - 4));
  return lines.map((line) => `    ${style.dim(line)}`);
}

/** The command is never wrapped. Where it does not fit it starts at the margin, so that nothing has to be cut off when it is pasted. */
export function replayLines(replay: string | undefined, width: number): string[] {
  if (replay === undefined) return [];
  const line = `    replay: ${replay}`;
  return line.length <= width ? [line] : ["    replay:", replay];
}
