/** The kill matrix as text for a terminal and as a Markdown page. */
import { type Catches, isAsItShould, type MatrixRow } from "../mutants/kill-matrix.ts";
import type { Kill } from "../mutants/mutant.ts";
import { flowed, padded, widest, wrapped } from "./layout.ts";
import { count, plural } from "./numbers.ts";
import { printable, type Style } from "./style.ts";

export interface MatrixText {
  readonly rows: readonly MatrixRow[];
  readonly catches: readonly Catches[];
}

const INDENT = "    ";

/** One mutant: what became of it, who noticed first, and how it fares at random. */
export function mutantText(row: MatrixRow, name: number, style: Style, width: number): string {
  const mark = isAsItShould(row) ? style.green("✓") : style.red("✗");
  const title = `${padded(printable(row.name), name)}  ${verdictText(row)}`;
  const remarks = flowed([...signText(row), ...randomText(row)], " ·", width - INDENT.length);
  return [`${mark} ${title}`, ...remarks.map((line) => `${INDENT}${style.dim(line)}`)].join("\n");
}

/** Columns of the widest name. */
export function nameWidth(names: readonly string[]): number {
  return widest(names, 44);
}

function verdictText({ verdict, expected = "", steps = 0, states, isComplete, kills }: MatrixRow): string {
  const extent = isComplete ? `all ${plural(states, "state")}` : plural(states, "state");
  switch (verdict) {
    case "caught":
      return `${printable(expected)} after ${plural(steps, "step")}`;
    case "survives":
      return `survives: ${printable(expected)} is not violated in ${extent}`;
    case "harmless":
      return `harmless in ${extent}`;
    case "flagged":
      return `flagged, although harmless: ${killText(kills[0])}`;
  }
}

function killText(kill: Kill | undefined): string {
  return kill === undefined ? "" : `${printable(kill.property)} ${kill.steps}`;
}

/** Other properties that notice; by name those that do so earlier, or alone. */
function signText({ kills, expected, verdict, steps = 0 }: MatrixRow): string[] {
  const others = kills.filter(({ property }) => property !== expected);
  const [first] = others;
  if (expected === undefined || first === undefined) return [];
  if (verdict === "survives") return [`violated instead: ${others.map(killText).join(", ")}`];
  const sign = first.steps < steps ? [`first sign ${killText(first)}`] : [];
  return [...sign, `${count(others.length)} other ${others.length === 1 ? "property" : "properties"} too`];
}

function randomText({ random }: MatrixRow): string[] {
  if (random === undefined) return [];
  const { method, seeds, met, runs, within, shrunk } = random;
  if (runs === undefined)
    return [`${method}: not within ${plural(within, "run")} with ${seeds - met} of ${seeds} seeds`];
  return [`${method}: met after ${plural(runs, "run")}, shrunk to ${shrunk ?? "–"}`];
}

/** How it ended, and the properties that nobody would miss. */
export function matrixEnding({ rows, catches }: MatrixText, style: Style, width: number): string {
  const of = (verdict: MatrixRow["verdict"]) => rows.filter((row) => row.verdict === verdict).map(({ name }) => name);
  const counts = [`${count(of("caught").length)} caught`, `${count(of("harmless").length)} harmless`];
  const named = (label: string, names: readonly string[], paint: (text: string) => string) =>
    names.length === 0 ? [] : wrapped(`${label}: ${printable(names.join(", "), 2000)}`, width).map(paint);
  const idle = catches.filter(({ caught }) => caught.length === 0).map(({ property }) => property);
  const doubled = catches.filter(({ caught, alone }) => caught.length > 0 && alone.length === 0);
  return [
    counts.join(", "),
    ...named("survive", of("survives"), style.red),
    ...named("flagged, although harmless", of("flagged"), style.red),
    ...named(
      "catch nothing that no other property catches",
      doubled.map(({ property }) => property),
      style.dim,
    ),
    ...named("catch nothing", idle, style.dim),
  ].join("\n");
}

/** The page that is kept: every mutant with every property that catches it, then every property with what it alone catches. */
export function matrixMarkdown({ rows, catches }: MatrixText): string {
  const bugs = rows.filter(({ expected }) => expected !== undefined);
  const controls = rows.filter(({ expected }) => expected === undefined);
  return `# Seeded bugs, and what catches them

Written by \`synod mutants\`. Steps are those of a shortest counterexample; where the states are not all, other properties may catch a bug later. "Met after" is the
number of random runs to the first failure, and "shrunk" its steps after shrinking${seedsText(rows)}. What can still happen is not seen in a run.

${table(
  ["bug", "violates", "steps", "states", "met after", "shrunk", "caught by"],
  bugs.map((row) => [
    code(row.name),
    row.expected ?? "",
    row.steps === undefined ? "**survives**" : count(row.steps),
    statesText(row),
    metText(row),
    row.random?.shrunk === undefined ? "–" : count(row.random.shrunk),
    row.kills.map(killText).join(", "),
  ]),
)}

## Controls

Changes that do no harm, which nothing may flag.

${table(
  ["control", "states", "flagged by"],
  controls.map((row) => [code(row.name), statesText(row), row.kills.map(killText).join(", ") || "nothing"]),
)}

## Properties

One that catches nothing alone guards against bugs that are not in this list, or tells earlier or more clearly of those that are.

${table(
  ["property", "catches", "alone"],
  catches.map(({ property, caught, alone }) => [
    property,
    count(caught.length),
    alone.map(code).join(", ") || "nothing",
  ]),
)}
`;
}

function statesText({ states, isComplete }: MatrixRow): string {
  return isComplete ? `${count(states)}, all` : count(states);
}

function seedsText(rows: readonly MatrixRow[]): string {
  const [seeds] = rows.flatMap(({ random }) => random?.seeds ?? []);
  return seeds === undefined ? "" : `: medians of ${plural(seeds, "seed")}`;
}

function metText({ random }: MatrixRow): string {
  if (random === undefined) return "–";
  return random.runs === undefined ? `not within ${count(random.within)}` : count(random.runs);
}

function code(name: string): string {
  return `\`${printable(name)}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
