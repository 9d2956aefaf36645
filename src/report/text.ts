/** All that a check found out about one configuration, as text: figures, properties and witnesses; or what failed, and why. */
import type { CheckResult, Counterexample, Inconclusive } from "../explore/result.ts";
import { costsOf, figuresOf } from "./brief.ts";
import { engineText, greedyText } from "./engine.ts";
import { failureLines, settingsText } from "./failure.ts";
import { columnsOf, flowed, padded, widest, wrapped } from "./layout.ts";
import { plural } from "./numbers.ts";
import { stagesText } from "./stages.ts";
import { printable, type Style } from "./style.ts";
import { missingText, verdictOf } from "./verdict.ts";

export interface TextOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** Says also what properties and witnesses mean. */
  readonly verbose: boolean;
  /** What to type to replay the counterexample of a property, if it was saved. */
  readonly replayOf: (property: string) => string | undefined;
}

export function resultText(result: CheckResult, options: TextOptions): string {
  const violated = result.properties.some(({ counterexample }) => counterexample !== undefined);
  return (violated ? violationLines(result, options) : surveyLines(result, options)).join("\n");
}

/** The story of one violation, the expected one or the shortest; of the others only that they are there. */
function violationLines(result: CheckResult, options: TextOptions): string[] {
  const { style, width, verbose, replayOf } = options;
  const all = result.properties.flatMap(({ counterexample }) => (counterexample === undefined ? [] : [counterexample]));
  const [first, ...others] = all.sort((a, b) => rank(a, result) - rank(b, result));
  const told = [...(first === undefined ? [] : [first]), ...(verbose ? others : [])];
  const notes = verbose ? [] : others.map(alsoText);
  const stories = told.map((each) =>
    failureLines(result, each, { style, width, notes, replay: replayOf(each.property) }),
  );
  return [...stories, missingLines(result, options)]
    .filter(({ length }) => length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function rank({ property, steps }: Counterexample, { expected }: CheckResult): number {
  return property === expected ? -1 : steps.length;
}

function alsoText({ property, steps }: Counterexample): string {
  return `also violated: ${printable(property)} after ${plural(steps.length, "step")}`;
}

/** One violation does not make up for the other that was expected. */
function missingLines(result: CheckResult, { style, width }: TextOptions): string[] {
  if (result.asExpected || result.expected === undefined) return [];
  return wrapped(`✗ ${printable(result.name)}  ${missingText(result)}`, width).map(style.red);
}

function surveyLines(result: CheckResult, options: TextOptions): string[] {
  const { style, width, verbose } = options;
  const room = width - INDENT.length;
  return [
    ...titleLines(result, style, width),
    ...indented(flowed(figuresOf(result), " ·", room), style.dim),
    ...indented(flowed(costsOf(result), " ·", room), style.dim),
    ...(verbose ? indented(flowed(engineText(result), " ·", room), style.dim) : []),
    ...pointLines(result, options),
    ...indented(
      remarks(result).flatMap((remark) => wrapped(remark, room)),
      style.yellow,
    ),
    ...indented(wrapped(stagesText(result), room), style.dim),
    ...indented(boundLines(result, room), style.dim),
  ];
}

const INDENT = "    ";

/** Name and verdict, and beside them or else below them the parameters. */
function titleLines(result: CheckResult, style: Style, width: number): string[] {
  const { mark, words, paint } = verdictOf(result, style);
  const title = flowed([`${mark} ${printable(result.name)}`, words], " ", width - INDENT.length);
  const settings = printable(settingsText(result.parameters), 1000);
  const lines = title.map((line, index) => `${index === 0 ? "" : INDENT}${paint(line)}`);
  const isShort = title.length === 1 && columnsOf(`${title[0]}  ${settings}`) <= width;
  if (isShort) return [`${lines[0]}  ${style.dim(settings)}`.trimEnd()];
  return [...lines, ...indented(wrapped(settings, width - INDENT.length), style.dim)];
}

function indented(lines: readonly string[], paint: (text: string) => string): string[] {
  return lines.filter((line) => line !== "").map((line) => `${INDENT}${paint(line)}`);
}

/** A property or a witness, and what became of it. */
interface Point {
  readonly mark: string;
  readonly name: string;
  readonly remark: string;
  readonly about: string;
}

function pointLines(result: CheckResult, { style, width, verbose }: TextOptions): string[] {
  const room = width - INDENT.length - 2;
  const points = pointsOf(result, style);
  const column = widest(
    points.map(({ name }) => name),
    Math.floor(room / 2),
  );
  return points.flatMap(({ mark, name, remark, about }) => {
    const isShort = columnsOf(name) <= column;
    const names = isShort ? [`${padded(name, column)}  ${style.dim(remark)}`.trimEnd()] : wrapped(name, room);
    const remarks = isShort || remark === "" ? [] : [style.dim(remark)];
    const meaning = verbose && about !== "" ? wrapped(about, room).map(style.dim) : [];
    return [...names, ...remarks, ...meaning].map((line, index) => `${INDENT}${index === 0 ? mark : " "} ${line}`);
  });
}

const UNKNOWN = {
  always: "not violated so far",
  step: "not violated so far",
  possible: "not judged: that takes the whole space",
} as const;

function pointsOf({ properties, witnesses, inconclusive }: CheckResult, style: Style): Point[] {
  const isOpen = inconclusive?.kind === "limit";
  return [
    ...properties.map(({ name, kind, status, about }) => ({
      mark: status === "held" ? style.green("✓") : style.yellow("?"),
      name: printable(name, 100),
      remark: status === "held" ? "" : UNKNOWN[kind],
      about: printable(about),
    })),
    ...witnesses.map(({ name, reached, steps = 0, about }) => ({
      mark: reached ? style.green("◆") : style.yellow("◇"),
      name: printable(name, 100),
      remark: reached ? `reached in ${plural(steps, "step")}` : `not reached${isOpen ? " so far" : ""}`,
      about: printable(about),
    })),
  ];
}

function remarks(result: CheckResult): string[] {
  const { inconclusive, notIdle } = result;
  return [
    ...(inconclusive === undefined ? [] : [inconclusiveText(inconclusive)]),
    ...greedyText(result),
    ...(notIdle.length === 0 ? [] : [`declared idle, but not: ${printable(notIdle.join(", "))}`]),
  ];
}

function boundLines({ bounds }: CheckResult, room: number): string[] {
  const reached = bounds.filter((bound) => bound.reached).map(({ name, limit }) => `${name} ${limit}`);
  return reached.length === 0 ? [] : wrapped(`bounds that were reached: ${printable(reached.join(", "))}`, room);
}

/** What ended a search early. */
export const LIMITS = {
  states: "stopped by the limit on states (--max-states)",
  depth: "stopped by the limit on depth (--max-depth)",
  time: "stopped by the time limit (--time)",
  memory: "stopped by the memory limit (--max-memory)",
  interrupted: "interrupted",
} as const;

function inconclusiveText(reason: Inconclusive): string {
  if (reason.kind === "limit") return `${LIMITS[reason.limit]}: nothing is known beyond what was covered`;
  const parts = [
    ...(reason.witnesses.length > 0 ? [`no state satisfies ${printable(reason.witnesses.join(", "))}`] : []),
    ...(reason.actions.length > 0 ? [`never enabled: ${printable(reason.actions.join(", "))}`] : []),
  ];
  return `this run proves little: ${parts.join("; ")}`;
}
