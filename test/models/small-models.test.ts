// On every configuration that is small enough for the naive explorer the fast search agrees with it: counts, verdicts, lengths and evidence.
import { expect, test } from "vitest";
import { models } from "../../models/index.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { fast, LARGE } from "../explore/fast.ts";
import { naive } from "../oracle/naive.ts";

const SMALL = 5000;

const checkables = models.flatMap((model) => model.configurations.map(({ name }) => model.configured(name)));

const small = checkables.filter(({ system }) => {
  const search = new Search(system, [], { limits: limitsFrom({ maxStates: SMALL, maxMemory: LARGE.memory }) });
  search.run(60_000);
  return search.stoppedBy === undefined;
});

test.each(small.map((checkable) => [checkable.name, checkable] as const))("%s", (_, { system, properties }) => {
  expect(fast(system.fresh(), properties, LARGE)).toEqual(naive(system.fresh(), properties));
});

test("every model has a configuration that small", () => {
  const names = new Set(small.map(({ name }) => name.split("/")[0]));
  expect([...names].sort()).toEqual(models.map(({ modelName }) => modelName).sort());
});
