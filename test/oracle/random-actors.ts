/**
 * Small random actor systems: nodes that follow a random table. They mean nothing, and so they do what no sensible protocol does, in every combination
 * of network, faults, timers and observers. What keeps them finite is fuel: a node can send only so many messages in its life.
 */
import fc from "fast-check";
import type { Draft } from "immer";
import {
  type ActorSystem,
  type Allowance,
  bag,
  type Context,
  defineNode,
  fifo,
  type Handler,
  type Network,
  type NodeDefinition,
  type Observer,
  type Spontaneous,
  set,
} from "../../src/index.ts";

const TYPES = ["a", "b"] as const;
type Type = (typeof TYPES)[number];

/** The tag is the sender's state, so that there are different messages of one type. */
interface RandomMessage {
  readonly type: Type;
  readonly tag: number;
}

interface Local {
  readonly at: number;
  readonly kept: number;
  readonly fuel: number;
}

/** What a node does in one situation. It sends to whole roles or to `x 0`; a rule that leads where the node is already, and sends nothing, is a no-op. */
interface Rule {
  readonly at: number;
  readonly kept: number;
  readonly sends: readonly { readonly to: "x" | "y" | "x 0"; readonly type: Type }[];
  readonly records: boolean;
}

/** Rules by the state that the node is in. */
type Rules = readonly Rule[];

interface Table {
  readonly fuel: number;
  readonly on: Readonly<Record<Type, Rules | undefined>>;
  readonly start: Rules | undefined;
  readonly timer: Rules | undefined;
  readonly action: Rules | undefined;
  readonly restart: Rules | undefined;
  readonly replace: Rules | undefined;
  readonly isDurable: boolean;
}

type RandomNode = NodeDefinition<Local, RandomMessage>;
type RandomSystem = ActorSystem<
  Readonly<Record<"x" | "y", readonly RandomNode[]>>,
  { readonly log: Observer<number, number>; readonly own: Observer<number, number> }
>;

const STATES = 3;

const rules: fc.Arbitrary<Rules> = fc.array(
  fc.record({
    at: fc.nat({ max: STATES - 1 }),
    kept: fc.nat({ max: 1 }),
    sends: fc.array(fc.record({ to: fc.constantFrom("x", "y", "x 0"), type: fc.constantFrom(...TYPES) }), {
      maxLength: 2,
    }),
    records: fc.boolean(),
  }),
  { minLength: STATES, maxLength: STATES },
);

const maybeRules = fc.option(rules, { nil: undefined });

const table: fc.Arbitrary<Table> = fc.record({
  fuel: fc.integer({ min: 1, max: 3 }),
  on: fc.record({ a: rules, b: maybeRules }),
  start: maybeRules,
  timer: maybeRules,
  action: maybeRules,
  restart: maybeRules,
  replace: maybeRules,
  isDurable: fc.boolean(),
});

const allowance: fc.Arbitrary<Allowance> = fc.oneof(
  fc.nat({ max: 2 }),
  fc.record({ times: fc.nat({ max: 2 }), only: fc.constant(["x 0" as const]) }),
);

/** A set network has no loss and no duplication of its own: there, both are always possible. */
const surroundings = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      network: fc.constantFrom("bag, leave", "bag, consume", "fifo, leave", "fifo, consume"),
      faults: fc.record(
        { loss: allowance, duplication: allowance, restart: allowance, destroy: allowance, timeout: allowance },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      network: fc.constant("set"),
      faults: fc.record({ restart: allowance, destroy: allowance, timeout: allowance }, { requiredKeys: [] }),
    }),
  },
);

/** A random system as data, so that a counterexample can be read. */
export const randomPlans = fc.record({
  nodes: fc.record({ x: fc.array(table, { minLength: 1, maxLength: 2 }), y: fc.array(table, { maxLength: 1 }) }),
  surroundings,
});

export type Plan = typeof randomPlans extends fc.Arbitrary<infer T> ? T : never;

const networks: Readonly<Record<string, Network>> = {
  "bag, leave": bag({ noop: "leave" }),
  "bag, consume": bag({ noop: "consume" }),
  "fifo, leave": fifo({ noop: "leave" }),
  "fifo, consume": fifo({ noop: "consume" }),
  set: set(),
};

/** Remembers a little of what was recorded, and the order of it. */
const log: Observer<number, number> = {
  initial: 0,
  observe: (seen, event, node) => (seen * 3 + event + (node === "x 0" ? 1 : 0)) % 4,
};

/** Sees one node only. */
const own: Observer<number, number> = { initial: 0, of: "x 0", observe: (seen, event) => (seen * 2 + event) % 3 };

export function definitionOf({ nodes: { x, y }, surroundings: { network, faults } }: Plan): RandomSystem {
  return {
    nodes: { x: x.map(nodeOf), y: y.map(nodeOf) },
    network: networks[network] ?? set(),
    faults,
    observers: { log, own },
  };
}

function nodeOf({ fuel, on, start, timer, action, restart, replace, isDurable }: Table): RandomNode {
  return defineNode<Local, RandomMessage>({
    name: "random",
    initial: () => ({ at: 0, kept: 0, fuel }),
    on: Object.fromEntries(Object.entries(on).flatMap(([type, each]) => (each ? [[type, handler(each)]] : []))),
    ...(start && { start: followed(start) }),
    ...(timer && { timers: { tick: initiative(timer) } }),
    ...(action && { actions: { act: initiative(action) } }),
    ...(restart && { restart: followed(restart) }),
    ...(replace && { replace: replacing(replace) }),
    ...(isDurable && { durable: ["kept", "fuel"] }),
  });
}

function followed(rules: Rules) {
  return (self: Draft<Local>, { send, broadcast, record }: Context<RandomMessage>): void => {
    const rule = rules[self.at];
    if (rule === undefined) return;
    const tag = self.at;
    self.at = rule.at;
    self.kept = rule.kept;
    if (rule.records) record(rule.kept);
    for (const { to, type } of rule.sends) {
      if (self.fuel === 0) return;
      self.fuel--;
      if (to === "x 0") send(to, { type, tag });
      else broadcast(to, { type, tag });
    }
  };
}

/** A new node knows how much fuel the old one had left, so that replacing goes on no longer than anything else. */
function replacing(rules: Rules) {
  const follow = followed(rules);
  return (self: Draft<Local>, context: Context<RandomMessage>, { fuel, at }: Local): void => {
    self.fuel = fuel;
    self.at = at;
    follow(self, context);
  };
}

function handler(rules: Rules): Handler<Local, RandomMessage, RandomMessage> {
  const follow = followed(rules);
  return (self, _message, context) => follow(self, context);
}

function initiative(rules: Rules): Spontaneous<Local, RandomMessage> {
  return { enabled: ({ at }) => at > 0, run: followed(rules) };
}
