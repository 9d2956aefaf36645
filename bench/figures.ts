/** From costs to figures. The middle run counts, and the lowest and the highest show how quiet the machine was. */
import type { CheckerName } from "./checkers/checker.ts";
import type { Measurement } from "./measure.ts";
import type { Cost } from "./process.ts";

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Figures {
  readonly checker: CheckerName;
  readonly runs: number;
  readonly cpu: Spread;
  readonly wall: Spread;
  /** Bytes at the peak, of the whole process. */
  readonly rss: Spread;
  readonly emptyRss: number;
  readonly preparation: number;
  /** Undefined for what is no checker. */
  readonly search: Search | undefined;
}

export interface Search {
  readonly distinct: number;
  readonly generated: number;
  /** A second is one of CPU time. Undefined if the run was too short for the clock. */
  readonly rates: Rates | undefined;
  /** Of the whole process. */
  readonly bytesPerState: number;
  /** Without what the process takes at the smallest size. */
  readonly netBytesPerState: number;
}

export interface Rates {
  readonly statesPerSecond: number;
  readonly transitionsPerSecond: number;
}

export function figuresOf({ checker, counts, costs, emptyRss, preparation }: Measurement): Figures {
  const spreadOf = (of: keyof Cost) => spread(costs.map((cost) => cost[of]));
  const cpu = spreadOf("cpu");
  const rss = spreadOf("rss");
  return {
    checker,
    runs: costs.length,
    cpu,
    wall: spreadOf("wall"),
    rss,
    emptyRss,
    preparation,
    search: counts && {
      ...counts,
      rates: isMeasurable(cpu)
        ? { statesPerSecond: counts.distinct / cpu.median, transitionsPerSecond: counts.generated / cpu.median }
        : undefined,
      bytesPerState: rss.median / counts.distinct,
      netBytesPerState: Math.max(0, rss.median - emptyRss) / counts.distinct,
    },
  };
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error("nothing was measured");
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return { min, median: ((below ?? min) + (above ?? max)) / 2, max };
}

/** GNU time counts in hundredths of a second: what takes a few of them cannot be compared with anything. */
export function isMeasurable({ median }: Spread): boolean {
  return median >= 0.05;
}
