import { expect, test } from "vitest";
import { Tuples } from "../../src/space/tuples.ts";

/** Lists of up to four numbers below five, each in turn, many times over. */
function* lists(): Generator<readonly number[]> {
  for (let number = 0; number < 5000; number++) {
    const digits = [...((number * 7919) % 3125).toString(5)].map(Number);
    yield digits.slice(0, number % 5);
  }
}

test("lists have equal numbers exactly when they are equal, in the order of their discovery", () => {
  const tuples = new Tuples();
  const numbers = new Map<string, number>();
  for (const list of lists()) {
    const text = list.join();
    const expected = numbers.get(text) ?? numbers.size;
    numbers.set(text, expected);
    expect(tuples.numberOf(list)).toBe(expected);
  }
  expect(tuples.count).toBe(numbers.size);
});

test("long lists and many of them find room", () => {
  const tuples = new Tuples();
  const long = Array.from({ length: 20_000 }, (_, at) => at);
  expect(tuples.numberOf(long)).toBe(0);
  for (let each = 0; each < 5000; each++) expect(tuples.numberOf([each, -each])).toBe(each + 1);
  expect(tuples.numberOf(long)).toBe(0);
  expect(tuples.numberOf([...long, 0])).toBe(5001);
});
