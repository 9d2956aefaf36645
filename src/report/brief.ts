/** One of many configurations, in a few lines: verdict, figures, and every property and witness by name. */
import type { CheckResult } from "../explore/result.ts";
import { flowed, wrapped } from "./layout.ts";
import { count, megabytes, plural, rough, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";
import { verdictOf } from "./verdict.ts";

const INDENT = "    ";

export function briefText(result: CheckResult, style: Style, width: number): string {
  const { mark, words, paint } = verdictOf(result, style);
  const room = width - INDENT.length;
  const [title = "", ...more] = wrapped(`${mark} ${printable(result.name)}  ${words}`, width);
  const lines = (parts: readonly string[], separator: string) => flowed(parts, separator, room);
  return [
    paint(title),
    ...more.map((line) => `${INDENT}${line}`),
    ...[...lines(figuresOf(result), " ·"), ...lines(costsOf(result), " ·")].map(
      (line) => `${INDENT}${style.dim(line)}`,
    ),
    ...[...lines(propertiesOf(result), " "), ...lines(witnessesOf(result), " ")].map((line) => `${INDENT}${line}`),
  ].join("\n");
}

/** What is the same in every run. */
export function figuresOf({ distinct, generated, depth, frontier }: CheckResult): string[] {
  return [
    plural(distinct, "state"),
    `${count(generated)} generated`,
    `depth ${count(depth)}`,
    ...(frontier > 0 ? [`${count(frontier)} not expanded`] : []),
  ];
}

/** What differs from run to run. */
export function costsOf({ seconds: elapsed, rate, memory }: CheckResult): string[] {
  return [seconds(elapsed), `${rough(rate)} states/s`, megabytes(memory)];
}

/** A violated property with the length of its counterexample, one that was left undecided with a question mark. */
function propertiesOf({ properties }: CheckResult): string[] {
  const marks = { held: "✓", violated: "✗", unknown: "?" };
  return properties.map(({ name, status, counterexample }) => {
    const steps = counterexample === undefined ? "" : ` (${plural(counterexample.steps.length, "step")})`;
    return `${marks[status]} ${printable(name, 60)}${steps}`;
  });
}

/** A witness with the length of a shortest run to it. */
function witnessesOf({ witnesses }: CheckResult): string[] {
  return witnesses.map(({ name, reached, steps = 0 }) =>
    reached ? `◆ ${printable(name, 60)} (${plural(steps, "step")})` : `◇ ${printable(name, 60)}`,
  );
}
