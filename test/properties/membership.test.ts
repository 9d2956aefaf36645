// New members (S12) know what was decided before they were proposed.
import { expect, test } from "vitest";
import { aNewcomerCatchesUpFirst, newMembersKnowThePast } from "../../properties/index.ts";

const decision = { by: "A and C", slot: 0, epoch: 0, value: "a" };
const changes = [{ members: ["A", "B", "D"], settled: 1 }];
const vote = { slot: 0, epoch: 0, value: "a" };
const view = (...known: ("voted" | "executed" | "nothing")[]) => ({
  changes,
  chosen: [decision],
  replicas: known.map((knows, index) => ({
    name: "ABCD"[index] ?? "",
    executed: knows === "executed" ? 1 : 0,
    votes: knows === "voted" ? [vote] : [],
  })),
});
const says = (of: Parameters<typeof newMembersKnowThePast.check>[0]) => newMembersKnowThePast.check(of)?.message;

test("S12: every quorum of new members has a vote for what was decided before, or has executed it", () => {
  expect(says(view("voted", "nothing", "voted", "executed"))).toBeUndefined();
  expect(says(view("voted", "voted", "nothing", "nothing"))).toBeUndefined();
  expect(says(view("voted", "nothing", "voted", "nothing"))).toMatch("but of the new members B and D do not know");
});

test("S12: what was under way beside the change is not meant", () => {
  const lost = view("voted", "nothing", "voted", "nothing");
  expect(says({ ...lost, changes: [{ members: ["A", "B", "D"], settled: 0 }] })).toBeUndefined();
  expect(says({ ...lost, changes: [] })).toBeUndefined();
});

test("S12: a newcomer catches up first when it has executed something and there is no change yet", () => {
  const reached = (executed: number, changed: readonly unknown[]) =>
    aNewcomerCatchesUpFirst.check({
      newcomers: ["D"],
      replicas: [{ name: "D", executed }],
      changes: changed,
      chosen: [],
    });
  expect([reached(0, []), reached(1, []), reached(1, changes)]).toEqual([false, true, false]);
});
