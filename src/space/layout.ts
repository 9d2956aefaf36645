/**
 * Where each component sits in a packed row: its word, its shift and its width. Components never straddle words, so that a step is a few word
 * additions. Widths grow as ids do; whatever room is left over in a word is given to its components, since every change of layout repacks all rows.
 */

import { bitOf } from "./component-mask.ts";

/** The most bits one component may need: ids stay positive 32-bit integers. */
export const MAX_WIDTH = 31;

export const WORD = 32;

export class Layout {
  /** The numbers of ids that it was made for. */
  readonly sizes: readonly number[];
  readonly words: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
  readonly width: Int32Array;
  /** The bits of each component within its word. */
  readonly field: Int32Array;
  /** The component to which each bit of a row belongs; bits are counted from the lowest of the first word. */
  readonly owner: Int32Array;

  /** Packs components with so many ids each into as few 32-bit words as first-fit decreasing finds. */
  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
    this.word = new Int32Array(sizes.length);
    this.shift = new Int32Array(sizes.length);
    this.width = Int32Array.from(sizes, bitsFor);
    const words = pack(this.width);
    this.words = Math.max(1, words.length);
    words.forEach((members, word) => {
      this.place(word, members, sizes);
    });
    this.mask = this.width.map((width) => 2 ** width - 1);
    this.field = this.mask.map((mask, component) => mask << (this.shift[component] as number));
    this.owner = new Int32Array(WORD * this.words);
    this.width.forEach((width, component) => {
      const first = WORD * (this.word[component] as number) + (this.shift[component] as number);
      this.owner.fill(component, first, first + width);
    });
  }

  /** Lays the members of one word side by side. Spare bits go, one by one, to whichever member is then nearest to outgrowing its field. */
  private place(word: number, members: readonly number[], sizes: readonly number[]): void {
    const fullness = (member: number) => (sizes[member] as number) / 2 ** (this.width[member] as number);
    for (let spare = WORD - this.bitsOf(members); spare > 0; spare--) {
      const receivers = members.filter((member) => (this.width[member] as number) < MAX_WIDTH);
      if (receivers.length === 0) break;
      const fullest = receivers.reduce((best, member) => (fullness(member) > fullness(best) ? member : best));
      this.width[fullest] = (this.width[fullest] as number) + 1;
    }
    let shift = 0;
    for (const member of members) {
      this.word[member] = word;
      this.shift[member] = shift;
      shift += this.width[member] as number;
    }
  }

  private bitsOf(members: readonly number[]): number {
    return members.reduce((sum, member) => sum + (this.width[member] as number), 0);
  }

  /** The components in which two rows differ, as a mask. */
  difference(rows: Int32Array, base: number, otherRows: Int32Array, otherBase: number): number {
    const { words, owner, field } = this;
    let difference = 0;
    for (let word = 0; word < words; word++) {
      let bits = (rows[base + word] as number) ^ (otherRows[otherBase + word] as number);
      while (bits !== 0) {
        const component = owner[WORD * word + 31 - Math.clz32(bits)] as number;
        difference |= bitOf(component);
        bits &= ~(field[component] as number);
      }
    }
    return difference;
  }

  fits(component: number, id: number): boolean {
    return id <= (this.mask[component] as number);
  }
}

/** The members of each word: as few words as first-fit needs, and then as evenly filled as they can be, so that each has room to grow. */
function pack(bits: Int32Array): number[][] {
  const widestFirst = [...bits.keys()].sort((a, b) => (bits[b] as number) - (bits[a] as number) || a - b);
  const tight = fill(bits, widestFirst, [], (words, need) => words.find(({ free }) => free >= need));
  const empty = tight.map(() => ({ members: [], free: WORD }));
  const even = fill(bits, widestFirst, empty, (words, need) => {
    const emptiest = words.reduce((best, word) => (word.free > best.free ? word : best));
    return emptiest.free >= need ? emptiest : undefined;
  });
  return (even.length > tight.length ? tight : even).map(({ members }) => members.sort((a, b) => a - b));
}

interface Word {
  readonly members: number[];
  free: number;
}

function fill(
  bits: Int32Array,
  order: readonly number[],
  words: Word[],
  choose: (words: Word[], need: number) => Word | undefined,
): Word[] {
  for (const component of order) {
    const need = bits[component] as number;
    const word = choose(words, need) ?? { members: [], free: WORD };
    if (word.members.length === 0 && !words.includes(word)) words.push(word);
    word.members.push(component);
    word.free -= need;
  }
  return words;
}

/** The bits needed to tell `size` ids apart, at least one. */
export function bitsFor(size: number): number {
  return Math.max(1, 32 - Math.clz32(size - 1));
}

/** Moves between two layouts: all fields that keep their distance within a word move together, under one mask. Usually that is nearly all of them. */
export class Translation {
  /** Four numbers a move: word before, mask there, bits to shift left (negative for right), word after. */
  private readonly moves: Int32Array;
  private readonly row: Int32Array;

  constructor(from: Layout, to: Layout) {
    const moves = new Map<string, { from: number; mask: number; left: number; to: number }>();
    from.width.forEach((_, component) => {
      const left = (to.shift[component] as number) - (from.shift[component] as number);
      const move = { from: from.word[component] as number, mask: 0, left, to: to.word[component] as number };
      const key = `${move.from} ${move.to} ${left}`;
      const known = moves.get(key) ?? move;
      known.mask |= (from.mask[component] as number) << (from.shift[component] as number);
      moves.set(key, known);
    });
    this.moves = Int32Array.from(
      [...moves.values()].flatMap(({ from: before, mask, left, to: after }) => [before, mask, left, after]),
    );
    this.row = new Int32Array(to.words);
  }

  /** Reads the row at `source` and writes it at `target` of the same array; the two may overlap. */
  apply(rows: Int32Array, source: number, target: number): void {
    const { moves, row } = this;
    for (let word = 0; word < row.length; word++) row[word] = 0;
    for (let at = 0; at < moves.length; at += 4) {
      const left = moves[at + 2] as number;
      const field = (rows[source + (moves[at] as number)] as number) & (moves[at + 1] as number);
      const word = moves[at + 3] as number;
      row[word] = (row[word] as number) | (left >= 0 ? field << left : field >>> -left);
    }
    for (let word = 0; word < row.length; word++) rows[target + word] = row[word] as number;
  }
}
