/**
 * The effects of a group, memoised: for each combination of ids of the components it reads, a block of ready-made steps. Blocks are kept twice: as
 * they are (component, id before, id after), and encoded for the present layout as word differences, which is what the search adds up.
 *
 * An encoded block is: the number of steps, and how many of them are kept; the components they change, and those they change by updates that commute, as masks; the number of the block;
 * who watches anything that its steps change, and when that was worked out (watch.ts); then for each step one difference a word, the difference of the
 * row's share (shares.ts), the number of its operations, and their numbers.
 */
import type { Effect, Group } from "../define/system.ts";
import { grown } from "./batch.ts";
import { bitOf } from "./component-mask.ts";
import type { Domain } from "./interner.ts";
import type { Layout } from "./layout.ts";
import type { Operations } from "./operations.ts";
import { type Piece, Pieces } from "./pieces.ts";
import { weightOf } from "./shares.ts";
import type { Watch } from "./watch.ts";

/** Up to this many bits of ids a group's table is indexed directly; beyond it, hashed. */
const DIRECT_BITS = 20;

/** What comes before the steps of an encoded block, and where in it. */
export const BLOCK_HEADER = 7;
export const KEPT = 1;
export const CHANGES = 2;
export const COMMUTING = 3;
const NUMBER = 4;
const WATCHERS = 5;
const GENERATION = 6;

/** The offset of the block without steps. 0 is kept for "not known yet". */
export const EMPTY_BLOCK = 1;

export class Effects {
  /** Encoded blocks, one after the other. */
  code: Int32Array = new Int32Array(1 << 12);
  private end = 0;
  /** The same blocks in no layout: how many steps there are, how many are kept, and those. */
  private plain: Int32Array = new Int32Array(1 << 12);
  private plainEnd = 0;
  /** All that has been put there. */
  private mixed = 0;
  /** Where each block starts in `plain`. */
  private readonly starts: number[] = [];
  private readonly pieces: Pieces;
  private readonly domains: readonly Domain[];
  private readonly operations: Operations;
  private layout: Layout;

  constructor(domains: readonly Domain[], operations: Operations, layout: Layout) {
    this.domains = domains;
    this.operations = operations;
    this.pieces = new Pieces(domains, operations);
    this.layout = layout;
    this.clear();
  }

  /**
   * Keeps the effects of a group for one combination of ids and returns the number of their block. A step that changes nothing leads back to where it was
   * taken, and of several steps that do the same one is enough: such steps are counted and not kept.
   */
  add(effects: readonly Effect[], { reads }: Group, ids: Int32Array): number {
    const block = this.starts.push(this.plainEnd) - 1;
    this.put(effects.length);
    const steps = this.plainEnd;
    this.put(0);
    const known = effects.length > 1 ? new Map<number, number>() : undefined;
    for (const effect of effects) {
      const start = this.plainEnd;
      if (this.putStep(this.pieces.of(effect, reads), ids) && !this.isRepeated(start, known))
        this.plain[steps] = (this.plain[steps] as number) + 1;
      else this.plainEnd = start;
    }
    for (let at = steps; at < this.plainEnd; at++) this.mix(this.plain[at] as number);
    return block;
  }

  /** Whether the step put last is one of the block's earlier ones, which are known by a hash. Of two that share one, a repetition may be missed, which does no harm. */
  private isRepeated(start: number, known: Map<number, number> | undefined): boolean {
    if (known === undefined) return false;
    let hash = 0;
    for (let at = start; at < this.plainEnd; at++) hash = (Math.imul(hash, 31) + (this.plain[at] as number)) | 0;
    const earlier = known.get(hash);
    if (earlier === undefined) known.set(hash, start);
    return earlier !== undefined && this.isSame(earlier, start);
  }

  /** Steps say how long they are before they differ in what comes after. */
  private isSame(earlier: number, start: number): boolean {
    for (let at = start; at < this.plainEnd; at++)
      if (this.plain[at] !== this.plain[earlier + at - start]) return false;
    return true;
  }

