// Parameters: values by name, as they are or as text, with defaults and limits, and errors that say what would be right.
import { expect, test } from "vitest";
import { resolveParameters } from "../../src/define/parameters.ts";
import { choice, flag, integer } from "../../src/index.ts";

const parameters = {
  acceptors: integer({ default: 3, min: 1, max: 9, about: "how many" }),
  epochs: integer({ default: 2, about: "how many" }),
  network: choice({ default: "bag", of: ["bag", "fifo"], about: "which" }),
  lossy: flag({ default: false, about: "whether" }),
};

const resolve = (given: Readonly<Record<string, number | string | boolean>>) =>
  resolveParameters("paxos", parameters, given);

test("what is not given has its default", () => {
  expect(resolve({})).toEqual({ acceptors: 3, epochs: 2, network: "bag", lossy: false });
});

test("values may be given as they are, or as text", () => {
  const expected = { acceptors: 5, epochs: 2, network: "fifo", lossy: true };
  expect(resolve({ acceptors: 5, network: "fifo", lossy: true })).toEqual(expected);
  expect(resolve({ acceptors: "5", network: "fifo", lossy: "true" })).toEqual(expected);
});

test.each([
  ["acceptors", 0, "a whole number from 1 to 9"],
  ["acceptors", 10, "a whole number from 1 to 9"],
  ["acceptors", 2.5, "a whole number from 1 to 9"],
  ["acceptors", "", "a whole number from 1 to 9"],
  ["acceptors", "0x3", "a whole number from 1 to 9"],
  ["acceptors", "three", "a whole number from 1 to 9"],
  ["epochs", -1, "a whole number from 0"],
  ["epochs", Number.NaN, "a whole number from 0"],
  ["network", "BAG", "bag, fifo"],
  ["lossy", "yes", "true, false"],
])("%s cannot be %j, and what it can be is said", (name, value, accepted) => {
  expect(() => resolve({ [name]: value })).toThrow(
    expect.objectContaining({
      code: "SYN004",
      message: `paxos: ${name} cannot be ${JSON.stringify(value)}`,
      hint: `${name} accepts ${accepted}.`,
    }),
  );
});

test("an unknown name is refused, and the nearest one suggested", () => {
  expect(() => resolve({ aceptors: 3 })).toThrow(
    expect.objectContaining({
      code: "SYN003",
      message: "paxos has no parameter aceptors",
      hint: "Did you mean acceptors? paxos has acceptors, epochs, network, lossy.",
    }),
  );
});

test.each(["constructor", "toString", "__proto__"])("%s is an unknown name too", (name) => {
  expect(() => resolve(JSON.parse(`{"${name}": 1}`))).toThrow(expect.objectContaining({ code: "SYN003" }));
});

test("a model without parameters says so", () => {
  expect(() => resolveParameters("plain", {}, { n: 1 })).toThrow(
    expect.objectContaining({ code: "SYN003", hint: "plain has no parameters." }),
  );
});
