/** A check of many configurations: a row for each that ended as it should, and at the end how many did, and which did not. */
import { stripVTControlCharacters } from "node:util";
import type { CheckResult } from "../explore/result.ts";
import { columnsOf, padded, widest, wrapped } from "./layout.ts";
import { count, plural, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";
import { expectedText, verdictOf } from "./verdict.ts";

/** Rows are printed one by one, so names and columns are settled beforehand. */
export interface Table {
  /** What each row is called. */
  readonly labels: readonly string[];
  readonly label: number;
  /** 0 where there is no room for verdicts, which then go on a line of their own. */
  readonly verdict: number;
}

interface Planned {
  readonly name: string;
  readonly expect?: { readonly violates: string };
}

const MARK = 2;
const STATES = 19;
const TIME = 10;
const SHORT = "violated, as expected";

/** Where the names of the violated properties do not fit beside everything else, they are left out. */
export function tableFor(planned: readonly Planned[], width: number): Table {
  const labels = planned.map(({ name }, row) => labelOf(name, planned[row - 1]?.name));
  const label = widest(labels);
  const room = width - MARK - label - 2 - STATES - TIME;
  const wordings = [expectedText, () => SHORT].map((textOf) =>
    widest(planned.map(({ expect }) => (expect === undefined ? "held" : textOf(expect.violates)))),
  );
  return { labels, label, verdict: wordings.find((columns) => columns <= room) ?? 0 };
}

/** Below another configuration of its model, a configuration goes without the name of the model. */
function labelOf(name: string, above: string | undefined): string {
  const [model = "", configuration] = name.split("/");
  const isSame = configuration !== undefined && above?.split("/")[0] === model;
  return isSame ? `  /${configuration}` : printable(name);
}

export function rowText(result: CheckResult, row: number, table: Table, style: Style): string {
  const { mark, words, paint } = verdictOf(result, style);
  const said = result.expected === undefined || columnsOf(words) <= table.verdict ? words : SHORT;
  const start = `${paint(mark)} ${padded(table.labels[row] ?? "", table.label)}`;
  const states = plural(result.distinct, "state").padStart(STATES);
  const figures = style.dim(states + seconds(result.seconds).padStart(TIME));
  if (table.verdict === 0) return `${start.trimEnd()}\n    ${paint(said)}${figures}`;
  return `${start}  ${paint(padded(said, table.verdict))}${figures}`;
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
