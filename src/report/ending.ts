/** How a check of several configurations ended: how many as they should, and by name those that did not. */
import { stripVTControlCharacters } from "node:util";
import type { CheckResult } from "../explore/result.ts";
import { columnsOf, wrapped } from "./layout.ts";
import { count, plural, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";

export interface Ending {
  readonly results: readonly CheckResult[];
  /** Configurations whose check ended with an error. */
  readonly broken: readonly string[];
  /** How many were not looked at, because of an interruption. */
  readonly left: number;
  readonly seconds: number;
}

/** The last lines: how many of each verdict, and by name what needs attention. */
export function endingText({ results, broken, left, seconds: elapsed }: Ending, style: Style, width: number): string {
  const wrong = results.filter(({ asExpected }) => !asExpected);
  const held = results.filter(({ expected, asExpected }) => expected === undefined && asExpected).length;
  const expected = results.length - wrong.length - held;
  const states = results.reduce((sum, { distinct }) => sum + distinct, 0);
  const counts = [
    ...(held > 0 ? [`${count(held)} held`] : []),
    ...(expected > 0 ? [`${count(expected)} violated as expected`] : []),
    ...(left > 0 ? [`${count(left)} not checked`] : []),
  ];
  const named = (label: string, names: readonly string[], paint: (text: string) => string) =>
    names.length === 0
      ? []
      : wrapped(`${count(names.length)} ${label}: ${printable(names.join(", "), 2000)}`, width).map(paint);
  const [first = "", ...rest] = [
    ...(counts.length > 0 ? [counts.join(", ")] : []),
    ...named(
      "inconclusive",
      namesWhere(wrong, ({ inconclusive }) => inconclusive?.kind === "limit"),
      style.yellow,
    ),
    ...named(
      "vacuous",
      namesWhere(wrong, ({ inconclusive }) => inconclusive?.kind === "vacuous"),
      style.yellow,
    ),
    ...named(
      "failed",
      namesWhere(wrong, ({ inconclusive }) => inconclusive === undefined),
      style.red,
    ),
    ...named("ended by an error", broken, style.red),
  ];
  const figures = `${plural(states, "state")} in ${seconds(elapsed)}`;
  const fits = columnsOf(stripVTControlCharacters(first)) + 3 + columnsOf(figures) <= width;
  return [
    ...(fits ? [`${first}   ${style.dim(figures)}`] : [first]),
    ...rest,
    ...(fits ? [] : [style.dim(figures)]),
  ].join("\n");
}

function namesWhere(results: readonly CheckResult[], belongs: (result: CheckResult) => boolean): string[] {
  return results.filter(belongs).map(({ name }) => name);
}
