/** How cost grows with the number of states: a table, and the series for the plot. */

import { type Panel, type Series, svg } from "../src/report/plot.ts";
import type { CheckerName } from "./checkers/checker.ts";
import type { Figures, Search } from "./figures.ts";
import { type Column, table } from "./markdown.ts";
import type { Result } from "./race.ts";
import { count, digits, short } from "./units.ts";

export function growthText(results: readonly Result[]): string {
  const names = namesIn(results);
  const columns: Column[] = [
    { title: "", align: "left" },
    { title: "states", align: "right" },
    ...names.map((name): Column => ({ title: `${name} states/s`, align: "right" })),
    ...names.map((name): Column => ({ title: `${name} net bytes/state`, align: "right" })),
  ];
  const lines = results.map((result) => [
    result.row.name,
    count(result.row.distinct),
    ...names.map((name) => cell(result, name, ({ rates }) => (rates ? short(rates.statesPerSecond) : "too short"))),
    ...names.map((name) => cell(result, name, ({ netBytesPerState }) => digits(netBytesPerState))),
  ]);
  return `## Cost and size\n\n![states a second and net bytes a state, by states](growth.svg)\n\n${table(columns, lines)}`;
}

export function growthPlot(results: readonly Result[]): string {
  const panels: Panel[] = [
    {
      title: "states per CPU second",
      series: seriesOf(results, ({ rates }) => rates?.statesPerSecond),
    },
    {
      title: "net bytes per state",
      series: seriesOf(results, ({ netBytesPerState }) => netBytesPerState),
    },
  ];
  return svg("distinct states", panels);
}

function seriesOf(results: readonly Result[], value: (search: Search) => number | undefined): Series[] {
  return namesIn(results).map((name) => ({
    name,
    points: results.flatMap((result) => {
      const search = searchOf(result, name);
      const y = search && value(search);
      return search === undefined || y === undefined ? [] : [{ x: search.distinct, y }];
    }),
  }));
}

function namesIn(results: readonly Result[]): CheckerName[] {
  return [...new Set(results.flatMap(({ figures }) => figures.map(({ checker }) => checker)))];
}

function cell(result: Result, name: CheckerName, text: (search: Search) => string): string {
  const search = searchOf(result, name);
  return search === undefined ? "" : text(search);
}

function searchOf({ figures }: Result, name: CheckerName): Search | undefined {
  return figures.find((each: Figures) => each.checker === name)?.search;
}
