/** A check of many configurations: a row for each that ended as it should, and at the end how many did, and which did not. */
import type { CheckResult } from "../explore/result.ts";
import { columnsOf, padded, widest, wrapped } from "./layout.ts";
import { count, plural, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";
import { expectedText, verdictOf } from "./verdict.ts";

/** Rows are printed one by one, so their columns are settled beforehand. */
export interface Columns {
  readonly name: number;
  readonly verdict: number;
}

interface Planned {
  readonly name: string;
  readonly expect?: { readonly violates: string };
}

const MARK = 2;
const STATES = 19;
const TIME = 10;

/** Where the names of the violated properties do not fit beside everything else, they are left out. */
export function columnsFor(planned: readonly Planned[], width: number): Columns {
  const name = widest(planned.map((each) => printable(each.name)));
  const room = width - MARK - name - 2 - STATES - TIME;
  const wordings = [expectedText, () => SHORT].map((textOf) =>
    widest(planned.map(({ expect }) => (expect === undefined ? "held" : textOf(expect.violates)))),
  );
  return { name, verdict: wordings.find((columns) => columns <= room) ?? 0 };
}

const SHORT = "violated, as expected";

export function rowText(result: CheckResult, { name, verdict }: Columns, style: Style): string {
  const { mark, words, paint } = verdictOf(result, style);
  const said = columnsOf(words) <= verdict || result.expected === undefined ? words : SHORT;
  const start = `${paint(mark)} ${padded(printable(result.name), name)}`;
  const figures = style.dim(plural(result.distinct, "state").padStart(STATES) + seconds(result.seconds).padStart(TIME));
  return verdict === 0 ? `${start.trimEnd()}\n    ${paint(said)}${figures}` : `${start}  ${paint(padded(said, verdict))}${figures}`;
}

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
    ...(held > 0 || expected === 0 ? [`${count(held)} held`] : []),
    ...(expected > 0 ? [`${count(expected)} violated as expected`] : []),
    ...(left > 0 ? [`${count(left)} not checked`] : []),
  ];
  const named = (label: string, names: readonly string[], paint: (text: string) => string) =>
    names.length === 0 ? [] : wrapped(`${count(names.length)} ${label}: ${printable(names.join(", "), 2000)}`, width).map(paint);
  return [
    `${counts.join(", ")}   ${style.dim(`${plural(states, "state")} in ${seconds(elapsed)}`)}`,
    ...named("inconclusive", namesOf(wrong, (result) => result.inconclusive?.kind === "limit"), style.yellow),
    ...named("vacuous", namesOf(wrong, (result) => result.inconclusive?.kind === "vacuous"), style.yellow),
    ...named("failed", namesOf(wrong, (result) => result.inconclusive === undefined), style.red),
    ...named("ended by an error", broken, style.red),
  ].join("\n");
}

function namesOf(results: readonly CheckResult[], belongs: (result: CheckResult) => boolean): string[] {
  return results.filter(belongs).map(({ name }) => name);
}
