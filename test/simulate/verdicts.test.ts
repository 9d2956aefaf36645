// What a simulation may say: that something is violated, or that no run failed; never that anything holds.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import {
  always,
  type Checkable,
  type Property,
  sometimes,
  step,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { evidenceAtEnd, replay } from "../../src/trace/replay.ts";

interface State {
  readonly at: number;
}

const system = transitionSystem<State>({
  initial: [{ at: 0 }, { at: 1 }],
  actions: [
    { name: "count", reads: ["at"], next: ({ at }) => (at < 5 ? { at: at + 1 } : undefined) },
    { name: "jump", reads: ["at"], next: ({ at }) => (at === 2 ? { at: 5 } : undefined) },
  ],
});

function simulated(properties: readonly Property<State>[], more: Partial<Checkable<State>> = {}, runs = 100) {
  return simulate({ name: "counter", parameters: {}, system, properties, ...more }, { seed: 1, runs });
}

const reaches = (goal: number) => sometimes<State>(`reaches ${goal}`, ({ at }) => at === goal);
const below = (limit: number) =>
  always<State>(`below ${limit}`, ({ at }) => (at < limit ? undefined : violation(`at ${at}`)));
const oneByOne = step<State>("one by one", (before, after) =>
  after.at <= before.at + 1 ? undefined : violation(`from ${before.at} to ${after.at}`),
);

test("runs without a failure are that and no more", async () => {
  const result = await simulated([below(6), reaches(5)]);
  expect(result).toMatchObject({ verdict: "no-failure", asExpected: true, runs: 100, cut: 0, failures: [] });
  expect(result.witnesses).toMatchObject([{ name: "reaches 5", about: "", run: 1 }]);
});

test("a failure ends the simulation, and replays through the reducers", async () => {
  const { verdict, failures, runs } = await simulated([below(4), reaches(5)]);
  expect(verdict).toBe("violated");
  expect(failures).toHaveLength(1);
  const [failure] = failures;
  const { property, initial, steps, evidence } = failure?.counterexample ?? {};
  expect(failure?.run).toBe(runs);
  expect(property).toBe("below 4");
  const again = replay(system.fresh(), initial ?? -1, steps ?? []);
  expect(evidenceAtEnd(system, below(4), again)).toEqual(evidence);
});

test("a step that is not allowed is a failure of the run that takes it", async () => {
  const { failures } = await simulated([oneByOne]);
  const { steps = [], evidence } = failures[0]?.counterexample ?? {};
  expect(steps.at(-1)?.event).toMatchObject({ action: "jump" });
  expect(evidence?.message).toBe("from 2 to 5");
});

test("an initial state that is not allowed is a failure without a step", async () => {
  const result = await simulated([below(0)]);
  expect(result).toMatchObject({ verdict: "violated", runs: 1, failures: [{ counterexample: { steps: [] } }] });
});

test("a witness that no run reached makes the runs vacuous", async () => {
  const result = await simulated([below(6), reaches(7)]);
  expect(result).toMatchObject({
    verdict: "inconclusive",
    asExpected: false,
    inconclusive: { kind: "vacuous", witnesses: ["reaches 7"], actions: [] },
  });
});

test("an action that no run could take makes the runs vacuous, unless it is declared idle", async () => {
  const never = { name: "never", reads: ["at"] as const, next: () => undefined };
  const idler = transitionSystem<State>({ initial: { at: 0 }, actions: [never] });
  expect(await simulated([], { system: idler })).toMatchObject({
    inconclusive: { kind: "vacuous", actions: ["never"] },
  });
  expect(await simulated([], { system: idler, idle: ["never"] })).toMatchObject({ verdict: "no-failure" });
  expect(await simulated([], { idle: ["jump"] })).toMatchObject({ verdict: "no-failure", notIdle: ["jump"] });
});

test("a violation that was announced is looked for beyond others, and told with them", async () => {
  const result = await simulated([below(3), oneByOne], { expect: { violates: "one by one" } });
  expect(result).toMatchObject({ verdict: "violated", asExpected: true, expected: "one by one" });
  expect(result.failures.map(({ counterexample }) => counterexample.property).sort()).toEqual([
    "below 3",
    "one by one",
  ]);
});

test("a violation that was announced and not found is not a success", async () => {
  const result = await simulated([below(6)], { expect: { violates: "below 6" } });
  expect(result).toMatchObject({
    verdict: "inconclusive",
    asExpected: false,
    inconclusive: { kind: "missed", property: "below 6" },
  });
});

test("a run that is cut off is counted", async () => {
  const endless = transitionSystem<State>({
    initial: { at: 0 },
    actions: [{ name: "turn", reads: ["at"], next: ({ at }) => ({ at: (at + 1) % 3 }) }],
  });
  const model = { name: "wheel", parameters: {}, system: endless, properties: [] };
  expect(await simulate(model, { seed: 1, runs: 5, depth: 20 })).toMatchObject({ cut: 5, steps: 100 });
});

test("a run in which nothing will change any more is over", async () => {
  const stuttering = transitionSystem<State>({
    initial: { at: 0 },
    actions: [
      { name: "stay", reads: ["at"], next: ({ at }) => ({ at }) },
      { name: "go", reads: ["at"], next: ({ at }) => (at < 3 ? { at: at + 1 } : undefined) },
    ],
  });
  const model = { name: "stays", parameters: {}, system: stuttering, properties: [reaches(3)] };
  const result = await simulate(model, { seed: 1, runs: 50, strategy: "uniform" });
  expect(result).toMatchObject({ verdict: "no-failure", cut: 0 });
  expect(result.steps).toBeGreaterThanOrEqual(50 * 4);
  expect(result.steps).toBeLessThan(50 * 12);
});

test("runs that are cut short by their time are inconclusive if so many were asked for, and as asked for if not", async () => {
  const model = { name: "counter", parameters: {}, system, properties: [reaches(5)] };
  expect(await simulate(model, { seed: 1, runs: 10_000_000, time: 0.2 })).toMatchObject({
    verdict: "inconclusive",
    inconclusive: { kind: "limit", limit: "time" },
  });
  expect(await simulate(model, { seed: 1, time: 0.2 })).toMatchObject({ verdict: "no-failure" });
});

test("an interrupt ends the runs, and what they covered is told", async () => {
  const stop = new AbortController();
  const result = await simulate(basicPaxos(), {
    seed: 1,
    runs: 10_000_000,
    signal: stop.signal,
    onProgress: ({ runs }) => runs > 100 && stop.abort(),
  });
  expect(result).toMatchObject({ verdict: "inconclusive", inconclusive: { kind: "limit", limit: "interrupted" } });
  expect(result.runs).toBeGreaterThan(100);
  expect(result.coverage.states).toBeGreaterThan(100);
});

test("memory is a limit", async () => {
  expect(await simulate(basicPaxos(), { seed: 1, runs: 1_000_000, maxMemory: 1 })).toMatchObject({
    inconclusive: { kind: "limit", limit: "memory" },
  });
});

test("a seed, a strategy or a depth that makes no sense is refused", async () => {
  await expect(simulate(basicPaxos(), { seed: 1, depth: 1e6 })).rejects.toMatchObject({ code: "SYN004" });
  await expect(simulate(basicPaxos(), { seed: 1, depth: 0 })).rejects.toMatchObject({ code: "SYN004" });
  await expect(simulate(basicPaxos(), { seed: -1 })).rejects.toMatchObject({ code: "SYN004" });
  await expect(simulate(basicPaxos(), { seed: 1, strategy: "lucky" })).rejects.toMatchObject({ code: "SYN004" });
});
