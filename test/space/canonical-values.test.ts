// Interning: two values have one number exactly when their canonical texts are equal, and what is kept is the value itself.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mirrorImage } from "../../src/define/mirrored.ts";
import { canonicalText, sameValue, type Value } from "../../src/define/value.ts";
import { SynodError } from "../../src/index.ts";
import { Interner } from "../../src/space/interner.ts";
import { randomValue, shuffled } from "../explore/random-values.ts";

const parameters = { numRuns: 1000, seed: 5 };

/** Whether an interner, which has seen others before, takes the values for the same. Either way it must keep both as they are. */
function areOne(a: Value, b: Value): boolean {
  const interner = new Interner();
  for (const other of [[], {}, new Map(), new Set(), 1, "a"]) interner.intern(other);
  const numbers = [a, b].map((value) => interner.intern(value));
  expect(numbers.map((number) => canonicalText(interner.values[number]))).toEqual([canonicalText(a), canonicalText(b)]);
  expect(sameValue(a, b)).toBe(numbers[0] === numbers[1]);
  return numbers[0] === numbers[1];
}

test("values are one exactly when their canonical texts are equal", () => {
  const values = fc.array(randomValue, { minLength: 2, maxLength: 20 });
  const agree = fc.property(values, (all) => {
    const interner = new Interner();
    const numbers = all.map((value) => interner.intern(value));
    const texts = all.map((value) => canonicalText(value));
    for (let a = 0; a < all.length; a++) {
      for (let b = 0; b < a; b++) {
        const isSame = texts[a] === texts[b];
        expect([a, b, numbers[a] === numbers[b], sameValue(all[a], all[b])]).toEqual([a, b, isSame, isSame]);
      }
    }
  });
  fc.assert(agree, parameters);
});

test("the order of keys, entries and elements makes no difference, nor do undefined fields", () => {
  const same = fc.property(randomValue, (value) => {
    expect(areOne(value, shuffled(value))).toBe(true);
    expect(canonicalText(shuffled(value))).toBe(canonicalText(value));
  });
  fc.assert(same, parameters);
});

test("a value is the same as its mirror image, and two mirror images are the same if the values are", () => {
  const same = fc.property(randomValue, randomValue, (a, b) => {
    const image = (value: Value) => (mirrorImage({ value }) as { value: Value }).value;
    expect(sameValue(a, image(a))).toBe(true);
    expect(sameValue(image(a), image(b))).toBe(canonicalText(a) === canonicalText(b));
  });
  fc.assert(same, parameters);
});

test("what is kept is equal to the value, frozen, and interned to the same number", () => {
  const kept = fc.property(randomValue, (value) => {
    const interner = new Interner();
    const number = interner.intern(value);
    const canonical = interner.values[number];
    expect(canonicalText(canonical)).toBe(canonicalText(value));
    expect(Object.isFrozen(canonical)).toBe(true);
    expect(interner.intern(canonical)).toBe(number);
    expect(interner.intern(shuffled(canonical))).toBe(number);
  });
  fc.assert(kept, parameters);
});

test.each<[Value, Value]>([
  [0, -0],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [{ a: 1, b: undefined }, { a: 1 }],
  [
    new Map([
      ["a", 1],
      ["b", 2],
    ]),
    new Map([
      ["b", 2],
      ["a", 1],
    ]),
  ],
  [new Set([1, 2]), new Set([2, 1])],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
])("%o and %o are one value", (a, b) => {
  expect(areOne(a, b)).toBe(true);
  expect(canonicalText(a)).toBe(canonicalText(b));
});

test.each<[Value, Value]>([
  [1, "1"],
  [1, 1n],
  [null, undefined],
  [null, "null"],
  [
    [1, 2],
    [2, 1],
  ],
  [[1, 2], ["1,2"]],
  [[[1], 2], [[1, 2]]],
  [[], {}],
  [{}, new Map()],
  [new Map(), new Set()],
  [{ a: 1 }, new Map([["a", 1]])],
  [["a"], new Set(["a"])],
  [{ a: null }, {}],
  [{ a: "b" }, { b: "a" }],
  [{ "": 1 }, {}],
  [
    new Map([
      [1, 2],
      [3, 4],
    ]),
    new Map([
      [1, 4],
      [3, 2],
    ]),
  ],
  [
    { "a\u0000b": 1, c: 2 },
    { a: 1, "b\u0000c": 2 },
  ],
  [JSON.parse('{"__proto__": 1}'), {}],
])("%o and %o are two values", (a, b) => {
  expect(areOne(a, b)).toBe(false);
  expect(canonicalText(a)).not.toBe(canonicalText(b));
});

test("a field called __proto__ is a field", () => {
  const interner = new Interner();
  const canonical = interner.values[interner.intern(JSON.parse('{"__proto__": {"a": 1}, "b": 2}'))];
  expect(JSON.stringify(canonical)).toBe('{"__proto__":{"a":1},"b":2}');
});

test("equal elements of a Set are one element, however they were made", () => {
  expect(areOne(new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }]))).toBe(true);
  expect(canonicalText(new Set([{ a: 1 }, { a: 1 }]))).toBe(canonicalText(new Set([{ a: 1 }])));
});

test("a Map may have keys without a prototype", () => {
  const key = Object.create(null);
  expect(areOne(new Map([[key, 1]]), new Map([[{}, 1]]))).toBe(true);
  expect(canonicalText(new Map([[key, 1]]))).toBe(canonicalText(new Map([[{}, 1]])));
});

class Epoch {
  readonly number = 1;
}

function cycle(): Value {
  const value: { self?: Value } = {};
  value.self = value;
  return value;
}

describe.each<[Value, string]>([
  [() => 1, "a function"],
  [Symbol("s"), "a symbol"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
  [cycle(), "a cycle (or more than 64 levels)"],
  [new Epoch(), "an instance of Epoch"],
  [new Date(0), "an instance of Date"],
  [/a/, "an instance of RegExp"],
  [new Int32Array(1), "an instance of Int32Array"],
  [Promise.resolve(), "an instance of Promise"],
])("%o", (value, what) => {
  const places: readonly (readonly [Value, string])[] = [
    [value, "value"],
    [{ votes: [0, value] }, "value.votes[1]"],
    [{ seen: new Map([["p1", { at: value }]]) }, "value.seen.p1.at"],
    [[new Set([value])], "value[0].(item)"],
    [new Map([[value, 1]]), "value.(key)"],
  ];

  test.each(places)("is refused as part of a state, with the path to it", (place, path) => {
    for (const refuse of [() => new Interner().intern(place), () => canonicalText(place)]) {
      const refused = thrownBy(refuse);
      expect(refused).toBeInstanceOf(SynodError);
      expect(refused).toMatchObject({ code: "SYN012" });
      expect(String(refused)).toContain(`is ${what}, which cannot be part of a state`);
      if (!what.includes("cycle")) expect(String(refused)).toContain(`${path} is `);
    }
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}
