// Servers that stop for good (S1, S12): what a client was told of is executed once by whoever leads then. Bugs that lose it are caught by that alone.
import { expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { check } from "../../../src/explore/check.ts";

const NAME = "acknowledged-requests-outlive-servers";

async function judged(configuration: string) {
  const { expect: _, ...model } = multiPaxos.configured(configuration);
  const result = await check({ ...model, properties: model.properties.filter(({ name }) => name === NAME) });
  return result.properties[0]?.counterexample;
}

const caught = [
  ["amnesia", 6, "without server 2 server 0 comes to lead and does not know of it"],
  ["lose-log", 6, "without server 2 server 0 comes to lead and does not know of it"],
  ["snapshot-no-cache", 5, "without server 2 server 0 comes to lead and executes it 2 times"],
  ["recover-no-votes", 10, "without server 2 server 0 comes to lead and does not know of it"],
] as const;

test.each(caught)("S12, S13, S20: %s is caught after %i steps: %s", async (bug, steps, what) => {
  const counterexample = await judged(bug);
  expect(counterexample?.steps).toHaveLength(steps);
  expect(counterexample?.evidence.message).toBe(`client 0 has the reply to c0#1, but ${what}`);
});

// These take seconds.
test.runIf(process.env.SYNOD_FULL).each([
  ["truncate-before-snapshot-durable", 12],
  ["lose-promise", 10],
  ["promise-omits-base", 11],
  ["recover-read-one", 8],
  ["recover-no-promise", 11],
])("S12, S13: %s is caught after %i steps", { timeout: 60_000 }, async (bug, steps) => {
  expect((await judged(bug))?.steps).toHaveLength(steps);
});

test.each([
  [{ roles: "apart" }, "stops are for servers that are acceptor and learner in one"],
  [{ servers: 4, spares: 1, window: 1, prepareWindow: 1 }, "stops are for members that do not change"],
] as const)("%o is refused: %s", (set, message) => {
  expect(() => multiPaxos({ ...set, stops: true })).toThrow(expect.objectContaining({ code: "SYN004", message }));
});
