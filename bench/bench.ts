/** `npm run bench`: Synod, as it is built, against other checkers and against itself as it was. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBaseline, saveBaseline } from "./baseline.ts";
import { BUILT } from "./checkers/synod.ts";
import { BenchFailure } from "./failure.ts";
import { growthPlot } from "./growth.ts";
import { thisMachine } from "./machine.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { type Result, raced } from "./race.ts";
import { ratiosOf } from "./ratios.ts";
import { compared, regressionText } from "./regression.ts";
import { type Report, reportText } from "./report.ts";
import { REPORTS } from "./root.ts";
import { GROWTH, ROWS, type Row } from "./suite.ts";
import { howToInstall, isInstalled, TIME } from "./tools.ts";
import { digits } from "./units.ts";

function main(args: readonly string[]): number {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!existsSync(BUILT)) throw new BenchFailure("Synod is not built: `npm run build`");
  if (!isInstalled(TIME)) throw new BenchFailure(howToInstall(TIME));
  const report = measured(options);
  write(report);
  return judged(report, options);
}

function measured(options: Options): Report {
  const rows = ROWS.filter(
    ({ name, weight }) => name.includes(options.row) && !(options.isQuick && weight === "large"),
  );
  if (rows.length === 0 && !options.growth) {
    throw new BenchFailure(`no row has ${options.row} in its name:\n${ROWS.map(({ name }) => `  ${name}`).join("\n")}`);
  }
  const results = rows.map((row) => announced(row, row.weight === "small" ? options.runs : options.largeRuns));
  const growth = options.growth ? GROWTH.map((row) => alreadyIn(results, row) ?? announced(row, 1)) : [];
  return { machine: thisMachine(), date: new Date().toISOString().slice(0, 10), results, growth };
}

/** The large rows are not run a second time for the plot. */
function alreadyIn(results: readonly Result[], { name, against }: Row): Result | undefined {
  return results.find(({ row }) => row.name === name && against.every((checker) => row.against.includes(checker)));
}

function announced(row: Row, runs: number): Result {
  process.stderr.write(`${row.name} `);
  const result = raced(row, runs);
  const took = result.figures.map(({ checker, cpu }) => `${checker} ${digits(cpu.median)} s`);
  const absent = result.skipped.map(({ checker }) => `${checker} skipped`);
  process.stderr.write(`${[...took, ...absent].join(", ")}\n`);
  return result;
}

function write(report: Report): void {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, "bench.md"), reportText(report));
  writeFileSync(join(REPORTS, "bench.json"), `${JSON.stringify(report, undefined, 2)}\n`);
  if (report.growth.length > 0) writeFileSync(join(REPORTS, "growth.svg"), growthPlot(report.growth));
}

function judged({ results }: Report, options: Options): number {
  const ratios = ratiosOf(results);
  if (options.saveBaseline) saveBaseline(ratios);
  if (!options.check) return 0;
  const regression = compared(readBaseline(), ratios);
  process.stdout.write(regressionText(regression));
  return regression.passes ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (failure) {
  if (!(failure instanceof BenchFailure)) throw failure;
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = 2;
}
