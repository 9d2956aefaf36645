// Threads that make rows of the kill matrix: each row is that of its mutant, and one whose thread has died is left to somebody else.
import { afterEach, expect, test } from "vitest";
import type { Recruiting } from "../../src/explore/crew/recruiting.ts";
import { RowMakers } from "../../src/mutants/threads.ts";

const names = ["promise-reports-nothing", "ignore-promised-values", "proposes-anything", "skip-prepare"].map(
  (name) => `basic-paxos/${name}`,
);
let makers: RowMakers | undefined;

afterEach(async () => await makers?.dismiss());

async function rowsBy(members: number, deadly: string): Promise<(string | undefined)[]> {
  const recruiting: Recruiting = {
    members,
    entry: new URL("./member.ts", import.meta.url),
    loader: import.meta.resolve("tsx/esm/api"),
    data: { names, deadly },
  };
  makers = new RowMakers(recruiting, names.length);
  const rows: (string | undefined)[] = [];
  for (const at of names.keys()) rows.push((await makers.row(at))?.row.name);
  return rows;
}

test("rows are in the order of the mutants", async () => {
  expect(await rowsBy(2, "none")).toEqual(names);
});

test("a thread that dies leaves its row, and the other one makes the rest", async () => {
  expect(await rowsBy(2, names[1] as string)).toEqual([names[0], undefined, names[2], names[3]]);
});

test("when all threads have died, all that is left is left", async () => {
  expect(await rowsBy(1, names[1] as string)).toEqual([names[0], undefined, undefined, undefined]);
});
