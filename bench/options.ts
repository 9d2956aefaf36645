/** The benchmark's command line. */
import { parseArgs } from "node:util";
import { BenchFailure } from "./failure.ts";

export const HELP = `npm run bench -- [options]

  --quick           the small rows only, once each
  --runs N          measured runs of each small row (default: 5)
  --large-runs N    measured runs of each large row (default: 3)
  --row TEXT        only rows with this in their names
  --growth          also one model at growing sizes, and a plot
  --check           compare ratios with bench/baseline.json; exit 1 if Synod is slower
  --save-baseline   make this run's ratios the baseline, those of other rows kept

Writes reports/bench.md, reports/bench.json, and reports/growth.svg with --growth.
`;

export interface Options {
  readonly isQuick: boolean;
  readonly runs: number;
  readonly largeRuns: number;
  readonly row: string;
  readonly growth: boolean;
  readonly check: boolean;
  readonly saveBaseline: boolean;
  readonly help: boolean;
}

/** Throws BenchFailure for what makes no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const isQuick = values.quick ?? false;
  return {
    isQuick,
    runs: positive("runs", values.runs ?? (isQuick ? "1" : "5")),
    largeRuns: positive("large-runs", values["large-runs"] ?? "3"),
    row: values.row ?? "",
    growth: values.growth ?? false,
    check: values.check ?? false,
    saveBaseline: values["save-baseline"] ?? false,
    help: values.help ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean" },
        runs: { type: "string" },
        "large-runs": { type: "string" },
        row: { type: "string" },
        growth: { type: "boolean" },
        check: { type: "boolean" },
        "save-baseline": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (failure) {
    throw new BenchFailure(`${(failure as Error).message}\n\n${HELP}`);
  }
}

function positive(name: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new BenchFailure(`--${name} takes a whole number from 1 on, not ${JSON.stringify(text)}`);
}
