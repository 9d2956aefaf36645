// The rows are data, and data can be wrong: each names a model that there is, parameters that it has, and peers that know it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PEERS } from "../../bench/root.ts";
import { GROWTH, ROWS, type Row } from "../../bench/suite.ts";
import { models } from "../../models/index.ts";

const rows = [...ROWS, ...GROWTH];
const sources = { spin: "pml", rumur: "m" } as const;

test.each(rows)("$name is a size of one of our models", ({ model, size, smallest }) => {
  const [name, configuration = ""] = model.split("/");
  const known = models.find(({ modelName }) => modelName === name);
  expect(known).toBeDefined();
  expect(() => known?.configured(configuration, size)).not.toThrow();
  expect(() => known?.configured(configuration, smallest)).not.toThrow();
});

test.each(rows)("the peers of $name have its model", ({ model, against }) => {
  for (const [peer, extension] of Object.entries(sources)) {
    if (against.some((name) => name === peer)) expect(existsSync(join(PEERS, `${model}.${extension}`))).toBe(true);
  }
});

test("every row has somebody to be compared with, and a name of its own", () => {
  expect(ROWS.filter(({ against }) => against.length === 0)).toEqual([]);
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
});

test("two-phase commit has as many states as its formula says", () => {
  const formula = ({ size: { rms = 0 } }: Row) => 2 ** rms + 4 ** rms + 6 ** rms;
  for (const row of rows.filter(({ model }) => model === "two-phase-commit")) expect(row.distinct).toBe(formula(row));
});
