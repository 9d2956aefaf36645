// Holds every configuration that is small enough against the naive explorer: counts, verdicts, lengths and evidence.
import { expect, test } from "vitest";
import type { Model } from "../../src/define/model.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { fast, LARGE } from "../explore/fast.ts";
import { naive } from "../oracle/naive.ts";

/** States that the naive explorer can take. */
const SMALL = 5000;
/** Seeded bugs and controls have the spaces of sound configurations, but for one rule; the larger ones are for the full mode. */
const SMALL_BUG = process.env.SYNOD_FULL ? SMALL : 1000;

export function holdAgainstNaive(models: readonly Model[]): void {
  const small = models.flatMap((model) =>
    model.configurations.flatMap(({ name, expect: expected, control }) => {
      const checkable = model.configured(name);
      const most = expected !== undefined || control ? SMALL_BUG : SMALL;
      const search = new Search(checkable.system, [], {
        limits: limitsFrom({ maxStates: most, maxMemory: LARGE.memory }),
      });
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
