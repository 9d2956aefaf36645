/**
 * Has Synod become slower? Ratios are compared with those committed in baseline.json. The tolerance is wide, because even ratios vary by a fifth on a machine
 * that others use: what this finds is a lost optimisation, not a percent.
 */
import type { Ratios } from "./ratios.ts";

export interface Baseline {
  /** 0.3: a ratio may grow by 30 %. */
  readonly tolerance: number;
  readonly ratios: Ratios;
}

export interface Comparison {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  readonly outcome: "slower" | "as before" | "faster";
}

export interface Regression {
  readonly compared: readonly Comparison[];
  /** Ratios of the baseline that this run did not measure. */
  readonly missing: readonly string[];
  /** Ratios of this run that the baseline does not have. */
  readonly unknown: readonly string[];
  /** Nothing is slower, and something was compared: a check that compares nothing must not pass. */
  readonly passes: boolean;
}

export function compared({ tolerance, ratios: before }: Baseline, now: Ratios): Regression {
  const comparisons = Object.entries(before).flatMap(([name, ratio]) => {
    const current = now[name];
    return current === undefined
      ? []
      : [{ name, before: ratio, now: current, outcome: outcome(current / ratio, tolerance) }];
  });
  return {
    compared: comparisons,
    missing: Object.keys(before).filter((name) => !Object.hasOwn(now, name)),
    unknown: Object.keys(now).filter((name) => !Object.hasOwn(before, name)),
    passes: comparisons.length > 0 && comparisons.every((each) => each.outcome !== "slower"),
  };
}

function outcome(growth: number, tolerance: number): Comparison["outcome"] {
  if (growth > 1 + tolerance) return "slower";
  return growth < 1 / (1 + tolerance) ? "faster" : "as before";
}

export function regressionText({ compared, missing, unknown, passes }: Regression): string {
  const lines = [
    ...compared.map(({ name, before, now, outcome }) => `  ${name}: ${before} before, ${now} now: ${outcome}`),
    ...missing.map((name) => `  ${name}: not measured in this run`),
    ...unknown.map((name) => `  ${name}: not in the baseline`),
  ];
  const verdict = passes ? "No regression." : compared.length === 0 ? "Nothing could be compared." : "Synod is slower.";
  return `Ratios of CPU time\n${lines.join("\n")}\n${verdict}\n`;
}
