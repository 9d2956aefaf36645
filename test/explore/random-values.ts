/** Random plain data, of every kind that a state may be made of. */
import fc from "fast-check";
import { canonicalText, type Value } from "../../src/define/value.ts";

const leaf = fc.oneof(
  fc.integer({ min: -2, max: 9 }),
  fc.constantFrom<Value[]>(null, true, false, "", "a", "b", "1", "null", '"', "é\u{1f600}", -0, 0.5, 1e300, 7n, -1n),
  fc.string({ maxLength: 3 }),
);

/** Equal elements of a Set, or equal keys of a Map, make no sense as mathematics: see test/space/interner.test.ts. */
const { node } = fc.letrec<{ node: Value }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie("node"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "length", "2", "é"), tie("node"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    fc
      .uniqueArray(fc.tuple(tie("node"), tie("node")), { maxLength: 3, selector: ([key]) => canonicalText(key) })
      .map((entries) => new Map(entries)),
    fc.uniqueArray(tie("node"), { maxLength: 3, selector: canonicalText }).map((items) => new Set(items)),
  ),
}));

export const randomValue: fc.Arbitrary<Value> = node;

/** The same value again, with keys, entries and elements in another order, and with fields that are there but undefined. */
export function shuffled(value: Value): Value {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value instanceof Map) return new Map([...value].reverse().map(([key, item]) => [shuffled(key), shuffled(item)]));
  if (value instanceof Set) return new Set([...value].reverse().map(shuffled));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).reverse();
  return { ...Object.fromEntries(fields.map(([key, item]) => [key, shuffled(item)])), absent: undefined };
}
