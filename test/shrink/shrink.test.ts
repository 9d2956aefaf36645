// A failing run becomes the shortest with the same end, whatever kind of property it ends with, and is told in causal order.
import { describe, expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import type { Judged } from "../../src/define/property.ts";
import {
  action,
  actorSystem,
  always,
  alwaysEach,
  bag,
  type Checkable,
  defineNode,
  type Property,
  type System,
  step,
  stepEach,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { inCausalOrder } from "../../src/shrink/causal-order.ts";
import { withLowerNumbers } from "../../src/shrink/lower-numbers.ts";
import { RandomWalks } from "../../src/shrink/random-walk.ts";
import { Scheduler } from "../../src/shrink/schedule.ts";
import { shrink } from "../../src/shrink/shrink.ts";
import type { TraceStep } from "../../src/trace/replay.ts";

interface Counters {
  readonly a: number;
  readonly b: number;
}

const by = (name: "a" | "b", amount: number) =>
  action<Counters, "a" | "b">({
    name: "add",
    args: { name, amount },
    reads: [name],
    next: (state) => (state[name] < 20 ? { [name]: state[name] + amount } : undefined),
  });

const counters: System<Counters> = transitionSystem<Counters>({
  initial: { a: 0, b: 0 },
  actions: [by("a", 1), by("a", 3), by("b", 1), by("b", 2)],
});

const add = (name: "a" | "b", amount: number): TraceStep => ({
  event: { kind: "action", action: "add", args: { name, amount } },
  choice: 0,
});

const both = ({ a, b }: Counters) => [a, b];
const high = (count: number) => (count > 8 ? violation(`the count is ${count}`) : undefined);
const leap = (before: number, after: number) =>
  before > 5 && after > before + 1 ? violation(`a leap from ${before}`) : undefined;

const properties: readonly Property<Counters>[] = [
  always<Counters>("low", (state) => high(Math.max(...both(state)))),
  alwaysEach<Counters, number>("each-low", both, high),
  step<Counters>("no-leap", (before, after) => leap(before.a, after.a) ?? leap(before.b, after.b)),
  stepEach<Counters, number>("no-leap-each", both, leap),
  always<Counters>("fine", () => undefined),
];

const model: Checkable<Counters> = { name: "counters", parameters: {}, system: counters, properties };

const run = [1, 1, 1, 1, 1, 1, 1, 1, 1].flatMap((one) => [add("b", one), add("a", one), add("b", 2)]);

describe.each([
  ["low", 3],
  ["each-low", 3],
  ["no-leap", 3],
  ["no-leap-each", 3],
])("a violation of %s", (property, shortest) => {
  test(`becomes one in ${shortest} steps, and it is certain that there is none in fewer`, async () => {
    const shrunk = await shrink(model, { property, initial: 0, steps: run });
    expect(shrunk?.steps).toHaveLength(shortest);
    expect(shrunk).toMatchObject({ property, isShortest: true, before: run.length });
  });

  test("is shorter where nothing may be searched, and it is not said that there is none in fewer", async () => {
    const shrunk = await shrink(model, { property, initial: 0, steps: run }, { maxStates: 1 });
    expect(shrunk?.isShortest).toBe(false);
    expect(shrunk?.steps.length).toBeLessThan(run.length / 2);
    expect(shrunk?.steps.length).toBeGreaterThanOrEqual(shortest);
  });
});

test("a run that is too long to be tried without any two of its events loses what is spare all the same", async () => {
  const flips = transitionSystem<Counters>({
    initial: { a: 0, b: 0 },
    actions: [by("a", 1), action<Counters, "b">({ name: "flip", reads: ["b"], next: ({ b }) => ({ b: 1 - b }) })],
  });
  const flip: TraceStep = { event: { kind: "action", action: "flip", args: {} }, choice: 0 };
  const steps = Array.from({ length: 300 }, (_, at) => (at % 30 === 29 ? add("a", 1) : flip));
  const shrunk = await shrink({ ...model, system: flips }, { property: "low", initial: 0, steps }, { maxStates: 1 });
  expect(shrunk).toMatchObject({ before: 300 });
  expect(shrunk?.steps).toHaveLength(9);
});

test("a run that violates nothing is no failure", async () => {
  expect(await shrink(model, { property: "fine", initial: 0, steps: run })).toBeUndefined();
  expect(await shrink(model, { property: "low", initial: 0, steps: run.slice(0, 3) })).toBeUndefined();
});

test("a property that the model does not have is an error", async () => {
  await expect(shrink(model, { property: "high", initial: 0, steps: run })).rejects.toThrow(
    "counters has no property high",
  );
});

test("an event that is not possible is skipped", async () => {
  const unknown: TraceStep = { event: { kind: "action", action: "reset", args: {} }, choice: 0 };
  const shrunk = await shrink(model, { property: "low", initial: 0, steps: [unknown, ...run] });
  expect(shrunk?.steps).toHaveLength(3);
});

test("when it is interrupted, what is best by then is kept", async () => {
  const stop = new AbortController();
  stop.abort();
  const shrunk = await shrink(model, { property: "low", initial: 0, steps: run }, { signal: stop.signal });
  expect(shrunk).toMatchObject({ stoppedBy: "interrupted", isShortest: false });
  expect(shrunk?.evidence.message).toBe("the count is 9");
});

test("when its time is up, what is best by then is kept", async () => {
  const shrunk = await shrink(model, { property: "low", initial: 0, steps: run }, { time: 1e-9 });
  expect(shrunk).toMatchObject({ stoppedBy: "time", isShortest: false });
});

const jumps: System<Counters> = transitionSystem<Counters>({
  initial: [
    { a: 0, b: 0 },
    { a: 4, b: 0 },
  ],
  actions: [
    by("a", 1),
    by("b", 1),
    action<Counters, "a">({ name: "jump", reads: ["a"], next: ({ a }) => [2, 5, 9].map((to) => ({ a: a + to })) }),
  ],
});

const jump = (choice: number): TraceStep => ({ event: { kind: "action", action: "jump", args: {} }, choice });
const far = always<Counters>("near", ({ a }) => (a > 8 ? violation(`at ${a}`) : undefined));
const jumping = (...more: readonly Property<Counters>[]): Checkable<Counters> => ({
  name: "jumps",
  parameters: {},
  system: jumps,
  properties: [far, ...more],
});

test("of the steps with one event, that which was taken is taken again", async () => {
  const steps = [add("b", 1), add("a", 1), jump(2), add("a", 1)];
  const shrunk = await shrink(jumping(), { property: "near", initial: 0, steps }, { maxStates: 1 });
  expect(shrunk?.steps).toMatchObject([jump(2)]);
});

test("it may start from another initial state, if that is shorter", async () => {
  const steps = Array.from({ length: 9 }, () => add("a", 1));
  const system = transitionSystem<Counters>({
    initial: [
      { a: 0, b: 0 },
      { a: 4, b: 0 },
    ],
    actions: [by("a", 1)],
  });
  const shrunk = await shrink({ ...jumping(), system }, { property: "near", initial: 0, steps });
  expect(shrunk).toMatchObject({ initial: 1, isShortest: true });
  expect(shrunk?.steps).toHaveLength(5);
});

test("a step that changes nothing the property reads is none that it speaks of", async () => {
  const moves = step<Counters>("b-moves", (before, after) =>
    after.b === before.b || after.b === 3 ? violation(`b is ${after.b}`) : undefined,
  );
  const steps = [add("a", 1), add("b", 1), add("a", 1), add("b", 1), add("b", 1)];
  const shrunk = await shrink(jumping(moves), { property: "b-moves", initial: 0, steps });
  expect(shrunk?.steps).toHaveLength(3);
  expect(shrunk?.evidence.message).toBe("b is 3");
});

interface Ping {
  readonly type: "ping";
  readonly round: number;
}

/** Each pinger sends a ping in every round; the listener fails when it has heard two of one round. */
const pinger = defineNode<{ readonly round: number }, Ping>({
  name: "pinger",
  initial: () => ({ round: 0 }),
  on: {},
  actions: {
    send: {
      enabled: ({ round }) => round < 3,
      run(self, { send }) {
        self.round += 1;
        send("listener 0", { type: "ping", round: self.round });
      },
    },
  },
});

const listener = defineNode<{ readonly heard: readonly number[] }, Ping>({
  name: "listener",
  initial: () => ({ heard: [] }),
  on: {
    ping(self, { round }) {
      self.heard.push(round);
    },
  },
});

const heardTwice = always<{ readonly nodes: { readonly listener: readonly { readonly heard: readonly number[] }[] } }>(
  "heard-twice",
  ({ nodes }) => {
    const heard = nodes.listener[0]?.heard ?? [];
    return new Set(heard).size < heard.length ? violation(`heard ${heard}`) : undefined;
  },
);

const pings = actorSystem({
  nodes: { pinger: [pinger, pinger, pinger], listener: [listener] },
  network: bag({ noop: "leave" }),
});

const send = (node: number): TraceStep => ({
  event: { kind: "act", node: `pinger ${node}`, action: "send" },
  choice: 0,
});
const hear = (from: number, round: number): TraceStep => ({
  event: { kind: "deliver", node: "listener 0", from: `pinger ${from}`, message: { type: "ping", round } as Ping },
  choice: 0,
});

const scheduled = (steps: readonly TraceStep[]) => {
  const scheduler = new Scheduler(pings, heardTwice, 0);
  return { scheduler, schedule: scheduler.run(scheduler.scheduleOf(steps)) ?? [] };
};

test("an effect is told right after its cause, and every order of independent events is told alike", () => {
  const orders = [
    [send(0), send(1), hear(1, 1), hear(0, 1)],
    [send(1), send(0), hear(0, 1), hear(1, 1)],
    [send(1), send(0), hear(1, 1), hear(0, 1)],
  ];
  for (const order of orders) {
    const { scheduler, schedule } = scheduled(order);
    const told = inCausalOrder(scheduler, schedule).map((each) => scheduler.stepper.stepOf(each));
    expect(told).toEqual([send(0), hear(0, 1), send(1), hear(1, 1)]);
  }
});

test("an effect is told before what its cause's node does next", () => {
  const { scheduler, schedule } = scheduled([send(0), send(0), send(1), hear(0, 1), hear(1, 1)]);
  const told = inCausalOrder(scheduler, schedule).map((each) => scheduler.stepper.stepOf(each));
  expect(told).toEqual([send(0), hear(0, 1), send(0), send(1), hear(1, 1)]);
});

test("the first nodes of a role do what others did, if that fails too", () => {
  const { scheduler, schedule } = scheduled([send(2), hear(2, 1), send(1), hear(1, 1)]);
  const lower = withLowerNumbers(scheduler, schedule).map((each) => scheduler.stepper.stepOf(each));
  expect(lower.map(({ event }) => ("node" in event ? event.node : ""))).not.toContain("pinger 2");
});

test("when a round is left out, later ones take its place", async () => {
  const rounds = [send(2), send(2), send(2), send(1), send(1), send(1)];
  const steps = [...rounds, hear(2, 3), hear(1, 3)];
  const checkable = { name: "pings", parameters: {}, system: pings, properties: [heardTwice] };
  const shrunk = await shrink(checkable, { property: "heard-twice", initial: 0, steps }, { maxStates: 1 });
  expect(shrunk?.steps.map(({ event }) => event)).toEqual(
    [send(0), hear(0, 1), send(1), hear(1, 1)].map(({ event }) => event),
  );
});

test("the same walk is the same run, and shrinks to the same", async () => {
  const paxos = basicPaxos.configured("lose-promise");
  const agreement = paxos.properties.find(({ name }) => name === "agreement") as Judged<unknown>;
  const walks = { walks: 2000, depth: 300 };
  const [once, twice] = [1, 2].map(() => new RandomWalks(paxos, agreement).untilFailure(3, walks));
  expect(once).toEqual(twice);
  expect(once?.failure).toBeDefined();
  if (once?.failure === undefined) return;
  const shrunk = await shrink(paxos, once.failure);
  expect(shrunk?.steps).toHaveLength(15);
});
