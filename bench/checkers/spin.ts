/**
 * SPIN, with the options that were fastest for it (docs/benchmarks.md has the others): depth-first, because breadth-first took half as long again; states
 * stored whole (-DNOCOMP), which is exact and saves a tenth of the time; a hash table as large as the number of states, which no user could know.
 */
import { join } from "node:path";
import { BenchFailure } from "../failure.ts";
import { PEERS } from "../root.ts";
import { GCC, output, SPIN } from "../tools.ts";
import { type Checker, type Counts, definitions } from "./checker.ts";

const COMPILE = ["-O2", "-DSAFETY", "-DNOREDUCE", "-DNOCOMP", "-DMEMLIM=16000"];

/** SPIN's own default is 24. */
const SMALLEST_TABLE = 18;

export const spin: Checker = {
  name: "spin",
  about: `\`gcc ${COMPILE.join(" ")}\`, \`pan -w<log2 of the states>\`: exact, depth-first, one thread, with assertions`,
  needs: [SPIN, GCC],
  prepare: ({ model, size, distinct }, folder) => {
    const said = output("spin", [...definitions(size), "-a", join(PEERS, `${model}.pml`)], folder);
    // SPIN ends with 0 after some errors, having written nothing.
    if (/error/i.test(said)) throw new BenchFailure(`spin does not accept ${model}.pml:\n${said}`);
    output("gcc", [...COMPILE, "-o", "pan", "pan.c"], folder);
    return { program: join(folder, "pan"), args: [`-w${tableFor(distinct)}`] };
  },
  countsIn: (printed) => spinCounts(printed),
};

function tableFor(distinct: number): number {
  return Math.max(SMALLEST_TABLE, Math.ceil(Math.log2(distinct)));
}

/** A search that hits a limit still prints counts, so its warnings have to be looked for. */
export function spinCounts(printed: string): Counts {
  const complaint = /error: .*|.*Search not completed.*|.*out of memory.*|.*assertion violated.*/i.exec(printed)?.[0];
  if (complaint !== undefined) throw new BenchFailure(`SPIN has not finished: ${complaint.trim()}`);
  if (!/errors: 0\b/.test(printed)) throw new BenchFailure("SPIN does not say `errors: 0`");
  const distinct = /^\s*(\d+) states, stored$/m.exec(printed)?.[1];
  const generated = /^\s*([\d.e+]+) transitions/m.exec(printed)?.[1];
  // From 100 million on SPIN prints states with an exponent, and then there is nothing to compare.
  if (distinct === undefined || generated === undefined)
    throw new BenchFailure("SPIN prints no exact number of states");
  return { distinct: Number(distinct), generated: Number(generated) };
}
