/**
 * Where each component sits in a packed row: its word, its shift and its width. Components never straddle words, so that a step is a few word
 * additions. Widths grow as ids do; whatever room is left over in a word is given to its components, since every change of layout repacks all rows.
 */

/** The most bits one component may need: ids stay positive 32-bit integers. */
export const MAX_WIDTH = 31;

export class Layout {
  readonly words: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
  readonly width: Int32Array;

  /** Packs components that need `bits[c]` bits each into as few 32-bit words as first-fit decreasing finds. */
  constructor(bits: readonly number[]) {
    this.word = new Int32Array(bits.length);
    this.shift = new Int32Array(bits.length);
    this.width = new Int32Array(bits.length);
    const words = pack(bits);
    this.words = Math.max(1, words.length);
    words.forEach((members, word) => {
      this.place(word, members, bits);
    });
    this.mask = this.width.map((width) => 2 ** width - 1);
  }

  /** Lays the members of one word side by side, the spare bits shared out among those that have shown that they grow. */
  private place(word: number, members: readonly number[], bits: readonly number[]): void {
    let spare = 32 - members.reduce((sum, member) => sum + (bits[member] as number), 0);
    const growing = members.filter((member) => (bits[member] as number) > 3);
    const receivers = growing.length > 0 ? growing : members;
    for (const member of members) this.width[member] = bits[member] as number;
    for (let turn = 0; spare > 0 && turn < MAX_WIDTH * receivers.length; turn++) {
      const receiver = receivers[turn % receivers.length] as number;
      if ((this.width[receiver] as number) >= MAX_WIDTH) continue;
      (this.width[receiver] as number)++;
      spare--;
    }
    let shift = 0;
    for (const member of members) {
      this.word[member] = word;
      this.shift[member] = shift;
      shift += this.width[member] as number;
    }
  }

  fits(component: number, id: number): boolean {
    return id <= (this.mask[component] as number);
  }
}

function pack(bits: readonly number[]): number[][] {
  const words: { members: number[]; free: number }[] = [];
  const widestFirst = bits.map((_, component) => component).sort((a, b) => (bits[b] as number) - (bits[a] as number) || a - b);
  for (const component of widestFirst) {
    const need = bits[component] as number;
    let word = words.find(({ free }) => free >= need);
    if (word === undefined) words.push((word = { members: [], free: 32 }));
    word.members.push(component);
    word.free -= need;
  }
  return words.map(({ members }) => members.sort((a, b) => a - b));
}

/** The bits needed to tell `size` ids apart, at least one. */
export function bitsFor(size: number): number {
  return Math.max(1, 32 - Math.clz32(size - 1));
}
