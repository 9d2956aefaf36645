/**
 * How many times another's CPU time Synod takes, row by row. Both ran in turns on one machine, so a ratio survives a slower or a busier one, which seconds
 * do not.
 */
import { isMeasurable } from "./figures.ts";
import type { Result } from "./race.ts";

/** By `<row>: synod/<checker>`. */
export type Ratios = Readonly<Record<string, number>>;

export function ratiosOf(results: readonly Result[]): Ratios {
  return Object.fromEntries(
    results.flatMap(({ row, figures: [synod, ...others] }) =>
      others
        .filter(({ cpu }) => isMeasurable(cpu))
        .map(({ checker, cpu }) => [`${row.name}: synod/${checker}`, rounded((synod?.cpu.median ?? 0) / cpu.median)]),
    ),
  );
}

function rounded(ratio: number): number {
  return Number(ratio.toPrecision(3));
}
