/** The report for people, reports/bench.md. All its figures are in reports/bench.json too, with those of the single runs' spread. */
import { CHECKERS } from "./checkers/index.ts";
import { type Figures, isMeasurable, type Spread } from "./figures.ts";
import { growthText } from "./growth.ts";
import type { Machine } from "./machine.ts";
import { type Column, table } from "./markdown.ts";
import type { Result } from "./race.ts";
import { count, digits, megabytes, short } from "./units.ts";

export interface Report {
  readonly machine: Machine;
  readonly date: string;
  readonly results: readonly Result[];
  /** Empty unless it was asked for. */
  readonly growth: readonly Result[];
}

export function reportText({ machine, date, results, growth }: Report): string {
  const all = [...results, ...growth];
  return [
    "# Benchmarks",
    `${date}. ${machineText(machine)}`,
    "Each run is a whole process. CPU is user and system time; rates are per second of CPU time, at the median run; where there were several runs, " +
      "the lowest and the highest are beside it. Memory is the peak of the whole process; bytes a state are that divided by the states, and net of " +
      "what the same command takes for the model at its smallest. Compiling a model is not counted. Every run of every checker found exactly the " +
      "states in the title, or there would be no report; SPIN rounds its transitions from a hundred million on. How the models of the peers were made comparable: docs/benchmarks.md.",
    howText(all),
    absentText(all),
    ...results.map(resultText),
    ...(growth.length === 0 ? [] : [growthText(growth)]),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function machineText({ cpu, cores, memory, platform, versions }: Machine): string {
  const tools = Object.entries(versions).map(([program, version]) => `${program} ${version}`);
  return `${cpu}, ${cores} cores, ${(memory / 2 ** 30).toFixed(0)} GiB, ${platform}; ${tools.join(", ")}.`;
}

function howText(results: readonly Result[]): string {
  const names = new Set(results.flatMap(({ figures }) => figures.map(({ checker }) => checker)));
  return [...names].map((name) => `- **${name}**: ${CHECKERS[name].about}`).join("\n");
}

/** Once each, however many rows it is missing from. */
function absentText(results: readonly Result[]): string {
  const reasons = new Map(results.flatMap(({ skipped }) => skipped.map(({ checker, why }) => [checker, why])));
  return [...reasons].map(([checker, why]) => `- **${checker}** was skipped: ${why}.`).join("\n");
}

const COLUMNS: readonly Column[] = [
  { title: "", align: "left" },
  { title: "CPU s", align: "right" },
  { title: "wall s", align: "right" },
  { title: "Synod's CPU", align: "right" },
  { title: "states/s", align: "right" },
  { title: "transitions", align: "right" },
  { title: "transitions/s", align: "right" },
  { title: "memory", align: "right" },
  { title: "bytes/state", align: "right" },
  { title: "net", align: "right" },
  { title: "compiling s", align: "right" },
];

function resultText({ row, figures, skipped }: Result): string {
  const synod = figures[0];
  const lines = figures.map((each) => cells(each, synod));
  const absent = skipped.map(({ checker }) => [checker, "skipped", ...COLUMNS.slice(2).map(() => "")]);
  return `## ${row.name}: ${count(row.distinct)} states\n\n${table(COLUMNS, [...lines, ...absent])}`;
}

function cells(figures: Figures, synod: Figures | undefined): string[] {
  const { checker, cpu, wall, rss, preparation, search } = figures;
  const isSynod = checker === "synod" || synod === undefined;
  return [
    checker,
    spreadText(cpu),
    spreadText(wall),
    isSynod ? "" : !isMeasurable(cpu) ? "too short" : `${digits(synod.cpu.median / cpu.median)}x`,
    ...(search === undefined
      ? ["", "", ""]
      : [
          rateText(search.rates?.statesPerSecond),
          count(search.generated),
          rateText(search.rates?.transitionsPerSecond),
        ]),
    megabytes(rss.median),
    ...(search === undefined ? ["", ""] : [digits(search.bytesPerState), digits(search.netBytesPerState)]),
    preparation < 0.05 ? "" : digits(preparation),
  ];
}

function rateText(rate: number | undefined): string {
  return rate === undefined ? "" : short(rate);
}

function spreadText({ min, median, max }: Spread): string {
  return min === max ? digits(median) : `${digits(median)} (${digits(min)}-${digits(max)})`;
}
