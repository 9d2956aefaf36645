// Whoever comes last can finish, as long as it does not crash and its messages arrive; the model says so only where both is sure.
import { expect, test } from "vitest";
import { basicPaxos } from "../../../models/basic-paxos/index.ts";
import { viewOf } from "../../../models/basic-paxos/view.ts";
import { aValueCanBeChosen } from "../../../properties/can-be-chosen.ts";
import { check } from "../../../src/explore/check.ts";
import { over } from "../../../src/index.ts";

/** Steps of a shortest run that leaves no way to a decision; nothing if there is none. */
async function lostAfter(set: Parameters<typeof basicPaxos>[0]): Promise<number | undefined> {
  const properties = over(viewOf({ proposers: set?.proposers ?? 2, wishes: "different" }), [aValueCanBeChosen]);
  const [result] = (await check({ ...basicPaxos(set), properties })).properties;
  expect(result?.status).not.toBe("unknown");
  return result?.counterexample?.steps.length;
}

test("S1: two proposers with one epoch each cannot talk themselves into a corner", async () => {
  expect(await lostAfter({ learners: 0, learning: "broadcast" })).toBeUndefined();
});

test("S12: a lone proposer that crashes once it has begun has used up the only epoch", async () => {
  expect(await lostAfter({ proposers: 1, epochs: 1, restarts: 1 })).toBe(2);
});

test("S2: of two prepares that are lost, one was needed", async () => {
  expect(await lostAfter({ proposers: 1, epochs: 1, losses: 1 })).toBeUndefined();
  expect(await lostAfter({ proposers: 1, epochs: 1, losses: 2 })).toBe(3);
});
