/** What random runs covered: the figures, which sorts of steps were taken in which phases, and how fast new states still come, as text and as a picture. */
import type { CoverageResult, Point } from "../simulate/coverage.ts";
import type { Exercise } from "../simulate/exercises.ts";
import type { SimulationResult } from "../simulate/result.ts";
import { flowed, padded, widest } from "./layout.ts";
import { plural, rough } from "./numbers.ts";
import { type Panel, svg } from "./plot.ts";
import { printable, type Style } from "./style.ts";

const INDENT = "    ";

/** What is the same in every simulation with this seed. */
export function figuresOf({ steps, coverage }: SimulationResult): string[] {
  if (coverage === undefined) return [plural(steps, "step"), "states were counted by each shard"];
  return [
    plural(steps, "step"),
    `${coverage.statesAreMore ? "more than " : ""}${plural(coverage.states, "state")}`,
    plural(coverage.localStates, "local state"),
  ];
}

export function coverageLines(coverage: CoverageResult, style: Style, width: number): string[] {
  const { newPerThousandRuns, newShare, estimatedStates, exercised, missing } = coverage;
  return [
    ...flowed(
      [
        `coverage: at the end ${plural(newPerThousandRuns, "new state")} in 1,000 runs`,
        `${percent(newShare)} of what a run sees is new`,
        `such runs can reach at least ${rough(estimatedStates)} states`,
      ],
      ",",
      width - INDENT.length,
    ).map((line) => `${INDENT}${line}`),
    ...flowed(["states after so many runs:", ...curveText(coverage)], "", width - INDENT.length).map(
      (line) => `${INDENT}${style.dim(line)}`,
    ),
    ...sortLines(exercised, missing, style, width),
  ];
}

/** A line for each sort of step: the phases in which it was taken, with how often, and those in which it was not. */
function sortLines(
  exercised: readonly Exercise[],
  missing: CoverageResult["missing"],
  style: Style,
  width: number,
): string[] {
  const sorts = [...new Set(exercised.map(({ sort }) => sort))];
  const column = widest(
    sorts.map((sort) => printable(sort, 60)),
    Math.floor(width / 3),
  );
  return sorts.flatMap((sort) => {
    const taken = exercised.filter((each) => each.sort === sort);
    const never = missing.filter((each) => each.sort === sort);
    const words = [
      ...taken.map(({ phase, times }) => `${printable(phase, 60)} ${rough(times)}`.trim()),
      ...(never.length > 0 ? [`never ${never.map(({ phase }) => printable(phase, 60)).join(" or ")}`] : []),
    ];
    const [first = "", ...more] = flowed(words, ",", Math.max(20, width - column - 6));
    const indent = " ".repeat(column + 6);
    return [
      `    ${padded(printable(sort, 60), column)}  ${style.dim(first)}`,
      ...more.map((line) => `${indent}${style.dim(line)}`),
    ];
  });
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value === 0 || value >= 10 ? value.toFixed(0) : value >= 0.1 ? value.toFixed(1) : "less than 0.1"} %`;
}

/** Points that a picture has room for. */
const MARKS = 12;

/** The discovery curve: states by runs, and how many of them are new, both on logarithmic axes. */
export function coverageSvg(name: string, coverage: CoverageResult): string {
  const curve = spread(coverage.curve.filter(({ runs, states }) => runs > 0 && states > 0));
  const fresh = curve.flatMap((point, at) => newAt(point, curve[at - 1] ?? { runs: 0, states: 0 }));
  const panels: Panel[] = [
    { title: "different states", series: [{ name: printable(name, 60), points: curve.map(at) }] },
    { title: "new states per 1,000 runs", series: [{ name: printable(name, 60), points: fresh }] },
  ];
  return svg(
    "runs",
    panels.filter(({ series }) => series.some(({ points }) => points.length > 0)),
  );
}

function at({ runs, states }: Point) {
  return { x: runs, y: states };
}

function newAt({ runs, states }: Point, before: Point) {
  const rate = (1000 * (states - before.states)) / (runs - before.runs);
  return rate > 0 ? [{ x: runs, y: rate }] : [];
}

/** So many points at most, evenly spread over the orders of magnitude; the last is among them. */
function spread(points: readonly Point[]): Point[] {
  const last = points.at(-1);
  const first = points[0];
  if (first === undefined || last === undefined || points.length <= MARKS) return [...points];
  const factor = (last.runs / first.runs) ** (1 / (MARKS - 1));
  const chosen = Array.from({ length: MARKS }, (_, mark) => {
    const runs = first.runs * factor ** mark;
    return points.find((point) => point.runs >= runs) ?? last;
  });
  return [...new Set([...chosen, last])];
}

/** The same for programs. */
export function coverageData({ curve, ...coverage }: CoverageResult) {
  return { ...coverage, curve: curve.map(({ runs, states }) => [runs, states] as const) };
}

/** Of the curve, as text: how many states there were after so many runs. */
function curveText({ curve }: CoverageResult): string[] {
  return spread(curve.filter(({ runs }) => runs > 0)).map(({ runs, states }) => `${rough(runs)}: ${rough(states)} `);
}
