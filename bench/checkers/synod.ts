/** Synod as its users have it: the built package, started from the command line, with the model's own properties. */
import { join } from "node:path";
import { BenchFailure } from "../failure.ts";
import { ROOT } from "../root.ts";
import type { Checker, Counts } from "./checker.ts";

export const BUILT = join(ROOT, "dist", "src", "cli", "bin.js");

export const synod: Checker = {
  name: "synod",
  about:
    "the built package, `synod check <model> --reporter json`: exact, breadth-first, one thread, with all properties",
  needs: [],
  prepare: ({ model, size }) => ({
    program: process.execPath,
    args: [
      BUILT,
      "check",
      model,
      ...Object.entries(size).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
      "--reporter",
      "json",
    ],
  }),
  countsIn: (output) => synodCounts(output),
};

interface Report {
  readonly models: readonly {
    readonly verdict: string;
    readonly distinct: number;
    readonly generated: number;
    readonly frontier: number;
  }[];
}

export function synodCounts(output: string): Counts {
  const [model] = (JSON.parse(output) as Report).models;
  if (model === undefined) throw new BenchFailure("Synod has checked no model");
  const { verdict, distinct, generated, frontier } = model;
  if (verdict !== "held" || frontier !== 0) throw new BenchFailure(`Synod's verdict is ${verdict}, not held`);
  return { distinct, generated };
}
