// The visited set against a Map: it keeps every row once, in the order of discovery, whatever their hashes are and however the layout changes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashRow } from "../../src/explore/hash.ts";
import { NO_PARENT, reserveArena, Visited } from "../../src/explore/visited.ts";
import { Batch } from "../../src/space/batch.ts";
import { Layout } from "../../src/space/layout.ts";
import { pack, unpack } from "../space/packing.ts";

const MEMORY = 2 ** 24;

/** Takes rows in by batches; the numbers of those that are new. The first row of all has to be 0, as the first state's is. */
function taken(visited: Visited, rows: readonly Int32Array[], words: number, size = 512): number[] {
  const found: number[] = [];
  const batch = new Batch(size, words);
  for (let start = 0; start < rows.length; start += size) {
    const part = rows.slice(start, start + size);
    batch.reserve(part.length);
    part.forEach((row, at) => {
      batch.rows.set(row, batch.size * words);
      batch.parents[batch.size++] = start + at - 1;
    });
    visited.take(batch, (state) => {
      found.push(state);
      return false;
    });
    expect(batch.size).toBe(0);
  }
  return found;
}

function rowsOf({ rows, size }: Visited, words: number): string[] {
  return Array.from({ length: size }, (_, state) => rows.slice(state * words, (state + 1) * words).join());
}

test("random rows are kept once each, in order", () => {
  const row = (words: number) => fc.array(fc.integer({ min: -2, max: 12 }), { minLength: words, maxLength: words });
  const some = fc.integer({ min: 1, max: 3 }).chain((words) =>
    fc.record({
      words: fc.constant(words),
      rows: fc.array(row(words), { maxLength: 400, size: "max" }),
      batch: fc.constantFrom(1, 3, 50, 512),
    }),
  );
  const exact = fc.property(some, ({ words, rows, batch }) => {
    const all = [Array.from({ length: words }, () => 0), ...rows].map((each) => Int32Array.from(each));
    const visited = new Visited(words, reserveArena(MEMORY));
    const found = taken(visited, all, words, batch);
    const distinct = [...new Set(all.map((each) => each.join()))];
    expect(rowsOf(visited, words)).toEqual(distinct);
    expect(found).toEqual(distinct.map((_, state) => state));
    expect(Array.from(visited.parents.slice(0, visited.size))).toEqual(
      distinct.map((text) => all.findIndex((each) => each.join() === text) - 1),
    );
    expect(taken(visited, all, words, batch)).toEqual([]);
    expect(all.map((each) => visited.find(each, 0))).toEqual(all.map((each) => distinct.indexOf(each.join())));
    expect(visited.find(new Int32Array(words).fill(99), 0)).toBe(-1);
  });
  fc.assert(exact, { numRuns: 200, seed: 8 });
});

/** A row of two words that has the hash of (0, 0): whatever the first word leads to, the second undoes. */
function colliding(first: number): Int32Array {
  const partial = Math.imul(first, 0x9e3779b1);
  const zero = 0;
  return Int32Array.of(first, partial ^ (partial >>> 15) ^ zero);
}

test("rows with one and the same hash are told apart", () => {
  const rows = Array.from({ length: 3000 }, (_, first) => colliding(first));
  expect(new Set(rows.map((row) => hashRow(row, 0, 2))).size).toBe(1);
  const visited = new Visited(2, reserveArena(MEMORY));
  expect(taken(visited, rows, 2)).toEqual(rows.map((_, state) => state));
  expect(taken(visited, rows, 2)).toEqual([]);
  expect(rows.map((row) => visited.find(row, 0))).toEqual(rows.map((_, state) => state));
  expect(visited.find(colliding(3000), 0)).toBe(-1);
  expect(rowsOf(visited, 2)).toEqual(rows.map((row) => row.join()));
});

test("the set keeps what it has while its table doubles", () => {
  const count = process.env.SYNOD_FULL ? 2_000_000 : 50_000;
  const rows = Array.from({ length: count }, (_, value) => Int32Array.of(Math.imul(value, 0x01000193)));
  const visited = new Visited(1, reserveArena(2 ** 26));
  expect(taken(visited, rows, 1).length).toBe(count);
  expect(taken(visited, rows, 1)).toEqual([]);
  expect(visited.rows.subarray(0, count)).toEqual(Int32Array.from(rows, ([value]) => value as number));
});

test("the set keeps what it has through changes of the layout", () => {
  const states = fc.array(fc.array(fc.nat({ max: 30 }), { minLength: 9, maxLength: 9 }), {
    maxLength: 200,
    size: "max",
  });
  const layouts = fc.array(fc.array(fc.integer({ min: 5, max: 26 }), { minLength: 9, maxLength: 9 }), {
    minLength: 2,
    maxLength: 5,
  });
  const same = fc.property(states, layouts, (rows, widths) => {
    const all = [Array.from({ length: 9 }, () => 0), ...rows];
    const [first, ...rest] = widths.map((each) => new Layout(each.map((bits) => 2 ** bits)));
    let layout = first as Layout;
    const visited = new Visited(layout.words, reserveArena(MEMORY));
    taken(
      visited,
      all.map((ids) => pack(ids, layout)),
      layout.words,
    );
    const distinct = [...new Set(all.map((ids) => ids.join()))];
    for (const next of rest) {
      visited.repack(layout, next);
      layout = next;
      const kept = Array.from({ length: visited.size }, (_, state) =>
        unpack(visited.rows.subarray(state * layout.words), layout).join(),
      );
      expect(kept).toEqual(distinct);
      expect(
        taken(
          visited,
          all.map((ids) => pack(ids, layout)),
          layout.words,
        ),
      ).toEqual([]);
    }
  });
  fc.assert(same, { numRuns: 100, seed: 9 });
});

test("the rest of a batch is dropped when the search has enough", () => {
  const visited = new Visited(1, reserveArena(MEMORY));
  const batch = new Batch(8, 1);
  batch.rows.set([0, 1, 2, 3]);
  batch.parents.fill(NO_PARENT);
  batch.size = 4;
  visited.take(batch, (state) => state === 1);
  expect([visited.size, batch.size]).toEqual([2, 0]);
});

test.each([1, 2, 5])("a small set of rows of %i words says that it is full before it is", (words) => {
  const visited = new Visited(words, reserveArena(2 ** 16));
  const row = (first: number) => Int32Array.from({ length: words }, (_, at) => (at === 0 ? first : 0));
  let size = 0;
  while (visited.hasRoomFor(100)) {
    const rows = Array.from({ length: 100 }, () => row(size++));
    taken(visited, rows, words);
  }
  expect(visited.size).toBe(size);
  expect(visited.size).toBeLessThanOrEqual(visited.parents.length);
  expect(visited.size * words).toBeLessThanOrEqual(visited.rows.length);
  expect(taken(visited, [row(5)], words)).toEqual([]);
});
