/** Packing in its plainest form, for tests of what uses layouts. */
import type { Layout } from "../../src/space/layout.ts";

export function pack(ids: readonly number[], { words, word, shift }: Layout): Int32Array {
  const row = new Int32Array(words);
  ids.forEach((id, component) => {
    const at = word[component] as number;
    row[at] = (row[at] as number) | (id << (shift[component] as number));
  });
  return row;
}

export function unpack(row: Int32Array, { word, shift, mask }: Layout): number[] {
  return [...word].map(
    (at, component) => ((row[at] as number) >>> (shift[component] as number)) & (mask[component] as number),
  );
}
