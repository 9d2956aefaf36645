// Packed rows: fields hold their ids, never touch each other, and move to another layout unharmed.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Layout, MAX_WIDTH, Translation } from "../../src/space/layout.ts";

const sizes = fc.array(fc.integer({ min: 1, max: 2 ** 20 }), { minLength: 1, maxLength: 45 });

test("fields lie within their words and do not overlap", () => {
  fc.assert(
    fc.property(sizes, (counts) => {
      const { words, word, shift, width } = new Layout(counts);
      const taken = new Set<number>();
      counts.forEach((size, component) => {
        const bits = width[component] as number;
        expect(2 ** bits).toBeGreaterThanOrEqual(size);
        expect(bits).toBeLessThanOrEqual(MAX_WIDTH);
        expect((shift[component] as number) + bits).toBeLessThanOrEqual(32);
        for (let bit = 0; bit < bits; bit++)
          taken.add((word[component] as number) * 32 + (shift[component] as number) + bit);
      });
      expect(taken.size).toBe(width.reduce((sum, bits) => sum + bits, 0));
      expect(Math.max(...word)).toBeLessThan(words);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test("a row keeps its ids from one layout to a larger one", () => {
  const grown = fc.tuple(sizes, fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 20 })));
  fc.assert(
    fc.property(grown, ([counts, more]) => {
      const from = new Layout(counts);
      const to = new Layout(counts.map((size) => size + more.next().value));
      const ids = counts.map((size) => Math.floor(size * 0.99));
      const rows = new Int32Array(Math.max(from.words, to.words));
      write(rows, from, ids);
      new Translation(from, to).apply(rows, 0, 0);
      expect(read(rows, to)).toEqual(ids);
    }),
    { numRuns: 300, seed: 5 },
  );
});

function write(rows: Int32Array, { word, shift }: Layout, ids: readonly number[]): void {
  ids.forEach((id, component) => {
    const at = word[component] as number;
    rows[at] = (rows[at] as number) | (id << (shift[component] as number));
  });
}

function read(rows: Int32Array, { word, shift, mask }: Layout): number[] {
  return [...word].map(
    (at, component) => ((rows[at] as number) >>> (shift[component] as number)) & (mask[component] as number),
  );
}
