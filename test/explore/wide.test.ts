// What happens where numbers get large: rows of several words, ids that outgrow their place in the middle of a search, footprints too wide for a direct
// table, and a visited set that doubles again and again. The results are known from the oracle, or from arithmetic.
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Search } from "../../src/explore/search.ts";
import { transitionSystem } from "../../src/index.ts";
import { Space } from "../../src/space/space.ts";
import { naive } from "../oracle/naive.ts";
import { counters } from "./counters.ts";
import { explored, fast, LARGE, resultOf } from "./fast.ts";
import { propertiesOf, propertyPlans } from "./random-properties.ts";
import { type Components, looksAt, systemOf, widePlans } from "./random-systems.ts";

vi.setConfig({ testTimeout: 600_000 });

const isFull = Boolean(process.env.SYNOD_FULL);

/** More bits of ids than a directly indexed table has. */
function isHashed({ space }: Search<Components>): boolean {
  const bitsOf = (reads: readonly number[]) =>
    reads.reduce((sum, each) => sum + (space.layout.width[each] as number), 0);
  return space.system.groups.some(({ reads }) => bitsOf(reads) > 20);
}

function isRepacked({ space }: Search<Components>): boolean {
  return new Space(space.system).layout.width.join() !== space.layout.width.join();
}

test("random wide systems are explored alike", () => {
  const seen = { repacked: 0, hashed: 0, severalWords: 0, manyComponents: 0 };
  const alike = fc.property(widePlans, propertyPlans, fc.constantFrom(1, 7, 512), (plan, properties, batch) => {
    const checked = propertiesOf(properties, looksAt(plan));
    const search = explored(systemOf(plan), checked, { batch });
    fc.pre(search.stoppedBy === undefined && search.visited.size < 1500);
    expect(resultOf(search)).toEqual(naive(systemOf(plan), checked));
    if (isRepacked(search)) seen.repacked++;
    if (isHashed(search)) seen.hashed++;
    if (search.space.layout.words > 1) seen.severalWords++;
    if (plan.domains.length > 31) seen.manyComponents++;
  });
  const runs = isFull ? 1000 : 40;
  fc.assert(alike, { numRuns: runs, seed: 4 });
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(runs / 8);
});

function names(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `counter ${at}`);
}

test.each([[[9, 9, 9, 9]], [[99, 99]], [[40, 3, 40, 3]], [[5, 5, 5, 5, 5]], [isFull ? [199, 199, 199] : [29, 29, 29]]])(
  "counters up to %j have as many states as arithmetic says",
  (ends) => {
    const distinct = ends.reduce((product, end) => product * (end + 1), 1);
    const generated = 1 + ends.reduce((sum, end) => sum + (distinct / (end + 1)) * end, 0);
    const depth = 1 + ends.reduce((sum, end) => sum + end, 0);
    expect(fast(counters(ends), [], LARGE)).toEqual({ distinct, generated, depth, terminal: 1, verdicts: {} });
  },
);

test("a component may outgrow its place many times", () => {
  const ends = names(40).map((_, at) => (at === 20 ? 5000 : 0));
  const search = explored(counters(ends), [], LARGE);
  expect(resultOf(search)).toMatchObject({ distinct: 5001, generated: 5001, depth: 5001, terminal: 1 });
  expect(new Space(counters(ends)).layout.width[20]).toBeLessThan(4);
  expect(search.space.layout.width[20]).toBeGreaterThan(12);
});

test("all components may outgrow their places at once, by steps and by updates", () => {
  const all = names(12);
  const inStep = (by: number, old: number) => (old + by) % 700;
  const system = transitionSystem<Components>({
    initial: { turn: 0, ...Object.fromEntries(all.map((name) => [name, 0])) },
    actions: [
      {
        name: "all at once",
        reads: ["turn", ...all.slice(0, 4)],
        next: (state) => ({
          turn: inStep(1, state.turn as number),
          ...Object.fromEntries(all.slice(0, 4).map((name, at) => [name, inStep(at, state[name] as number)])),
          ...Object.fromEntries(
            all
              .slice(4)
              .map((name, at) => [name, { blind: [at], apply: (old: unknown) => inStep(at + 1, old as number) }]),
          ),
        }),
      },
    ],
  });
  expect(fast(system)).toMatchObject({ distinct: 700, generated: 701, depth: 700, terminal: 0 });
});
