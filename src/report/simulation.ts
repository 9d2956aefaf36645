/** A simulation of one configuration, as text: what failed and how to see it again; or that nothing did, what was covered, and that this is no proof. */
import type { RunFailure, SimulationInconclusive, SimulationResult } from "../simulate/result.ts";
import { coverageLines, figuresOf } from "./coverage.ts";
import { type FailureOptions, noteLines, PAGE, pageText, replayLines, settingsText } from "./failure.ts";
import { flowed, padded, widest, wrapped } from "./layout.ts";
import { count, megabytes, plural, rough, seconds } from "./numbers.ts";
import { storyLines } from "./story.ts";
import { PLAIN, printable, type Style } from "./style.ts";

export interface SimulationOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  readonly verbose: boolean;
  /** Says which sorts of steps were taken in which phases, and which were not. */
  readonly coverage: boolean;
  /** What to type to replay the failure of a property, if it was saved. */
  readonly replayOf: (property: string) => string | undefined;
}

const INDENT = "    ";

export function simulationText(result: SimulationResult, options: SimulationOptions): string {
  const { style, width } = options;
  const failed = result.failures.length > 0;
  const missed = failed && !result.asExpected && result.expected !== undefined;
  return [
    ...(failed ? failureLines(result, options) : surveyLines(result, options)),
    ...(missed ? ["", ...wrapped(`✗ ${printable(result.name)}  ${verdictWords(result)}`, width).map(style.red)] : []),
    ...(options.coverage && result.coverage !== undefined ? ["", ...coverageLines(result.coverage, style, width)] : []),
  ].join("\n");
}

/** One of many configurations: verdict, figures, and the witnesses. */
export function briefSimulationText(result: SimulationResult, style: Style, width: number): string {
  const { mark, paint } = faceOf(result, style);
  const [title = "", ...more] = wrapped(`${mark} ${printable(result.name)}  ${verdictWords(result)}`, width);
  const lines = (parts: readonly string[], separator: string) =>
    flowed(parts, separator, width - INDENT.length).map((line) => `${INDENT}${line}`);
  return [
    paint(title),
    ...more.map((line) => `${INDENT}${line}`),
    ...[...lines(figuresOf(result), " ·"), ...lines(costsOf(result), " ·")].map(style.dim),
    ...lines(
      result.witnesses.map(({ name, run }) =>
        run === undefined ? `◇ ${printable(name, 60)}` : `◆ ${printable(name, 60)} (run ${count(run)})`,
      ),
      " ",
    ),
  ].join("\n");
}

/** What is said of a simulation; never that anything holds. */
export function verdictWords(result: SimulationResult): string {
  const { asExpected, expected = "", inconclusive, failures } = result;
  if (asExpected && failures.length > 0) return `${printable(expected, 40)} violated, as expected`;
  switch (inconclusive?.kind) {
    case "vacuous":
      return `vacuous: no failure in ${plural(result.runs, "run")}`;
    case "missed":
      return `${printable(expected, 40)} should have been violated, and was not in ${plural(result.runs, "run")}`;
    case "limit":
      return `inconclusive: no failure in ${plural(result.runs, "run")}`;
    case "empty":
      return "inconclusive: no run";
    case undefined:
      return failures.length > 0 ? "violated" : `no failure in ${plural(result.runs, "run")}`;
  }
}

export function faceOf({ asExpected, verdict, failures }: SimulationResult, style: Style) {
  if (asExpected) return { mark: "✓", paint: style.green };
  return verdict === "violated" || failures.length > 0
    ? { mark: "✗", paint: style.red }
    : { mark: "?", paint: style.yellow };
}

function costsOf({ seconds: elapsed, rate, memory, engine: { threads } }: SimulationResult): string[] {
  const helped = threads > 1 ? [plural(threads, "thread")] : [];
  return [seconds(elapsed), `${rough(rate)} steps/s`, megabytes(memory), ...helped];
}

/** The story of one failure, the expected one or the shortest; of the others only that they are there. */
function failureLines(result: SimulationResult, { style, width, replayOf }: SimulationOptions): string[] {
  const [first, ...others] = [...result.failures].sort((a, b) => rank(a, result) - rank(b, result));
  if (first === undefined) return [];
  const notes = others.map(({ counterexample: other }) => {
    const length = plural(other.steps.length, "step");
    return `also violated: ${printable(other.property)} after ${length}`;
  });
  return linesOn(result, first, { style, width, replay: replayOf(first.counterexample.property), notes });
}

/** A failing run as the terminal shows it, for reports that are read elsewhere. */
export function simulationFailureText(
  result: SimulationResult,
  failure: RunFailure,
  replay: string | undefined,
): string {
  return pageText(linesOn(result, failure, { style: PLAIN, width: PAGE, replay, notes: [] }));
}

