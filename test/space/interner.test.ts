// Two values have one number exactly when their canonical texts are equal; what has no canonical text is refused with the path to it.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText } from "../../src/define/value.ts";
import { Interner } from "../../src/space/interner.ts";

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, undefined, true, 0, -0, 1, 2, "", "a", "1", 1n),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => new Set(items)),
    fc.array(fc.tuple(fc.constantFrom("x", "y"), tie("value")), { maxLength: 2 }).map((items) => new Map(items)),
  ),
})).value;

test("values are the same number exactly when they are the same text", () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 12 }), (values) => {
      const interner = new Interner();
      const numbers = values.map((each) => interner.intern(each));
      const texts = values.map((each) => canonicalText(each));
      values.forEach((_, a) => {
        values.forEach((_, b) => {
          expect(numbers[a] === numbers[b]).toBe(texts[a] === texts[b]);
        });
      });
    }),
    { numRuns: 500, seed: 11 },
  );
});

test("what is kept is frozen and reads the same", () => {
  const interner = new Interner();
  const original = { b: [1, { c: undefined, d: 2 }], a: new Set(["x"]) };
  const kept = interner.values[interner.intern(original)];
  expect(canonicalText(kept)).toBe(canonicalText(original));
  expect(Object.isFrozen(kept)).toBe(true);
  expect(Object.keys(kept as object)).toEqual(["b", "a"]);
  expect(() => (kept as { a: Set<string> }).a.add("y")).toThrow();
});

class Point {}
const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each([
  ["NaN", { slot: [0, Number.NaN] }, "state.slot[1] is NaN"],
  ["an infinite number", Number.POSITIVE_INFINITY, "state is Infinity"],
  ["a function", { f: () => 1 }, "state.f is a function"],
  ["a symbol", [Symbol("s")], "state[0] is a symbol"],
  ["a class instance", { at: new Point() }, "state.at is an instance of Point"],
  ["a date", { at: new Date(0) }, "state.at is an instance of Date"],
  ["a cycle", cycle, "is a cycle"],
])("%s is refused", (_, bad, message) => {
  const path = { up: null, key: "state", depth: 0 };
  expect(() => new Interner().intern(bad, path)).toThrow(expect.objectContaining({ code: "SYN012" }));
  expect(() => new Interner().intern(bad, path)).toThrow(message);
});
