/**
 * What is no checker, but measures the machine in the same minute: an empty Node for what a start costs, and a fixed amount of work for rows that no
 * peer has. A ratio to one of these says more about a change to Synod than seconds do.
 */
import { join } from "node:path";
import { ROOT } from "../root.ts";
import type { Checker } from "./checker.ts";

export const node: Checker = {
  name: "node",
  about: "`node -e 0`: what Node costs before it does anything",
  needs: [],
  prepare: () => ({ program: process.execPath, args: ["-e", "0"] }),
  countsIn: () => undefined,
};

export const yardstick: Checker = {
  name: "yardstick",
  about: "bench/yardstick-run.ts, a fixed number of insertions into a hash table: a measure of the machine",
  needs: [],
  prepare: () => ({
    program: process.execPath,
    args: ["--import", "tsx", join(ROOT, "bench", "yardstick-run.ts")],
  }),
  countsIn: () => undefined,
};
