// A run says what it was spared, and names a property that sees too much at once.
import { expect, test } from "vitest";
import lamportPaxos from "../../models/lamport-paxos/index.ts";
import { check } from "../../src/explore/check.ts";
import { engineText, greedyText } from "../../src/report/engine.ts";

test("how many successors were built, and how often steps and properties were worked out", async () => {
  const result = await check(lamportPaxos({ ballots: 2 }));
  expect(engineText(result)).toEqual([
    "7,756 of 23,563 successors built",
    "292 blocks of steps",
    "1 word a state",
    "821 runs of properties",
  ]);
});

test("a property that runs in every twentieth state of many is named, and only that", async () => {
  const { properties, ...result } = await check(lamportPaxos({ ballots: 2 }));
  const [one, ...others] = properties;
  if (one === undefined) throw new Error("it has properties");
  const ran = (evaluations: number) => ({
    ...result,
    distinct: 100_000,
    properties: [{ ...one, evaluations }, ...others],
  });
  expect(greedyText(ran(5_000))).toEqual([]);
  expect(greedyText(ran(8_000))).toEqual([
    "agreement ran 8,000 times (8 %), because it reads much at once: read fewer fields, one type of message (network.ofType), or use alwaysEach",
  ]);
  expect(greedyText({ ...ran(8_000), distinct: 99_999 })).toEqual([]);
});
