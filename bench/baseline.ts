/** The committed ratios: read to be compared with, and written when they are meant to change. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BenchFailure } from "./failure.ts";
import type { Ratios } from "./ratios.ts";
import type { Baseline } from "./regression.ts";

const FILE = join(import.meta.dirname, "baseline.json");

export function readBaseline(): Baseline {
  try {
    return JSON.parse(readFileSync(FILE, "utf8")) as Baseline;
  } catch (failure) {
    throw new BenchFailure(`bench/baseline.json cannot be read: ${(failure as Error).message}`);
  }
}

/** Rows that were not run keep their ratios. */
export function saveBaseline(ratios: Ratios): void {
  const before = readBaseline();
  writeFileSync(FILE, `${JSON.stringify({ ...before, ratios: { ...before.ratios, ...ratios } }, undefined, 2)}\n`);
}
