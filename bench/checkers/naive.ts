/** The oracle of the tests, a search on plain values: what a checker in JavaScript costs if nothing is done about it. */
import { join } from "node:path";
import { ROOT } from "../root.ts";
import type { Checker, Counts } from "./checker.ts";

export const naive: Checker = {
  name: "naive",
  about: "test/oracle/naive.ts, a Map from canonical text to state; compiled on the fly, which is in its figures",
  needs: [],
  prepare: ({ model, size }) => ({
    program: process.execPath,
    args: [
      "--conditions=synod-source",
      "--import",
      "tsx",
      join(ROOT, "bench", "naive-run.ts"),
      model,
      ...Object.entries(size).map(([name, value]) => `${name}=${value}`),
    ],
  }),
  countsIn: (output) => JSON.parse(output) as Counts,
};
