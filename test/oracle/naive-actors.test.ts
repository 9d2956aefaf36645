// What an actor system means is implemented twice: compiled to components in src/define, and read literally in naive-actors.ts. They must agree.
import fc from "fast-check";
import { expect, test } from "vitest";
import { client } from "../../models/register-paxos/client.ts";
import { history } from "../../models/register-paxos/history.ts";
import { server } from "../../models/register-paxos/server.ts";
import { actorSystem, bag, fifo, type Network } from "../../src/index.ts";
import { type Counts, TooManyStates } from "./breadth-first.ts";
import { naive } from "./naive.ts";
import { naiveActors } from "./naive-actors.ts";
import { definitionOf, type Plan, randomPlans } from "./random-actors.ts";

function countsOf({ distinct, generated, depth, terminal }: Counts): Counts {
  return { distinct, generated, depth, terminal };
}

/** Most random systems are small; the few that are not have nothing to add. */
const LIMIT = 500;

function literalCounts(plan: Plan): Counts | undefined {
  try {
    return naiveActors(definitionOf(plan), LIMIT);
  } catch (thrown) {
    if (thrown instanceof TooManyStates) return undefined;
    throw thrown;
  }
}

test("random actor systems have the same states compiled and read literally", () => {
  const agree = fc.property(randomPlans, (plan) => {
    const literal = literalCounts(plan);
    fc.pre(literal !== undefined);
    expect(countsOf(naive(actorSystem(definitionOf(plan))))).toEqual(literal);
  });
  fc.assert(agree, { numRuns: 100, seed: 77 });
});

const registerWith = (clients: number, network: Network) => ({
  nodes: {
    server: Array.from({ length: 3 }, () => server(3)),
    client: Array.from({ length: clients }, () => client(3)),
  },
  network,
  observers: { history },
});

test("register Paxos read literally has the states that Stateright counts", () => {
  const bags = bag({ noop: "leave" });
  expect(naiveActors(registerWith(1, bags))).toEqual({ distinct: 265, generated: 482, depth: 14, terminal: 20 });
  expect(naiveActors(registerWith(2, bags))).toMatchObject({ distinct: 16_668, generated: 32_971, terminal: 1_268 });
});

test("register Paxos read literally has the states that Stateright counts on an ordered network", () => {
  const counts = naiveActors(registerWith(1, fifo({ noop: "consume" })));
  expect(counts).toMatchObject({ distinct: 237, generated: 512, depth: 15 });
});
