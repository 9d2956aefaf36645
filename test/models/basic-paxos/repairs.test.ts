// The counterexample of a seeded bug is not a run of the protocol: the sound reducers refuse some step of it, and replay says which. Only a learner that
// concludes too much sees what a sound one sees; that one just does not conclude it.
import { expect, test } from "vitest";
import { type BugName, bugs } from "../../../models/basic-paxos/bugs.ts";
import { basicPaxos } from "../../../models/basic-paxos/index.ts";
import { check } from "../../../src/explore/check.ts";
import { evidenceAtEnd, replay } from "../../../src/trace/replay.ts";
import { ROOM } from "../room.ts";

const harmful = (Object.keys(bugs) as BugName[]).filter((name) => bugs[name].violates !== null);

test.each(harmful)("%s replays, and stops at the repaired reducers", async (name) => {
  const broken = basicPaxos.configured(name);
  const { properties, expected } = await check(broken, ROOM);
  const found = properties.find((property) => property.name === expected)?.counterexample;
  const property = broken.properties.find((each) => each.name === expected);
  if (found === undefined || property === undefined) throw new Error("not caught");

  const again = replay(broken.system.fresh(), found.initial, found.steps);
  expect(evidenceAtEnd(broken.system, property, again)).toEqual(found.evidence);

  const { system } = basicPaxos.configured(name, { bug: "none" });
  const repaired = () => replay(system, found.initial, found.steps);
  if (name === "learn-by-value") expect(evidenceAtEnd(system, property, repaired())).toBe(undefined);
  else expect(repaired).toThrow(/^step \d+ is no longer possible: /);
});
