/** All that a check found out about one configuration, as text: figures, properties and witnesses; or what failed, and why. */
import type { CheckResult, Inconclusive, PropertyResult } from "../explore/result.ts";
import { failureLines } from "./failure.ts";
import { flowed, padded, widest, wrapped } from "./layout.ts";
import { count, megabytes, plural, rough, seconds } from "./numbers.ts";
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
  const violated = result.properties.filter(({ counterexample }) => counterexample !== undefined);
  return (violated.length > 0 ? violationLines(result, violated, options) : surveyLines(result, options)).join("\n");
}

function violationLines(result: CheckResult, violated: readonly PropertyResult[], options: TextOptions): string[] {
  const { style, replayOf } = options;
  const failures = violated.flatMap(({ name, counterexample }) => {
    return counterexample === undefined ? [] : [failureLines(result, counterexample, { ...options, replay: replayOf(name) })];
  });
  // One violation does not make up for the other that was expected.
  if (!result.asExpected && result.expected !== undefined) failures.push([style.red(`✗ ${printable(result.name)}  ${missingText(result)}`)]);
  return failures.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function surveyLines(result: CheckResult, options: TextOptions): string[] {
  const { style, width } = options;
  const { mark, words, paint } = verdictOf(result, style);
  const settings = Object.entries(result.parameters).map(([name, value]) => `${name}=${value}`);
  const title = flowed([`${mark} ${printable(result.name)}`, words], " ", width - 4);
  return [
    ...title.map((line, index) => `${index === 0 ? "" : "    "}${paint(line)}`),
    ...indented(wrapped(printable(settings.join(" ")), width - 4), style.dim),
    ...indented(flowed(figures(result), " ·", width - 4), style.dim),
    ...pointLines(result, options),
    ...indented(
      remarks(result).flatMap((remark) => wrapped(remark, width - 4)),
      style.yellow,
    ),
    ...indented(boundLines(result, width), style.dim),
  ];
}

function indented(lines: readonly string[], paint: (text: string) => string): string[] {
  return lines.filter((line) => line !== "").map((line) => `    ${paint(line)}`);
}

function figures({ distinct, generated, depth, rate, memory, seconds: elapsed, frontier }: CheckResult): string[] {
  return [
    plural(distinct, "state"),
    `${count(generated)} generated`,
    `depth ${count(depth)}`,
    ...(frontier > 0 ? [`${count(frontier)} not expanded`] : []),
    seconds(elapsed),
    `${rough(rate)} states/s`,
    megabytes(memory),
  ];
}

/** A property or a witness, and what became of it. */
interface Point {
  readonly mark: string;
  readonly name: string;
  readonly remark: string;
  readonly about: string;
}

function pointLines(result: CheckResult, { style, width, verbose }: TextOptions): string[] {
  const points = pointsOf(result, style);
  const column = widest(points.map(({ name }) => name), Math.floor(width / 2));
  return points.flatMap(({ mark, name, remark, about }) => {
    const [first = "", ...rest] = wrapped(name, width - 6);
    const line = `    ${mark} ${rest.length === 0 ? `${padded(first, column)}  ${style.dim(remark)}`.trimEnd() : first}`;
    const meaning = verbose && about !== "" ? wrapped(about, width - 6) : [];
    return [line, ...rest.map((more) => `      ${more}`), ...meaning.map((more) => `      ${style.dim(more)}`)];
  });
}

function pointsOf({ properties, witnesses, inconclusive }: CheckResult, style: Style): Point[] {
  const isOpen = inconclusive?.kind === "limit";
  return [
    ...properties.map(({ name, status, about }) => ({
      mark: status === "held" ? style.green("✓") : style.yellow("?"),
      name: printable(name, 100),
      remark: status === "held" ? "" : "not violated so far",
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

function remarks({ inconclusive, notIdle }: CheckResult): string[] {
  return [
    ...(inconclusive === undefined ? [] : [inconclusiveText(inconclusive)]),
    ...(notIdle.length === 0 ? [] : [`declared idle, but not: ${printable(notIdle.join(", "))}`]),
  ];
}

function boundLines({ bounds }: CheckResult, width: number): string[] {
  const reached = bounds.filter((bound) => bound.reached).map(({ name, limit }) => `${name} ${limit}`);
  return reached.length === 0 ? [] : wrapped(`bounds that were reached: ${printable(reached.join(", "))}`, width - 4);
}

const LIMITS = {
  states: "stopped by the limit on states (--max-states)",
  depth: "stopped by the limit on depth (--max-depth)",
  time: "stopped by the time limit (--time)",
  memory: "stopped by the memory limit (--max-memory)",
  interrupted: "interrupted",
} as const;

export function inconclusiveText(reason: Inconclusive): string {
  if (reason.kind === "limit") return `${LIMITS[reason.limit]}: nothing is known beyond what was covered`;
  const parts = [
    ...(reason.witnesses.length > 0 ? [`no state satisfies ${printable(reason.witnesses.join(", "))}`] : []),
    ...(reason.actions.length > 0 ? [`never enabled: ${printable(reason.actions.join(", "))}`] : []),
  ];
  return `this run proves little: ${parts.join("; ")}`;
}
