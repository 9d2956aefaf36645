/**
 * A fixed piece of work that resembles a search, in plain JavaScript: numbers are mixed, and half of them are new to an open hash table that is larger than
 * the caches. It must never change, because committed ratios are to it.
 */
const SLOTS = 2 ** 23;
const DRAWS = 8_000_000;

const table = new Int32Array(SLOTS);
let distinct = 0;

for (let draw = 0; draw < DRAWS; draw++) {
  const key = mixed(draw % (DRAWS / 2)) | 1;
  let slot = mixed(key) & (SLOTS - 1);
  while (table[slot] !== 0 && table[slot] !== key) slot = (slot + 1) & (SLOTS - 1);
  if (table[slot] === key) continue;
  table[slot] = key;
  distinct++;
}
process.stdout.write(`${distinct}\n`);

function mixed(key: number): number {
  let bits = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
