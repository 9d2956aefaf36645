// Two of five servers that only hear each other decide nothing; the other three go on.
import { expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { check } from "../../../src/explore/check.ts";
import { scenario } from "../../../src/index.ts";

const scene = "five-servers-partition";

test("a minority of two decides nothing in any run, and the majority of three can", async () => {
  const { verdict, properties, witnesses } = await check(multiPaxos.configured(scene));
  expect(verdict).toBe("held");
  expect(properties).toContainEqual(expect.objectContaining({ name: "a-minority-decides-nothing", status: "held" }));
  expect(witnesses).toContainEqual(expect.objectContaining({ name: "a-request-is-answered", reached: true }));
});

test("with one vote less than a majority it would", async () => {
  const { properties } = await check(multiPaxos.configured(scene, { bug: "quorum-minus-one" }));
  const found = properties.find(({ name }) => name === "a-minority-decides-nothing");
  expect(found?.counterexample?.evidence.message).toBe(
    "server 0 is cut off from a majority, but has learned c0#1 append a1",
  );
});

test("nothing gets across, in either direction, but all of it is sent", () => {
  const { system } = multiPaxos.configured(scene);
  const within = "client 0 -> server 0 request\nserver 0 -> server 1 accept";
  expect(scenario(system, within).steps).toHaveLength(2);
  expect(() => scenario(system, `${within}\nserver 0 -> server 2 accept`)).toThrow(
    "step 3 of the scenario is not possible",
  );
  expect(() => scenario(system, "server 2 timeout\nserver 2 -> server 1 prepare")).toThrow("step 2 of the scenario");
  const sent = scenario(system, "server 2 timeout").end.network.ofType("prepare");
  expect(sent.map(({ to }) => to)).toEqual(["server 0", "server 1", "server 3", "server 4"]);
});
