// The naive explorer counts what TLC, SPIN, rumur and Stateright count, so the models mean what theirs mean. Larger configurations are left to the fast
// search, which has to agree with the naive one.
import { expect, test } from "vitest";
import { lamportPaxos } from "../../models/lamport-paxos/index.ts";
import { registerPaxos } from "../../models/register-paxos/index.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/index.ts";
import type { Checkable } from "../../src/index.ts";
import { type NaiveResult, naive } from "../oracle/naive.ts";

const explored = ({ system, properties }: Checkable): NaiveResult => naive(system, properties);

function expectSound({ verdicts }: NaiveResult): void {
  const unexpected = Object.entries(verdicts).filter(([, { verdict }]) => verdict !== "held" && verdict !== "reached");
  expect(unexpected).toEqual([]);
}

test.each([
  [3, { distinct: 288, generated: 1_146, depth: 11 }],
  [5, { distinct: 8_832, generated: 58_146, depth: 17 }],
])(
  "two-phase commit with %i resource managers has the states that TLC, Stateright, SPIN and rumur count",
  (rms, counts) => {
    const result = explored(twoPhaseCommit({ rms }));
    expect(result).toMatchObject(counts);
    expectSound(result);
  },
);

test.each([
  [
    { acceptors: 1, values: 1, ballots: 2 },
    { distinct: 25, generated: 82, depth: 9 },
  ],
  [
    { acceptors: 3, values: 1, ballots: 2 },
    { distinct: 1_681, depth: 17 },
  ],
  [
    { acceptors: 3, values: 2, ballots: 2 },
    { distinct: 3_921, generated: 23_563, depth: 17 },
  ],
])("Lamport's Paxos with %o has the states that TLC counts", (size, counts) => {
  const result = explored(lamportPaxos(size));
  expect(result).toMatchObject(counts);
  expectSound(result);
});

test.each([
  ["one client", { clients: 1 }, { distinct: 265, generated: 482, depth: 14, terminal: 20 }],
  ["two clients", { clients: 2 }, { distinct: 16_668, generated: 32_971, depth: 21, terminal: 1_268 }],
  ["one client and a fifo network", { clients: 1, network: "fifo" }, { distinct: 237, generated: 512, depth: 15 }],
] as const)("register Paxos with %s has the states that Stateright counts", (_, size, counts) => {
  const result = explored(registerPaxos(size));
  expect(result).toMatchObject(counts);
  expectSound(result);
});

test("a value is chosen in register Paxos after 8 deliveries at the earliest", () => {
  expect(explored(registerPaxos({ clients: 1 })).verdicts).toMatchObject({ "a-value-is-chosen": { steps: 8 } });
});

test("register Paxos with one client and a set network has the states that Stateright counts", () => {
  const result = explored(registerPaxos({ clients: 1, network: "set" }));
  expect(result).toMatchObject({ distinct: 634, generated: 1_783, depth: 15 });
  expectSound(result);
});
