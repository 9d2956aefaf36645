// Every seeded bug is caught, by the property that it breaks and in as few steps as can be; and what is harmless is not flagged.
import { expect, test } from "vitest";
import { type BugName, bugs } from "../../../models/basic-paxos/bugs.ts";
import { basicPaxos } from "../../../models/basic-paxos/index.ts";
import { soundRules } from "../../../models/basic-paxos/rules.ts";
import { check } from "../../../src/explore/check.ts";
import { ROOM } from "../room.ts";

/** Steps of a shortest counterexample. */
const lengths = {
  "no-promise-guard": 14,
  "promise-not-recorded": 14,
  "accept-not-guarded": 14,
  "accept-no-bump": 20,
  "promise-reports-nothing": 14,
  "ignore-promised-values": 14,
  "proposes-anything": 9,
  "adopt-lowest": 20,
  "adopt-any": 20,
  "single-epoch-variable": 21,
  "quorum-minus-one": 10,
  "count-messages-not-senders": 14,
  "stale-promise": 15,
  "skip-prepare": 6,
  "lose-promise": 15,
  "lose-vote": 15,
  amnesia: 15,
  "reuse-epoch": 17,
  "learn-by-value": 14,
} satisfies Partial<Record<BugName, number>>;

test.each(Object.entries(bugs))("%s breaks exactly one rule", (_, { breaks }) => {
  const rules = Object.keys(breaks);
  expect(rules).toHaveLength(1);
  expect(Object.keys(soundRules)).toContain(rules[0]);
});

test.each(Object.entries(lengths))("%s is caught after %i steps", async (name, length) => {
  const { asExpected, expected, properties } = await check(basicPaxos.configured(name), ROOM);
  expect(asExpected).toBe(true);
  const caught = properties.find((property) => property.name === expected);
  expect(caught?.counterexample?.steps).toHaveLength(length);
});

const needs = Object.entries(bugs).flatMap(([name, bug]) => Object.keys(bug.needs).map((need) => ({ name, need })));

test.each(needs)("$name would not show without its $need", async ({ name, need }) => {
  const usual = { epochs: 2, restarts: 0, learners: 0 }[need] ?? 0;
  const { properties } = await check(basicPaxos.configured(name, { [need]: usual }), ROOM);
  expect(properties.filter(({ status }) => status === "violated").map((property) => property.name)).not.toContain(
    bugs[name as BugName].violates,
  );
});

test("what is harmless is not flagged", async () => {
  const harmless = Object.entries(bugs).filter(([, { violates }]) => violates === null);
  expect(harmless.map(([name]) => name)).toEqual(["promise-only-once"]);
  for (const [name] of harmless)
    expect(await check(basicPaxos.configured(name), ROOM)).toMatchObject({ verdict: "held" });
});

test("every bug has its length here", () => {
  const harmful = Object.entries(bugs).filter(([, { violates }]) => violates !== null);
  expect(Object.keys(lengths)).toEqual(harmful.map(([name]) => name));
});
