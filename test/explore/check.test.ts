// What a check says of its properties: which are violated and how shortly, whether that was expected, and what is not known.
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import type { CheckResult } from "../../src/explore/result.ts";
import {
  always,
  type Checkable,
  type Finding,
  type Property,
  sometimes,
  step,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { replay } from "../../src/trace/replay.ts";

interface State {
  readonly at: number;
  readonly laps: number;
}

/** A walk on the numbers below 10, by ones and by threes, and a lap counter that nobody reads. */
const system = transitionSystem<State>({
  initial: [
    { at: 0, laps: 0 },
    { at: 1, laps: 0 },
  ],
  actions: [
    { name: "one", reads: ["at"], next: ({ at }) => ({ at: (at + 1) % 10 }) },
    { name: "three", reads: ["at"], next: ({ at }) => (at > 4 ? { at: (at + 3) % 10 } : undefined) },
    {
      name: "lap",
      reads: ["at", "laps"],
      next: ({ at, laps }) => (at === 9 && laps < 2 ? { laps: laps + 1 } : undefined),
    },
  ],
});

function never(name: string, isBad: (state: State) => boolean): Property<State> {
  return always(name, (state: State): Finding => (isBad(state) ? violation(`at ${state.at}`) : undefined));
}

function checked(properties: readonly Property<State>[], more: Partial<Checkable<State>> = {}): Promise<CheckResult> {
  return check({ name: "walk", parameters: { size: 10 }, system, properties, ...more });
}

/** "name: status", and the steps of the counterexample. */
function summary({ properties }: CheckResult): string[] {
  return properties.map(({ name, status, counterexample }) =>
    counterexample === undefined ? `${name}: ${status}` : `${name}: ${status} after ${counterexample.steps.length}`,
  );
}

const below10 = never("below 10", ({ at }) => at > 9);
const not7 = never("not 7", ({ at }) => at === 7);
const not8 = never("not 8", ({ at }) => at === 8);
const small = step<State>("no large steps", (before, after) =>
  Math.abs(after.at - before.at) > 2 ? violation(`from ${before.at} to ${after.at}`) : undefined,
);
const reaches9 = sometimes<State>("reaches 9", ({ at }) => at === 9);

test("a space in which everything holds is held, with its counts and its witnesses", async () => {
  const result = await checked([below10, reaches9]);
  expect(result).toMatchObject({ name: "walk", parameters: { size: 10 }, verdict: "held", asExpected: true });
  expect(result).toMatchObject({ distinct: 30, frontier: 0, terminal: 0 });
  expect(summary(result)).toEqual(["below 10: held"]);
  // 1, 2, 3, 4, 5, 8, 9
  expect(result.witnesses).toMatchObject([{ name: "reaches 9", about: "", reached: true, steps: 6 }]);
  expect(result).not.toHaveProperty("expected");
});

test("the first violation ends the search, and nothing is said of what was not seen", async () => {
  const result = await checked([below10, not7, not8]);
  expect(result).toMatchObject({ verdict: "violated", asExpected: false });
  expect(summary(result)).toEqual(["below 10: unknown", "not 7: unknown", "not 8: violated after 5"]);
});

test("a counterexample is one of the shortest, and can be replayed", async () => {
  const [result] = (await checked([not7])).properties;
  const { initial, steps, evidence } = result?.counterexample ?? { initial: -1, steps: [], evidence: undefined };
  expect(initial).toBe(1);
  expect(steps.map(({ event }) => event)).toEqual(
    Array.from({ length: 6 }, () => ({ kind: "action", action: "one", args: {} })),
  );
  expect(evidence).toEqual({ message: "at 7", details: {} });
  expect(replay(system, initial, steps).states.at(-1)).toEqual([7, 0]);
});

test("an initial state may violate a property, in 0 steps", async () => {
  const [result] = (await checked([never("not 1", ({ at }) => at === 1)])).properties;
  expect(result).toMatchObject({ status: "violated", counterexample: { initial: 1, steps: [] } });
});

test("the counterexample of a step property ends with that step", async () => {
  const result = await checked([small]);
  expect(summary(result)).toEqual(["no large steps: violated after 5"]);
  expect(result.properties[0]?.counterexample?.evidence.message).toBe("from 5 to 8");
});

test("a step property says nothing of steps that change nothing it reads", async () => {
  const moves = step<State>("always moves", ({ at }, after) =>
    after.at === at ? violation("stands still") : undefined,
  );
  expect(summary(await checked([moves, reaches9]))).toEqual(["always moves: held"]);
  const laps = step<State>("laps do not change", (before, after) =>
    before.laps === after.laps ? undefined : violation("a lap"),
  );
  expect(summary(await checked([laps]))).toEqual(["laps do not change: violated after 7"]);
});

test("a violation that was announced is as expected, and others on the way do not end the search", async () => {
  const result = await checked([not8, not7, below10], { expect: { violates: "not 7" } });
  expect(result).toMatchObject({ verdict: "violated", expected: "not 7", asExpected: true });
  expect(summary(result)).toEqual(["not 8: violated after 5", "not 7: violated after 6", "below 10: unknown"]);
});

test("another violation than the announced one is not as expected", async () => {
  const result = await checked([not8, below10], { expect: { violates: "below 10" } });
  expect(result).toMatchObject({ verdict: "violated", asExpected: false });
  expect(summary(result)).toEqual(["not 8: violated after 5", "below 10: held"]);
});

test("if a violation was announced, that everything holds is not as expected", async () => {
  const result = await checked([below10], { expect: { violates: "below 10" } });
  expect(result).toMatchObject({ verdict: "held", asExpected: false });
});

test("nothing is said to hold that has not been judged because the search ended", async () => {
  const single = transitionSystem<{ readonly at: number }>({
    initial: { at: 0 },
    actions: [{ name: "one", reads: ["at"], next: ({ at }) => (at === 0 ? { at: 1 } : undefined) }],
  });
  const properties = [
    step<{ readonly at: number }>("no steps", ({ at }, after) => (after.at === at ? undefined : violation("a step"))),
    always<{ readonly at: number }>("not 1", ({ at }) => (at === 1 ? violation("1") : undefined)),
  ];
  const result = await check({ name: "single", parameters: {}, system: single, properties });
  expect(result.verdict).toBe("violated");
  expect(result.properties.map(({ status }) => status)).toEqual(["violated", "unknown"]);
});

test("a property that throws is an error that names it", async () => {
  const throwing = always<State>("broken", () => {
    throw new TypeError("cannot read");
  });
  await expect(checked([throwing])).rejects.toMatchObject({
    code: "SYN016",
    message: "property broken threw: cannot read",
  });
});

test("a property that looks at other places each time it is asked is an error that names it", async () => {
  let times = 0;
  const fickle = always<State>("fickle", (state) => {
    times++;
    return (times % 2 === 0 ? state.at : state.laps) > 99 ? violation("much") : undefined;
  });
  await expect(checked([fickle])).rejects.toMatchObject({ message: expect.stringContaining("fickle") });
});
