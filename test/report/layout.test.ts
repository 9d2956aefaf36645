// Lines fit, and nothing is lost by it.
import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsOf, fitted, flowed, padded, wrapped } from "../../src/report/layout.ts";

const text = fc.string({
  unit: fc.constantFrom("a", "bc", " ", "語", "→", "e\u0301", "🙂", "long-word"),
  maxLength: 60,
});
const columns = fc.integer({ min: 2, max: 40 });
const letters = (lines: readonly string[]) => lines.join("").replaceAll(" ", "");

test("wide characters take two columns, combining marks none", () => {
  expect(["abc", "→ –", "語", "🙂", "e\u0301", ""].map(columnsOf)).toEqual([3, 3, 2, 2, 1, 0]);
  expect(padded("語", 4)).toBe("語  ");
});

test("wrapped text fits and keeps every character", () => {
  fc.assert(
    fc.property(text, columns, (given, room) => {
      const lines = wrapped(given, room);
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(room);
      expect(letters(lines)).toBe(letters([given]));
    }),
  );
});

test("flowed parts fit, keep every character, and stay whole where they fit", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), fc.integer({ min: 10, max: 40 }), (parts, room) => {
      const lines = flowed(parts, ";", room);
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(room);
      expect(letters(lines)).toBe(letters([parts.join(";")]));
    }),
  );
  expect(flowed(["promised: 1 → 2", "vote: – → a", "x"], ";", 20)).toEqual(["promised: 1 → 2;", "vote: – → a; x"]);
});

test("a line is filled before the next is begun", () => {
  expect(wrapped("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(wrapped("a verylongword here", 6)).toEqual(["a", "verylo", "ngword", "here"]);
});

test("fitted text has a visible end", () => {
  expect(fitted("primary 0 → backup 1", 10)).toBe("primary 0…");
  expect(fitted("primary 0", 9)).toBe("primary 0");
  expect(columnsOf(fitted("語語語語", 6))).toBeLessThanOrEqual(6);
});
