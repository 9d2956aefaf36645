// What can still happen: a goal has to stay within reach of every state, and only a whole space can tell whether it does.
import { describe, expect, test } from "vitest";
import { type CheckOptions, check } from "../../src/explore/check.ts";
import { Futures } from "../../src/explore/futures.ts";
import { type Limits, limitsFrom } from "../../src/explore/limits.ts";
import {
  type AboutPossible,
  always,
  type Checkable,
  type Possible,
  possible,
  type System,
  step,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { counters } from "./counters.ts";
import { explored, LARGE } from "./fast.ts";
import type { Components } from "./random-systems.ts";

interface Place {
  readonly at: number;
}

/** A walk along arrows; it starts at 0. */
function walk(arrows: Readonly<Record<number, readonly number[]>>): System<Place> {
  return transitionSystem<Place>({
    initial: { at: 0 },
    actions: [{ name: "walk", reads: ["at"], next: ({ at }) => (arrows[at] ?? []).map((to) => ({ at: to })) }],
  });
}

function reaches(goal: number, about: AboutPossible<Place> = {}): Possible<Place> {
  return possible(`can reach ${goal}`, ({ at }) => at === goal, about);
}

function checked<State>(
  system: System<State>,
  properties: Checkable<State>["properties"],
  { expect, ...options }: CheckOptions & Pick<Checkable, "expect"> = {},
) {
  return check({ name: "walk", parameters: {}, system, properties, ...(expect && { expect }) }, options);
}

describe("a goal that stays within reach", () => {
  test("is held, also where the way there leads back through states found earlier", async () => {
    // From 5 the way to 1 is 5, 4, 3, 2, 1: against the order of discovery all along, one step a pass.
    const back = walk({ 0: [1, 2, 3, 4, 5], 5: [4], 4: [3], 3: [2], 2: [1] });
    expect(await checked(back, [reaches(1)])).toMatchObject({ verdict: "held", properties: [{ status: "held" }] });
  });

  test("need not be reached by every run: one may go round for ever", async () => {
    expect(await checked(walk({ 0: [1], 1: [0, 2] }), [reaches(2)])).toMatchObject({ verdict: "held" });
  });

  test("is within reach where it is reached, whatever follows", async () => {
    expect(await checked(walk({ 0: [1], 1: [] }), [reaches(1)])).toMatchObject({ verdict: "held" });
    expect(await checked(walk({ 0: [1], 1: [2] }), [reaches(1)])).toMatchObject({ verdict: "violated" });
  });
});

describe("a goal that is lost", () => {
  const fork = walk({ 0: [1, 2], 1: [3], 2: [4, 5], 4: [2], 5: [6] });

  test("is told with a shortest run to a state from which nothing leads there", async () => {
    const result = await checked(fork, [reaches(3)]);
    expect(result).toMatchObject({ verdict: "violated", asExpected: false });
    const { evidence, steps } = result.properties[0]?.counterexample ?? { steps: [] };
    expect(steps.map(({ changes }) => changes[0]?.after)).toEqual([2]);
    expect(evidence).toEqual({
      message: "from here on no schedule reaches the goal (3 more states can follow)",
      details: { goal: "can reach 3", following: 3, isCounted: true },
    });
  });

  test("is told with what is missing there, and in the end", async () => {
    const missing = ({ at }: Place) => (at === 3 ? undefined : violation(`still at ${at}`, { at }));
    const [result] = (await checked(fork, [reaches(3, { missing })])).properties;
    expect(result?.counterexample?.evidence).toEqual({
      message:
        "from here on no schedule reaches the goal: still at 2 (3 more states can follow; in the last of them still at 6)",
      details: { goal: "can reach 3", following: 3, isCounted: true, at: 2 },
    });
  });

  test("may be lost because nothing can happen any more", async () => {
    const [result] = (await checked(walk({ 0: [1, 2] }), [reaches(1)])).properties;
    expect(result?.counterexample?.evidence.message).toBe("nothing can happen any more, and the goal is not reached");
    const missing = () => violation("a step is missing");
    const [again] = (await checked(walk({}), [reaches(1, { missing })])).properties;
    expect(again?.counterexample).toMatchObject({
      evidence: { message: "nothing can happen any more, and the goal is not reached: a step is missing" },
      steps: [],
    });
  });

  test("is a violation that can be expected, and others on the way do not end the search", async () => {
    const not1 = always<Place>("not 1", ({ at }) => (at === 1 ? violation("1") : undefined));
    const result = await checked(fork, [reaches(3), not1], { expect: { violates: "can reach 3" } });
    expect(result).toMatchObject({ verdict: "violated", asExpected: true });
    expect(result.properties.map(({ name, status }) => [name, status])).toEqual([
      ["not 1", "violated"],
      ["can reach 3", "violated"],
    ]);
  });

  test("of what follows no more than 5,000 states are counted again", async () => {
    const far = transitionSystem<Place>({
      initial: { at: 0 },
      actions: [{ name: "on", reads: ["at"], next: ({ at }) => (at < 6000 ? { at: at + 1 } : undefined) }],
    });
    const [result] = (await checked(far, [reaches(-1)])).properties;
    expect(result?.counterexample?.evidence).toEqual({
      message: "from here on no schedule reaches the goal (more than 5,000 more states can follow)",
      details: { goal: "can reach -1", following: 5000, isCounted: false },
    });
  });
});

describe("an excuse", () => {
  const excused = (...states: readonly number[]) => ({ unless: ({ at }: Place) => states.includes(at) });

  test("holds for the state itself and for those that can only go on to it", async () => {
    const dead = walk({ 0: [1, 2], 2: [3], 3: [4] });
    expect(await checked(dead, [reaches(1)])).toMatchObject({ verdict: "violated" });
    expect(await checked(dead, [reaches(1, excused(4))])).toMatchObject({ verdict: "held" });
  });

  test("does not hold for what comes after it", async () => {
    const [result] = (await checked(walk({ 0: [1, 2], 2: [3], 3: [4] }), [reaches(1, excused(2))])).properties;
    expect(result?.counterexample?.steps).toHaveLength(2);
  });

  test("for everybody proves nothing: without a state that is the goal, the run is vacuous", async () => {
    expect(await checked(walk({ 0: [1] }), [reaches(7, excused(1))])).toMatchObject({
      verdict: "inconclusive",
      asExpected: false,
      inconclusive: { kind: "vacuous", witnesses: ["can reach 7"], actions: [] },
    });
  });
});

describe("of a part of the space nothing is said", () => {
  const line = walk({ 0: [1, 5], 1: [2], 2: [3], 3: [4] });

  test.each<[string, CheckOptions, string]>([
    ["depth", { maxDepth: 2 }, "depth"],
    ["states", { maxStates: 3 }, "states"],
    ["time", { time: 0 }, "time"],
  ])("where a limit of %s cuts it", async (_, options, limit) => {
    const system = limit === "time" ? counters([99, 99]) : line;
    const goals = [possible<never>("can end", () => false), possible<never>("is there", () => true)];
    const result = await checked(system as System<never>, goals, options);
    expect(result).toMatchObject({ verdict: "inconclusive", inconclusive: { kind: "limit", limit } });
    expect(result.properties.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
  });

  test("where another violation ended the search", async () => {
    const never = step<Place>("never", ({ at }, after) => (after.at === at ? undefined : violation("a step")));
    for (const other of [never, always<Place>("not 2", ({ at }) => (at === 2 ? violation("2") : undefined))]) {
      const result = await checked(line, [reaches(4), other]);
      expect(result.properties.map(({ name, status }) => [name, status])).toEqual([
        [other.name, "violated"],
        ["can reach 4", "unknown"],
      ]);
    }
  });
});

describe("the passes over a complete space", () => {
  const ends = [39, 39, 39];
  const total = (state: Components) => Object.values(state).reduce((sum: number, each) => sum + (each as number), 0);
  const last = (sum: number) => possible<Components>(`total ${sum}`, (state) => total(state) === sum);
  const bounded = always<Components>("bounded", (state) => (total(state) > 177 ? violation("more") : undefined));

  /** Runs them after a search that is over. */
  function decided(goals: readonly Possible<Components>[], limits: Partial<Limits> = {}) {
    const search = explored(counters(ends), goals, LARGE);
    const futures = new Futures(search, limitsFrom(limits), performance.now());
    while (!futures.isDone) futures.run(1000);
    return { search, futures };
  }

  test("are interrupted by what interrupts the search, and what the search has shown stays", async () => {
    const controller = new AbortController();
    const result = await checked(counters([59, 59, 59]), [bounded, last(177)], {
      signal: controller.signal,
      onProgress: ({ frontier }) => {
        if (frontier === 0) controller.abort();
      },
    });
    expect(result).toMatchObject({ verdict: "inconclusive", inconclusive: { kind: "limit", limit: "interrupted" } });
    expect(result).toMatchObject({ distinct: 216_000, frontier: 0 });
    expect(result.properties.map(({ status }) => status)).toEqual(["held", "unknown"]);
  });

  test("are ended by the limits on time and memory", () => {
    for (const [limit, limits] of Object.entries({ time: { time: 0 }, memory: { maxMemory: 2 ** 20 } })) {
      const { futures } = decided([last(117)], limits);
      expect([futures.stoppedBy, futures.isDecided]).toEqual([limit, false]);
    }
  });

  test("build few successors where the search has found the way already", () => {
    const { search, futures } = decided([last(117)]);
    expect(futures.all[0]?.decidedAt).toBe(-1);
    expect(futures.built).toBeLessThan(search.coverage.generated / 2);
  });

  test("are shared by all goals", () => {
    const [one, other] = [decided([last(116)]), decided([last(5)])];
    const both = decided([last(116), last(5)]).futures;
    expect(both.all.map(({ decidedAt }) => decidedAt)).toEqual(
      [one, other].map(({ futures }) => futures.all[0]?.decidedAt),
    );
    expect(both.built).toBeLessThan(one.futures.built + other.futures.built);
  });

  test("are no part of what the engine says of the search", async () => {
    const [alone, both] = [
      await checked(counters(ends), [bounded]),
      await checked(counters(ends), [bounded, last(117)]),
    ];
    expect(both.engine).toEqual(alone.engine);
    expect(both.generated).toBe(alone.generated);
  });
});

test("a goal that throws is an error that names it", async () => {
  const broken = possible<Place>("broken", () => {
    throw new TypeError("cannot read");
  });
  await expect(checked(walk({}), [broken])).rejects.toMatchObject({
    code: "SYN016",
    message: "property broken threw: cannot read",
  });
});

test("a lost goal that is found again when the run is looked at once more is not shown", async () => {
  let asked = 0;
  const fickle = possible<Place>("fickle", () => ++asked > 1);
  await expect(checked(walk({ 0: [1] }), [fickle])).rejects.toMatchObject({ code: "SYN023" });
});
