// Layouts: every component has a field of its own in one word, wide enough for its ids; what is packed comes out again, also by way of another layout.
import fc from "fast-check";
import { expect, test } from "vitest";
import { bitsFor, Layout, MAX_WIDTH, Translation } from "../../src/space/layout.ts";
import { pack, unpack } from "./packing.ts";

const parameters = { numRuns: 1000, seed: 6 };

const size = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 0, max: MAX_WIDTH }).map((bits) => 2 ** bits),
  fc.integer({ min: 1, max: 30 }).map((bits) => 2 ** bits + 1),
  fc.integer({ min: 1, max: 2 ** MAX_WIDTH }),
);
const sizes = fc.array(size, { minLength: 1, maxLength: 50 });

/** Sizes with ids that there may be, and sizes that they may have grown to. */
const grown = sizes.chain((before) =>
  fc.record({
    before: fc.constant(before),
    ids: fc.tuple(...before.map((most) => fc.nat({ max: most - 1 }))),
    after: fc.tuple(...before.map((least) => fc.integer({ min: least, max: Math.min(2 ** MAX_WIDTH, 8 * least) }))),
  }),
);

test("fields lie in one word, and no two overlap", () => {
  const separate = fc.property(sizes, (each) => {
    const { words, word, shift, width, mask } = new Layout(each);
    const taken = Array.from({ length: words }, () => 0n);
    each.forEach((_, component) => {
      const place = word[component] as number;
      const low = shift[component] as number;
      const bits = width[component] as number;
      expect(low + bits).toBeLessThanOrEqual(32);
      expect(mask[component]).toBe(2 ** bits - 1);
      const field = (2n ** BigInt(bits) - 1n) << BigInt(low);
      expect((taken[place] as bigint) & field).toBe(0n);
      taken[place] = (taken[place] as bigint) | field;
    });
  });
  fc.assert(separate, parameters);
});

test("fields hold all ids there are", () => {
  const roomy = fc.property(sizes, (each) => {
    const layout = new Layout(each);
    each.forEach((most, component) => {
      expect(layout.fits(component, most - 1)).toBe(true);
      expect(layout.fits(component, 2 ** (layout.width[component] as number))).toBe(false);
    });
  });
  fc.assert(roomy, parameters);
});

test("no more words are used than fields of minimal width need by first fit", () => {
  const tight = fc.property(sizes, (each) => {
    const free: number[] = [];
    for (const need of each.map(bitsFor).sort((a, b) => b - a)) {
      const fitting = free.findIndex((room) => room >= need);
      if (fitting < 0) free.push(32 - need);
      else free[fitting] = (free[fitting] as number) - need;
    }
    expect(new Layout(each).words).toBe(free.length);
  });
  fc.assert(tight, parameters);
});

test("what is packed comes out again", () => {
  const round = fc.property(grown, ({ before, ids }) => {
    expect(unpack(pack(ids, new Layout(before)), new Layout(before))).toEqual(ids);
  });
  fc.assert(round, parameters);
});

test("a translated row is the row packed in the other layout", () => {
  const same = fc.property(grown, ({ before, ids, after }) => {
    const [from, to] = [new Layout(before), new Layout(after)];
    const rows = new Int32Array(from.words + to.words).fill(-1);
    rows.set(pack(ids, from), to.words);
    new Translation(from, to).apply(rows, to.words, 0);
    expect(rows.slice(0, to.words)).toEqual(pack(ids, to));
  });
  fc.assert(same, parameters);
});

test("a row may be translated onto itself", () => {
  const same = fc.property(grown, ({ before, ids, after }) => {
    const [from, to] = [new Layout(before), new Layout(after)];
    const rows = new Int32Array(Math.max(from.words, to.words));
    rows.set(pack(ids, from));
    new Translation(from, to).apply(rows, 0, 0);
    expect(rows.slice(0, to.words)).toEqual(pack(ids, to));
  });
  fc.assert(same, parameters);
});

test("sums of differences lead from one row to the other", () => {
  const added = fc.property(grown, fc.nat(), ({ before, ids }, seed) => {
    const layout = new Layout(before);
    const next = ids.map((_, component) => (seed * (component + 7)) % Math.min(before[component] as number, 1000));
    const row = pack(ids, layout);
    next.forEach((id, component) => {
      const word = layout.word[component] as number;
      row[word] = (row[word] as number) + ((id - (ids[component] as number)) << (layout.shift[component] as number));
    });
    expect(unpack(row, layout)).toEqual(next);
  });
  fc.assert(added, parameters);
});

test("so many bits tell so many ids apart", () => {
  expect([1, 2, 3, 4, 5, 8, 9, 2 ** 30, 2 ** 30 + 1, 2 ** 31].map(bitsFor)).toEqual([1, 1, 2, 2, 3, 3, 4, 30, 31, 31]);
});
