// A run that proves nothing is not a success: witnesses that were not reached, and actions that were never enabled, make it inconclusive.
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import {
  actorSystem,
  always,
  bag,
  type Checkable,
  defineNode,
  type Property,
  sometimes,
  transitionSystem,
  violation,
} from "../../src/index.ts";

interface State {
  readonly at: number;
}

const system = transitionSystem<State>({
  initial: { at: 0 },
  actions: [
    { name: "count", reads: ["at"], next: ({ at }) => (at < 5 ? { at: at + 1 } : undefined) },
    { name: "overflow", reads: ["at"], next: ({ at }) => (at > 7 ? { at: 0 } : undefined) },
    { name: "choose nothing", reads: ["at"], next: () => [] },
  ],
});

const idle = ["overflow", "choose nothing"];

function checked(properties: readonly Property<State>[], more: Partial<Checkable<State>> = {}) {
  return check({ name: "counter", parameters: {}, system, properties, ...more });
}

const reaches = (goal: number) => sometimes<State>(`reaches ${goal}`, ({ at }) => at === goal);
const below = (limit: number) =>
  always<State>(`below ${limit}`, ({ at }) => (at < limit ? undefined : violation(`at ${at}`)));

test("a witness that no state satisfies makes the run inconclusive, although all properties hold", async () => {
  const result = await checked([below(6), reaches(5), reaches(6)], { idle });
  expect(result).toMatchObject({
    verdict: "inconclusive",
    asExpected: false,
    inconclusive: { kind: "vacuous", witnesses: ["reaches 6"], actions: [] },
    witnesses: [{ reached: true, steps: 5 }, { reached: false }],
    properties: [{ status: "held" }],
  });
});

test("an action that is never enabled makes the run inconclusive", async () => {
  const result = await checked([below(6)]);
  expect(result.inconclusive).toEqual({ kind: "vacuous", witnesses: [], actions: idle });
  expect(result).toMatchObject({ verdict: "inconclusive", asExpected: false });
});

test("actions that are declared idle do not make the run vacuous", async () => {
  expect(await checked([below(6)], { idle })).toMatchObject({ verdict: "held", asExpected: true, notIdle: [] });
});

test("an action that is declared idle and is not is reported", async () => {
  expect(await checked([], { idle: [...idle, "count"] })).toMatchObject({ verdict: "held", notIdle: ["count"] });
});

test("a limit is the reason before vacuity is", async () => {
  const result = await check({ name: "counter", parameters: {}, system, properties: [reaches(5)] }, { maxDepth: 2 });
  expect(result.inconclusive).toEqual({ kind: "limit", limit: "depth" });
});

test("a violation is a violation even if the run was vacuous besides", async () => {
  const result = await checked([below(5), reaches(6)]);
  expect(result).toMatchObject({ verdict: "violated" });
  expect(result).not.toHaveProperty("inconclusive");
});

test("a space without any initial state proves nothing", async () => {
  const empty = () => transitionSystem<State>({ initial: [], actions: [] });
  const verdict = async () =>
    (await check({ name: "empty", parameters: {}, system: empty(), properties: [below(0)] })).verdict;
  await expect(verdict().catch(() => "refused")).resolves.not.toBe("held");
});

type Ping = { readonly type: "ping" } | { readonly type: "pong" };

const pinger = defineNode<{ pings: number; scratch: number }, Ping>({
  name: "pinger",
  initial: () => ({ pings: 0, scratch: 0 }),
  durable: ["pings"],
  on: {
    ping(self) {
      self.pings++;
    },
    pong() {},
  },
  actions: {
    ping: {
      enabled: ({ scratch }) => scratch === 0,
      run(self, { self: me, send }) {
        self.scratch = 1;
        send(me, { type: "ping" });
      },
    },
  },
});

test("in an actor system every handler, timer, action, restart and fault counts", async () => {
  const actors = actorSystem({
    nodes: { pinger: [pinger] },
    network: bag({ noop: "consume" }),
    faults: { restart: 1, loss: 1, duplication: 1 },
  });
  expect(actors.actions).toEqual(["pinger: ping", "pinger: pong", "pinger: restart", "loss", "duplication"]);
  const result = await check({ name: "pinger", parameters: {}, system: actors, properties: [] });
  // A restart is exercised even if nothing handles it: what is not durable is gone.
  expect(result.inconclusive).toEqual({ kind: "vacuous", witnesses: [], actions: ["pinger: pong"] });
});
