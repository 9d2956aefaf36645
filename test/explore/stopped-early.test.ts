// What a search that is ended early says about the part it has covered is true, wherever it is ended.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CheckOptions, check } from "../../src/explore/check.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import type { CheckResult } from "../../src/explore/result.ts";
import { Search } from "../../src/explore/search.ts";
import {
  always,
  type Checkable,
  type Property,
  type System,
  sometimes,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { naive } from "../oracle/naive.ts";
import { counters } from "./counters.ts";
import { propertiesOf, propertyPlans } from "./random-properties.ts";
import { type Components, looksAt, systemOf, systemPlans } from "./random-systems.ts";

/** 10,000 states, 37 deep. */
const system = counters([9, 9, 9, 9]);
const total = (state: Components) => Object.values(state).reduce((sum: number, each) => sum + (each as number), 0);

const never = (sum: number) =>
  always<Components>(`the total is not ${sum}`, (state) => (total(state) === sum ? violation("it is") : undefined));

function checked(
  options: CheckOptions,
  properties: readonly Property<Components>[] = [never(99)],
): Promise<CheckResult> {
  return check({ name: "counters", parameters: {}, system, properties }, options);
}

/** Goes on past all violations. */
function exhaustively<State>(model: Omit<Checkable<State>, "name" | "parameters">, options: CheckOptions) {
  return check({ name: "model", parameters: {}, expect: { violates: "what never happens" }, ...model }, options);
}

describe("a limit", () => {
  test.each<[string, CheckOptions, string]>([
    ["of states", { maxStates: 5000 }, "states"],
    ["of depth", { maxDepth: 20 }, "depth"],
    ["of time", { time: 0 }, "time"],
    ["of memory that the process has used up already", { maxMemory: 2 ** 20 }, "memory"],
  ])("%s ends the search as inconclusive, with what was covered", async (_, options, limit) => {
    const result = await checked(options);
    expect(result).toMatchObject({
      verdict: "inconclusive",
      inconclusive: { kind: "limit", limit },
      asExpected: false,
    });
    expect(result.properties).toMatchObject([{ status: "unknown" }]);
    expect(result.distinct).toBeGreaterThan(0);
    expect(result.distinct).toBeLessThan(10_000);
    expect(result.frontier).toBeGreaterThan(0);
  });

  test("that is not reached changes nothing", async () => {
    const result = await checked({ maxStates: 10_001, maxDepth: 37, time: 1000, maxMemory: 2 ** 32 });
    expect(result).toMatchObject({ verdict: "held", distinct: 10_000, depth: 37, frontier: 0 });
    expect(result).not.toHaveProperty("inconclusive");
  });

  test("is not blamed when the violation was found before it", async () => {
    const result = await checked({ maxDepth: 25 }, [never(20)]);
    expect(result).toMatchObject({ verdict: "violated", properties: [{ status: "violated" }] });
    expect(result).not.toHaveProperty("inconclusive");
  });
});

test("a space with exactly as many states as may be is searched completely", async () => {
  expect(await checked({ maxStates: 10_000 })).toMatchObject({ verdict: "held", distinct: 10_000 });
});

test("no more states are counted or judged than may be", async () => {
  const last = sometimes<Components>("the last state", (state) => total(state) === 36);
  const result = await checked({ maxStates: 9999 }, [last]);
  expect(result).toMatchObject({ verdict: "inconclusive", distinct: 9999, witnesses: [{ reached: false }] });
});

test("progress is told while the search runs, and never goes back", async () => {
  const told: number[] = [];
  const model = { name: "large", parameters: {}, system: counters([29, 29, 29]), properties: [] };
  await check(model, { onProgress: ({ distinct }) => void told.push(distinct) });
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(27_000);
});

test("a search of bounded depth finds exactly the violations within it", async () => {
  const depths = fc.integer({ min: 1, max: 6 });
  const sound = fc.asyncProperty(systemPlans(), propertyPlans, depths, async (plan, plans, maxDepth) => {
    const properties = propertiesOf(plans, looksAt(plan));
    const { depth, verdicts } = naive(systemOf(plan), properties);
    const result = await exhaustively({ system: systemOf(plan), properties }, { maxDepth, maxMemory: 2 ** 22 });
    const within = (name: string) => (verdicts[name]?.steps ?? Number.POSITIVE_INFINITY) <= maxDepth;
    const otherwise = depth <= maxDepth ? "held" : "unknown";
    for (const { name, kind, status, counterexample } of result.properties) {
      // What can still happen is not known of a part of the space.
      const isViolated = within(name) && (kind !== "possible" || depth <= maxDepth);
      expect([name, status]).toEqual([name, isViolated ? "violated" : otherwise]);
      expect(counterexample?.steps.length).toBe(isViolated ? verdicts[name]?.steps : undefined);
    }
    for (const { name, reached } of result.witnesses) expect([name, reached]).toEqual([name, within(name)]);
  });
  await fc.assert(sound, { numRuns: 60, seed: 10 });
});

test("a search of depth 0 judges the initial states and takes no step", async () => {
  const result = await checked({ maxDepth: 0 }, [never(1)]);
  expect(result).toMatchObject({
    verdict: "inconclusive",
    inconclusive: { kind: "limit", limit: "depth" },
    distinct: 1,
  });
});

/** What cannot be kept must not be counted on: counterexamples to what was found before memory ran out are still told. */
function runningOut(system: System<Components>, properties: readonly Property<Components>[], most: number) {
  const cut = fc.asyncProperty(fc.integer({ min: 400, max: most }), async (maxMemory) => {
    const result = await exhaustively({ system, properties }, { maxMemory });
    for (const { name, status, counterexample } of result.properties) {
      expect(["violated", "unknown"]).toContain(status);
      if (counterexample !== undefined) expect(name).toBe(never(counterexample.steps.length).name);
    }
    if (result.verdict === "inconclusive") expect(result.inconclusive).toEqual({ kind: "limit", limit: "memory" });
  });
  return fc.assert(cut, { numRuns: 40, seed: 11 });
}

test("memory may run out at any point", async () => {
  const growing = counters([300, 300, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
  await runningOut(growing, [2, 9, 20, 9999].map(never), 150_000);
});

test("memory may run out when rows get longer", async () => {
  const names = Array.from({ length: 40 }, (_, at) => `counter ${at}`);
  const inStep = transitionSystem<Components>({
    initial: { sum: 0, ...Object.fromEntries(names.map((name) => [name, ""])) },
    actions: [
      {
        name: "all",
        reads: ["sum"],
        next: (state) => {
          const sum = (state.sum as number) + 1;
          return { sum, ...Object.fromEntries(names.map((name) => [name, String(sum)])) };
        },
      },
    ],
  });
  const sums = [7, 8, 15, 16, 31, 32, 63, 64];
  const properties = sums.map((sum) =>
    always<Components>(never(sum).name, (state) => (state.sum === sum ? violation("it is") : undefined)),
  );
  await runningOut(inStep, properties, 20_000);
});

test("memory too small for the initial states is said to be so", async () => {
  expect(await checked({ maxMemory: 4 })).toMatchObject({ inconclusive: { kind: "limit", limit: "memory" } });
});

test("no more initial states are kept than there is memory for", () => {
  // Room for 125. Were there more than 127, a search that does not look would look for a free slot for ever, and no test could end it.
  const initial = Array.from({ length: 127 }, (_, at) => ({ at }));
  const many = transitionSystem<{ readonly at: number }>({ initial, actions: [] });
  const search = new Search(many, [], { limits: limitsFrom({ maxMemory: 1000 }) });
  search.run(1000);
  expect(search.stoppedBy).toBe("memory");
  expect(search.visited.size).toBeLessThanOrEqual(search.visited.parents.length);
});
