/**
 * Measures one row. The checkers take turns (A B C A B C …), so that a minute in which the machine is busy with something else is everybody's, and every
 * checker has the first turn unmeasured, unless there is only one.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checker, CheckerName, Command, Counts } from "./checkers/checker.ts";
import { verifiedCounts } from "./counts.ts";
import { type Cost, run } from "./process.ts";
import type { Row } from "./suite.ts";

export interface Measurement {
  readonly checker: CheckerName;
  /** Undefined for what is no checker. */
  readonly counts: Counts | undefined;
  readonly costs: readonly Cost[];
  /** Peak memory, in bytes, at the smallest size of the model. */
  readonly emptyRss: number;
  /** Seconds that compiling took, which no cost contains. */
  readonly preparation: number;
}

export function measure(row: Row, checkers: readonly Checker[], runs: number): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), "synod-bench-"));
  try {
    return race(
      checkers.map((checker) => new Runner(checker, row, join(folder, checker.name))),
      runs,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function race(runners: readonly Runner[], runs: number): Measurement[] {
  if (runs > 1) for (const runner of runners) runner.turn();
  const costs = new Map<Runner, Cost[]>(runners.map((runner) => [runner, []]));
  for (let round = 0; round < runs; round++) {
    for (const runner of runners) costs.get(runner)?.push(runner.turn());
  }
  return runners.map((runner) => runner.measurement(costs.get(runner) ?? []));
}

/** One checker, ready to run a row again and again. */
class Runner {
  private readonly checker: Checker;
  private readonly row: Row;
  private readonly folder: string;
  private readonly command: Command;
  private readonly emptyRss: number;
  private readonly preparation: number;
  private counts: Counts | undefined;

  constructor(checker: Checker, row: Row, folder: string) {
    this.checker = checker;
    this.row = row;
    this.folder = folder;
    const empty = this.prepared("smallest", { ...row, size: row.smallest });
    this.emptyRss = run(empty, folder).cost.rss;
    const startedAt = performance.now();
    this.command = this.prepared("full", row);
    this.preparation = (performance.now() - startedAt) / 1000;
  }

  turn(): Cost {
    const { cost, printed } = run(this.command, this.folder);
    this.counts = verifiedCounts(this.checker, this.row, printed);
    return cost;
  }

  measurement(costs: readonly Cost[]): Measurement {
    const { checker, counts, emptyRss, preparation } = this;
    return { checker: checker.name, counts, costs, emptyRss, preparation };
  }

  private prepared(name: string, job: Row): Command {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return this.checker.prepare(job, folder);
  }
}
