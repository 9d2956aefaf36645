/** One row from start to end: who can take part here, and what came of it. Whoever is missing is named. */

import type { Checker, CheckerName } from "./checkers/checker.ts";
import { CHECKERS } from "./checkers/index.ts";
import { BenchFailure } from "./failure.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { measure } from "./measure.ts";
import type { Row } from "./suite.ts";
import { howToInstall, isInstalled } from "./tools.ts";

export interface Result {
  readonly row: Row;
  /** Synod's are the first. */
  readonly figures: readonly Figures[];
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly checker: CheckerName;
  readonly why: string;
}

export function raced(row: Row, runs: number): Result {
  const invited = (["synod", ...row.against] as const).map((name) => CHECKERS[name]);
  const skipped = invited.flatMap(absence);
  const present = invited.filter(({ name }) => !skipped.some(({ checker }) => checker === name));
  return { row, figures: measure(row, present, runs).map(figuresOf), skipped };
}

function absence({ name, needs }: Checker): Skipped[] {
  const missing = needs.filter((tool) => !isInstalled(tool));
  return missing.length === 0 ? [] : [{ checker: name, why: missing.map(howToInstall).join(", ") }];
}

export function figuresFor({ row, figures }: Result, name: CheckerName): Figures {
  const found = figures.find(({ checker }) => checker === name);
  if (found === undefined) throw new BenchFailure(`${name} did not take part in ${row.name}`);
  return found;
}
