/** A hash of packed rows: multiply and fold a word at a time, then mix. It only spreads rows over the table; equality is decided by the rows. */
export function hashRow(rows: Int32Array, base: number, words: number): number {
  let hash = 0;
  for (let word = 0; word < words; word++) {
    hash = Math.imul(hash ^ (rows[base + word] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
