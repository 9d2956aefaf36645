// The table of a group: whatever ids were added is found again, nothing else is, through direct tables, hashed ones, and changes between the two.
import fc from "fast-check";
import { expect, test } from "vitest";
import { GroupTable } from "../../src/space/effects.ts";
import { Layout } from "../../src/space/layout.ts";

const plans = fc.record({
  reads: fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 4 }),
  sizes: fc.array(fc.constantFrom(1, 3, 20, 500, 70_000), { minLength: 6, maxLength: 6 }),
  rows: fc.array(fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), { maxLength: 300 }),
});

test("tables find exactly what was added to them", () => {
  const exact = fc.property(plans, ({ reads, sizes, rows }) => {
    const table = new GroupTable({ name: "group", reads, expand: () => [] });
    const known = new Map<string, number>();
    const keyOf = (ids: Int32Array) => reads.map((component) => ids[component]).join();
    // Blocks are encoded at offsets that are their numbers plus 2, and then, in another layout, plus 1002.
    table.relayout(new Layout(sizes), () => 0);
    rows.forEach((row, round) => {
      const ids = Int32Array.from(row, (id, component) => id % (sizes[component] as number));
      const expected = known.get(keyOf(ids)) ?? 0;
      expect(table.find(ids)).toBe(expected);
      if (expected === 0) {
        const block = known.size;
        const offset = round > rows.length / 2 ? block + 1002 : block + 2;
        table.add(ids, block, offset);
        known.set(keyOf(ids), offset);
      }
      if (round !== Math.floor(rows.length / 2)) return;
      table.relayout(new Layout(sizes.map((size) => 9 * size)), (block) => block + 1002);
      for (const [key, offset] of known) known.set(key, offset + 1000);
    });
  });
  fc.assert(exact, { numRuns: 300, seed: 7 });
});

test("combinations that differ in one id only are told apart, among tens of thousands", () => {
  const table = new GroupTable({ name: "group", reads: [0, 1, 2], expand: () => [] });
  table.relayout(new Layout([1000, 1000, 1000]), () => 0);
  const all: Int32Array[] = [];
  for (let a = 0; a < 40; a++)
    for (let b = 0; b < 40; b++) for (let c = 0; c < 25; c++) all.push(Int32Array.of(a, b, c));
  all.forEach((ids, block) => {
    expect(table.find(ids)).toBe(0);
    table.add(ids, block, block + 2);
  });
  expect(all.every((ids, block) => table.find(ids) === block + 2)).toBe(true);
});
