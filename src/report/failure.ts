/** A counterexample on one screen: what is wrong, then each step with who did what and only what it changed, then how to run it again. */
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { flowed, wrapped } from "./layout.ts";
import { plural, seconds } from "./numbers.ts";
import { stepLines } from "./steps.ts";
import { printable, type Style } from "./style.ts";

export interface FailureOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** What to type to replay the counterexample, if it was saved. */
  readonly replay: string | undefined;
}

export function failureLines(
  result: CheckResult,
  { property, evidence, steps }: Counterexample,
  options: FailureOptions,
): string[] {
  const { style, width, replay } = options;
  const expected = property === result.expected;
  const paint = expected ? style.green : style.red;
  const violated = `violated after ${plural(steps.length, "step")}${expected ? ", as expected" : ""}`;
  const title = flowed(
    [`${expected ? "✓" : "✗"} ${printable(property)}`, printable(result.name), violated],
    "  ",
    width - 2,
  );
  return [
    ...title.map((line, index) => (index === 0 ? paint(line) : `  ${line}`)),
    ...wrapped(printable(evidence.message), width - 4).map((line) => `    ${style.bold(line)}`),
    "",
    ...stepLines(steps, style, width),
    "",
    ...noteLines(result, steps.length, style, width),
    ...replayLines(replay, width),
  ];
}

/** How it was found; and the parameters, without which it means nothing. */
function noteLines(
  { distinct, seconds: elapsed, parameters }: CheckResult,
  steps: number,
  style: Style,
  width: number,
): string[] {
  const shortest = steps === 0 ? "an initial state" : "no run is shorter";
  const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const notes = [
    `${plural(distinct, "state")} in ${seconds(elapsed)}; ${shortest}`,
    ...(settings.length > 0 ? [printable(settings.join(" "))] : []),
  ];
  return flowed(notes, ";", width - 3).map((line) => `   ${style.dim(line)}`);
}

/** The command is never wrapped. Where it does not fit it starts at the margin, so that at least nothing has to be cut off when it is pasted. */
function replayLines(replay: string | undefined, width: number): string[] {
  if (replay === undefined) return [];
  const line = `   replay: ${replay}`;
  return line.length <= width ? [line] : ["   replay:", replay];
}