  /** The number of writes, then for each its component and the change of its id; the number of operations, then each. False if nothing changes. */
  private putStep({ writes, own, operations }: Piece, ids: Int32Array): boolean {
    const start = this.plainEnd;
    this.put(0);
    for (let at = 0; at < writes.length; at += 2)
      this.putChange(start, writes[at] as number, (writes[at + 1] as number) - (ids[writes[at] as number] as number));
    for (const operation of own) {
      const component = this.operations.component[operation] as number;
      const id = ids[component] as number;
      this.putChange(start, component, this.operations.after(operation, id) - id);
    }
    this.put(operations.length);
    for (const operation of operations) this.put(operation);
    return this.plainEnd > start + 2;
  }

  private putChange(start: number, component: number, change: number): void {
    if (change === 0) return;
    this.plain[start] = (this.plain[start] as number) + 1;
    this.put(component);
    this.put(change);
  }

  private put(value: number): void {
    if (this.plainEnd === this.plain.length) this.plain = grown(this.plain, 2 * this.plain.length);
    this.plain[this.plainEnd++] = value;
  }

  private mix(value: number): void {
    this.mixed = (Math.imul(this.mixed, 31) + value) | 0;
  }

  get count(): number {
    return this.starts.length;
  }

  /** Starts over with an empty code area for another layout; blocks are encoded again as they are asked for. */
  relayout(layout: Layout): void {
    this.layout = layout;
    this.clear();
  }

  private clear(): void {
    this.code.fill(0, 0, 2);
    this.end = 2;
  }

  /** Encodes a block for the present layout and returns where it starts. */
  encode(block: number): number {
    const { plain, layout } = this;
    const { words, word, shift } = layout;
    let from = this.starts[block] as number;
    const count = plain[from++] as number;
    const steps = plain[from++] as number;
    if (count === 0) return EMPTY_BLOCK;
    this.makeRoom(block, steps);
    const { code, end: start } = this;
    let at = start + BLOCK_HEADER;
    let changes = 0;
    let commuting = 0;
    for (let step = 0; step < steps; step++) {
      code.fill(0, at, at + words + 1);
      for (let left = plain[from++] as number; left > 0; left--) {
        const component = plain[from++] as number;
        const change = plain[from++] as number;
        changes |= bitOf(component);
        const place = at + (word[component] as number);
        code[place] = (code[place] as number) + (change << (shift[component] as number));
        code[at + words] = (code[at + words] as number) + Math.imul(weightOf(component), change);
      }
      at += words + 1;
      const operations = plain[from++] as number;
      code[at++] = operations;
      for (let left = operations; left > 0; left--) {
        const operation = plain[from++] as number;
        const bit = bitOf(this.operations.component[operation] as number);
        if (this.operations.commutes[operation]) commuting |= bit;
        else changes |= bit;
        code[at++] = operation;
      }
    }
    code[start] = count;
    code[start + KEPT] = steps;
    code[start + CHANGES] = changes;
    code[start + COMMUTING] = commuting;
    code[start + NUMBER] = block;
    code[start + GENERATION] = -1;
    this.end = at;
    return start;
  }

  /** The same number for all who have learned the same; two who have not are very likely to differ. */
  get signature(): number {
    return this.domains.reduce((sum, { size }) => (Math.imul(sum, 31) + size) | 0, this.mixed);
  }

  /** Who watches anything that a step of an encoded block changes, where its group reads these ids. */
  watchers(at: number, ids: Int32Array, watch: Watch): number {
    const { code } = this;
    if (code[at + GENERATION] !== watch.generation) {
      code[at + WATCHERS] = this.findWatchers(code[at + NUMBER] as number, ids, watch);
      code[at + GENERATION] = watch.generation;
    }
    return code[at + WATCHERS] as number;
  }

  /** Of an update it is not known what it changes, so whoever looks at the component counts. */
  private findWatchers(block: number, ids: Int32Array, watch: Watch): number {
    const { plain, operations } = this;
    let from = (this.starts[block] as number) + 1;
    let mask = 0;
    for (let steps = plain[from++] as number; steps > 0; steps--) {
      for (let left = plain[from++] as number; left > 0; left--) {
        const component = plain[from++] as number;
        const before = ids[component] as number;
        mask |= watch.between(component, before, before + (plain[from++] as number));
      }
      for (let left = plain[from++] as number; left > 0; left--)
        mask |= watch.of(operations.component[plain[from++] as number] as number);
    }
    return mask;
  }

  /** A block is never longer encoded than plain but for its header and its differences. */
  private makeRoom(block: number, steps: number): void {
    const length =
      (this.starts[block + 1] ?? this.plainEnd) -
      (this.starts[block] as number) +
      BLOCK_HEADER +
      steps * (this.layout.words + 1);
    if (this.end + length > this.code.length) this.code = grown(this.code, 2 * (this.end + length));
  }
}

