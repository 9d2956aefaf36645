// The foil (S5): two primaries disagree, and two Paxos leaders in the same situation do not.
import { expect, test } from "vitest";
import { basicPaxos } from "../../../models/basic-paxos/index.ts";
import { primaryBackup } from "../../../models/primary-backup/index.ts";
import { check } from "../../../src/explore/check.ts";

const disagreementIn = async (configuration: string) => {
  const { asExpected, properties } = await check(primaryBackup.configured(configuration));
  const { counterexample } = properties.find(({ name }) => name === "agreement") ?? {};
  return { asExpected, steps: counterexample?.steps.length, says: counterexample?.evidence.message };
};

test("S5: two primaries commit different values", async () => {
  expect(await disagreementIn("")).toEqual({
    asExpected: true,
    steps: 10,
    says: "primary 0 decided a, but primary 1 decided b",
  });
});

test("S5: waiting for every backup is no cure", async () => {
  expect(await disagreementIn("all-backups")).toMatchObject({ asExpected: true, steps: 14 });
});

test("S5: one primary is consistent with itself", async () => {
  const result = await check(primaryBackup.configured("one-primary"));
  expect(result).toMatchObject({ verdict: "held", distinct: 27 });
});

test("S5: two Paxos leaders at once do no harm, and both were there", async () => {
  const { verdict, witnesses } = await check(basicPaxos.configured("two-leaders"));
  expect(verdict).toBe("held");
  expect(witnesses).toContainEqual(expect.objectContaining({ name: "two-proposers-active", reached: true }));
});