function linesOn(result: SimulationResult, failure: RunFailure, options: FailureOptions): string[] {
  const { style, width, replay, notes } = options;
  const { counterexample, run, strategy } = failure;
  const { property, steps, evidence, saved } = counterexample;
  const isExpected = property === result.expected;
  const ending = `violated after ${plural(steps.length, "step")}${isExpected ? ", as expected" : ""}`;
  const mark = isExpected ? "✓" : "✗";
  const story = { mark, property, model: result.name, ending, message: evidence.message, steps };
  const found =
    saved === undefined
      ? `run ${count(run)} of seed ${result.seed}, by ${strategy}`
      : `saved in ${printable(saved)}; no run of seed ${result.seed} met it`;
  const cost = `${plural(result.steps, "step")} in ${seconds(result.seconds)}`;
  return [
    ...storyLines(story, isExpected ? style.green : style.red, style, width),
    ...noteLines([found, cost, settingsText(result.parameters), ...notes], style, width),
    ...replayLines(replay, width),
  ];
}

function rank({ counterexample: { property, steps } }: RunFailure, { expected }: SimulationResult): number {
  return property === expected ? -1 : steps.length;
}

function surveyLines(result: SimulationResult, { style, width, verbose }: SimulationOptions): string[] {
  const room = width - INDENT.length;
  const { mark, paint } = faceOf(result, style);
  const indented = (lines: readonly string[], face: (text: string) => string) =>
    lines.filter((line) => line !== "").map((line) => `${INDENT}${face(line)}`);
  const shard = result.shard.of > 1 ? ` · shard ${result.shard.part}/${result.shard.of}` : "";
  return [
    ...wrapped(`${mark} ${printable(result.name)}  ${verdictWords(result)}`, width).map(paint),
    ...indented(wrapped(printable(settingsText(result.parameters), 1000), room), style.dim),
    ...indented([`seed ${result.seed} · strategy ${result.strategy}${shard}`], style.dim),
    ...indented(flowed(figuresOf(result), " ·", room), style.dim),
    ...indented(flowed(costsOf(result), " ·", room), style.dim),
    ...pointLines(result, { style, width: room, verbose }),
    ...indented(
      remarksOn(result).flatMap((remark) => wrapped(remark, room)),
      style.yellow,
    ),
  ];
}

interface Faces {
  readonly style: Style;
  readonly width: number;
  readonly verbose: boolean;
}

function pointLines({ properties, witnesses }: SimulationResult, { style, width, verbose }: Faces): string[] {
  const points = [
    ...properties.map(({ name, about }) => ({ mark: "·", name, remark: "", about })),
    ...witnesses.map(({ name, run, about }) => ({
      mark: run === undefined ? style.yellow("◇") : style.green("◆"),
      name,
      remark: run === undefined ? "not reached" : `reached in run ${count(run)}`,
      about,
    })),
  ];
  const column = widest(
    points.map(({ name }) => printable(name, 100)),
    Math.floor(width / 2),
  );
  return points.flatMap(({ mark, name, remark, about }) => {
    const line = `${padded(printable(name, 100), column)}  ${style.dim(remark)}`.trimEnd();
    const meaning = verbose && about !== "" ? wrapped(printable(about), width - 2).map(style.dim) : [];
    return [`${INDENT}${mark} ${line}`, ...meaning.map((each) => `${INDENT}  ${each}`)];
  });
}

function remarksOn({ inconclusive, notIdle, cut, runs, depth }: SimulationResult): string[] {
  return [
    ...(inconclusive === undefined ? [] : [inconclusiveText(inconclusive)]),
    ...(cut === 0 ? [] : [`${count(cut)} of ${plural(runs, "run")} cut off after ${count(depth)} steps (--depth)`]),
    ...(notIdle.length === 0 ? [] : [`declared idle, but not: ${printable(notIdle.join(", "))}`]),
  ].filter((remark) => remark !== "");
}

const LIMITS = {
  states: "stopped by the limit on states",
  depth: "stopped by the limit on depth",
  time: "stopped by the time limit (--time)",
  memory: "stopped by the memory limit (--max-memory)",
  interrupted: "interrupted",
} as const;

export function inconclusiveText(reason: SimulationInconclusive): string {
  switch (reason.kind) {
    case "limit":
      return `${LIMITS[reason.limit]}: not all runs were made`;
    case "missed":
      return "more runs (--runs), another strategy, or another seed may find it";
    case "empty":
      return "there are fewer rounds of runs than shards: this shard has none";
    case "vacuous":
      return `these runs show little: ${[
        ...(reason.witnesses.length > 0 ? [`no run reached ${printable(reason.witnesses.join(", "))}`] : []),
        ...(reason.actions.length > 0 ? [`never enabled: ${printable(reason.actions.join(", "))}`] : []),
      ].join("; ")}`;
  }
}