/** Finds the block for the ids a group reads: directly when their bits are few, else by hashing. */
export class GroupTable {
  readonly group: Group;
  /** The known combinations of ids, one after the other, and the block of each. */
  private known: Int32Array;
  private readonly blocks: number[] = [];
  /** Direct: offsets by packed ids. Hashed: entry numbers + 1 by slot. */
  private table: Int32Array = new Int32Array(0);
  private offsets: Int32Array = new Int32Array(0);
  private isDirect = true;
  private shifts: readonly number[] = [];

  constructor(group: Group) {
    this.group = group;
    this.known = new Int32Array(8 * Math.max(1, group.reads.length));
  }

  /** The offset of the block for the given ids, or 0 if it has yet to be computed. */
  find(ids: Int32Array): number {
    const { reads } = this.group;
    if (this.isDirect) return this.table[this.packed(ids)] as number;
    const mask = this.table.length - 1;
    for (let slot = this.hash(ids) & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.table[slot] as number) - 1;
      if (entry < 0) return 0;
      let position = 0;
      while (position < reads.length && this.known[entry * reads.length + position] === ids[reads[position] as number])
        position++;
      if (position === reads.length) return this.offsets[entry] as number;
    }
  }

  /** Remembers the block of a new combination of ids. */
  add(ids: Int32Array, block: number, offset: number): void {
    const { reads } = this.group;
    const entry = this.blocks.push(block) - 1;
    if ((entry + 1) * reads.length > this.known.length) this.known = grown(this.known, 2 * this.known.length);
    reads.forEach((component, position) => {
      this.known[entry * reads.length + position] = ids[component] as number;
    });
    if (entry >= this.offsets.length) this.offsets = grown(this.offsets, 2 * entry + 8);
    this.offsets[entry] = offset;
    if (this.isDirect) this.table[this.packed(ids)] = offset;
    else if (2 * this.blocks.length > this.table.length) this.rehash();
    else this.link(entry);
  }

  /** Lays the table out again, with every known block encoded anew. */
  relayout(layout: Layout, encode: (block: number) => number): void {
    const { reads } = this.group;
    let bits = 0;
    this.shifts = reads.map((component) => {
      const shift = bits;
      bits += layout.width[component] as number;
      return shift;
    });
    this.isDirect = bits <= DIRECT_BITS;
    this.offsets = Int32Array.from(this.blocks, encode);
    if (this.isDirect) this.indexDirectly(bits);
    else this.rehash();
  }

  private indexDirectly(bits: number): void {
    const { reads } = this.group;
    this.table = new Int32Array(2 ** bits);
    for (let entry = 0; entry < this.blocks.length; entry++) {
      let key = 0;
      this.shifts.forEach((shift, position) => {
        key |= (this.known[entry * reads.length + position] as number) << shift;
      });
      this.table[key] = this.offsets[entry] as number;
    }
  }

  private packed(ids: Int32Array): number {
    const { reads } = this.group;
    let key = 0;
    for (let position = 0; position < reads.length; position++) {
      key |= (ids[reads[position] as number] as number) << (this.shifts[position] as number);
    }
    return key;
  }

  private hash(ids: Int32Array): number {
    let hash = 0;
    for (const component of this.group.reads)
      hash = Math.imul(hash ^ (ids[component] as number), 0x9e3779b1) + (hash >>> 15);
    return hash ^ (hash >>> 16);
  }

  private rehash(): void {
    this.table = new Int32Array(Math.max(16, 2 ** Math.ceil(Math.log2(4 * (this.blocks.length + 1)))));
    for (let entry = 0; entry < this.blocks.length; entry++) this.link(entry);
  }

  private link(entry: number): void {
    const { reads } = this.group;
    const mask = this.table.length - 1;
    let hash = 0;
    for (let position = 0; position < reads.length; position++) {
      hash = Math.imul(hash ^ (this.known[entry * reads.length + position] as number), 0x9e3779b1) + (hash >>> 15);
    }
    let slot = (hash ^ (hash >>> 16)) & mask;
    while (this.table[slot] !== 0) slot = (slot + 1) & mask;
    this.table[slot] = entry + 1;
  }
}
