/** Rumur, a Murphi that compiles to C: its own exact set, one thread, otherwise its defaults. Its range checks cannot be turned off. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BenchFailure } from "../failure.ts";
import { PEERS } from "../root.ts";
import { GCC, output, RUMUR } from "../tools.ts";
import { type Checker, type Counts, definitions } from "./checker.ts";

// The states in which everybody is finished are no deadlock.
const GENERATE = ["--threads", "1", "--deadlock-detection", "off"];
// As its manual recommends; -O2 took nearly twice as long.
const COMPILE = ["-std=c11", "-O3", "-march=native", "-mcx16"];

export const rumur: Checker = {
  name: "rumur",
  about: `\`rumur ${GENERATE.join(" ")}\`, \`gcc ${COMPILE.join(" ")}\`: exact, breadth-first, one thread, with assertions or invariants`,
  needs: [RUMUR, GCC],
  prepare: ({ model, size }, folder) => {
    const murphi = output("gcc", ["-E", "-P", "-x", "c", ...definitions(size), join(PEERS, `${model}.m`)], folder);
    writeFileSync(join(folder, "model.m"), murphi);
    output("rumur", [...GENERATE, "--output", "checker.c", "model.m"], folder);
    output("gcc", [...COMPILE, "-o", "checker", "checker.c", "-lpthread"], folder);
    return { program: join(folder, "checker"), args: [] };
  },
  countsIn: (printed) => rumurCounts(printed),
};

export function rumurCounts(printed: string): Counts {
  if (!printed.includes("No error found.")) throw new BenchFailure("rumur does not say `No error found.`");
  const found = /^\s*(\d+) states, (\d+) rules fired in /m.exec(printed.slice(printed.indexOf("State Space Explored")));
  if (found === null) throw new BenchFailure("rumur prints no counts");
  return { distinct: Number(found[1]), generated: Number(found[2]) + 1 };
}
