// Holds every configuration that is small enough against the naive explorer: counts, verdicts, lengths and evidence.
import { expect, test } from "vitest";
import type { Model } from "../../src/define/model.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { fast, LARGE } from "../explore/fast.ts";
import { naive } from "../oracle/naive.ts";

/** States that the naive explorer can take. */
const SMALL = 5000;
export function holdAgainstNaive(models: readonly Model[]): void {
  const small = models.flatMap((model) =>
    model.configurations.flatMap(({ name, full }) => {
      // What is too large for every day is not small.
      if (full) return [];
      const checkable = model.configured(name);
      const limits = limitsFrom({ maxStates: SMALL, maxMemory: LARGE.memory });
      const search = new Search(checkable.system, [], { limits });
      search.run(60_000);
      return search.stoppedBy === undefined ? [{ model: model.modelName, ...checkable }] : [];
    }),
  );

  test.each(small)("$name", ({ system, properties }) => {
    expect(fast(system.fresh(), properties, LARGE)).toEqual(naive(system.fresh(), properties));
  });

  test("every model has a configuration that small", () => {
    const names = new Set(small.map(({ model }) => model));
    expect([...names].sort()).toEqual(models.map(({ modelName }) => modelName).sort());
  });
}
