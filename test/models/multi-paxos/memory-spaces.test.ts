// How large the spaces are in which servers forget: snapshots, replaced servers, members that change (S12, S13, S20).
import { expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { check } from "../../../src/explore/check.ts";
import { ROOM } from "../room.ts";

test.each([
  ["snapshots", 32_569],
  ["snapshots-cache", 7_828],
  ["snapshots-quiet", 1_509],
  ["members-join", 1_166],
  ["members-join-announced", 26_743],
])("multi-paxos/%s has %i states, and everything holds", async (name, distinct) => {
  expect(await check(multiPaxos.configured(name), ROOM)).toMatchObject({ verdict: "held", distinct, notIdle: [] });
});

// Each of these takes seconds; whether they hold is checked every day, how large they are only here.
test.runIf(process.env.SYNOD_FULL).each([
  ["destroyed", 194_189],
  ["destroyed-only-votes", 50_145],
  ["snapshots-two-slots", 57_649],
  ["snapshots-catching-up", 81_878],
  ["snapshots-restart", 142_719],
  ["destroyed-vectors", 78_379],
  ["destroyed-learner", 97_782],
  ["destroyed-catching-up", 61_582],
  ["destroyed-snapshots", 184_352],
  ["members-change", 380_625],
  ["members-change-duel", 451_769],
  ["members-change-snapshots", 191_811],
  ["members-change-broadcast", 918_731],
  ["members-join-two-at-once", 261_503],
])("multi-paxos/%s has %i states, and everything holds", { timeout: 120_000 }, async (name, distinct) => {
  expect(await check(multiPaxos.configured(name), ROOM)).toMatchObject({ verdict: "held", distinct, notIdle: [] });
});

test("S3, S12: multi-paxos/destroyed-broadcast-vectors holds from where a vote outlives its acceptor", async () => {
  expect(await check(multiPaxos.configured("destroyed-broadcast-vectors"))).toMatchObject({
    ...{ verdict: "held", distinct: 57_869, generated: 195_877 },
    stages: [{ reach: "a-vote-outlives-its-acceptor", steps: 6 }],
  });
  const withoutVectors = multiPaxos.configured("destroyed-broadcast-vectors", { recovery: "all" });
  expect(await check(withoutVectors, { until: ["agreement"] })).toMatchObject({ verdict: "violated" });
});

test.runIf(process.env.SYNOD_FULL).each([
  ["destroyed-five-vectors", "a-promise-outlives-its-acceptor", 195_969],
  ["destroyed-five-vectors-vote", "a-vote-outlives-its-acceptor", 925_417],
])("S12: multi-paxos/%s holds from where %s, in %i states", { timeout: 120_000 }, async (name, reach, distinct) => {
  expect(await check(multiPaxos.configured(name), ROOM)).toMatchObject({
    verdict: "held",
    distinct,
    stages: [{ reach, steps: 9 }],
  });
});
