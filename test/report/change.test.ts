// A step is told by what it changed, and by nothing else.
import { expect, test } from "vitest";
import { changeTexts } from "../../src/report/change.ts";
import { differences } from "../../src/trace/difference.ts";

const told = (before: unknown, after: unknown, actor = "replica 0") =>
  changeTexts(differences([{ name: "replica 0" }], [before], [after]), actor);

test("fields of the node that acts go without its name, those of another node with it", () => {
  expect(told({ promised: 0, votes: 1 }, { promised: 2, votes: 1 })).toEqual(["promised: 0 → 2"]);
  expect(told({ promised: 0 }, { promised: 2 }, "replica 1")).toEqual(["replica 0: promised 0 → 2"]);
});

test("fields of one record stand together", () => {
  const [before, after] = [{ vote: { epoch: 1, value: "a" } }, { vote: { epoch: 2, value: "b" } }];
  expect(told(before, after)).toEqual(["vote: epoch 1 → 2, value a → b"]);
});

test("fields that come and go are told as such", () => {
  const before = { attempt: { phase: "preparing", promises: [] } };
  const after = { attempt: { phase: "proposing", value: "a" } };
  expect(told(before, after)).toEqual(["attempt: phase preparing → proposing, no promises, value a"]);
});

test("of a Set only the members that come and go", () => {
  expect(told({ seen: new Set([1, 2]) }, { seen: new Set([2, 3, 4]) })).toEqual(["seen gains 3, 4", "seen loses 1"]);
  expect(told({ seen: new Set([{ a: 1 }]) }, { seen: new Set([{ a: 1 }, { a: 2 }]) })).toEqual(["seen gains (a 2)"]);
});

test("of a Map only the entries that changed", () => {
  const before = {
    log: new Map([
      [0, "a"],
      [1, "b"],
    ]),
  };
  const after = {
    log: new Map([
      [1, "c"],
      [2, "d"],
    ]),
  };
  expect(told(before, after)).toEqual(["no log[0]", "log[1] b → c", "log[2] d"]);
});

test("of a list what was added, or the one place that changed", () => {
  expect(told({ queue: ["a"] }, { queue: ["a", "b"] })).toEqual(["queue gains b"]);
  expect(told({ queue: ["a", "b"] }, { queue: ["a", "c"] })).toEqual(["queue[1] b → c"]);
  expect(told({ queue: ["a", "b"] }, { queue: ["b"] })).toEqual(["queue: [a, b] → [b]"]);
});

test("nothing reads –, and a component that is no record goes by its name", () => {
  expect(told({ vote: null }, { vote: { epoch: 1 } })).toEqual(["vote: – → (epoch 1)"]);
  expect(changeTexts(differences([{ name: "count" }], [0], [1]), "")).toEqual(["count: 0 → 1"]);
});

test("a long value has an end", () => {
  const [text = ""] = told({ value: "" }, { value: "x".repeat(10_000) });
  expect(text.length).toBeLessThanOrEqual(240);
});
