/**
 * Who reads what: the parts of properties, by the places they have ever read. A part need not look at a state again that differs from one it has looked at
 * in no such place: it would read the same, and so say the same. Which parts a change of one component concerns is kept in a small cache, since the same
 * few changes come again and again.
 *
 * Sets of parts are bits, 32 a word.
 */
import { grown } from "../space/batch.ts";
import { bitOf } from "../space/component-mask.ts";
import { type Layout, WORD } from "../space/layout.ts";
import type { Place, Projections } from "../space/projections.ts";
import type { Watch } from "../space/watch.ts";

/** Changes remembered for each component, as a power of two. */
const CACHED = 12;
/** An entry of the cache begins with the id before plus 1 (0 is an empty entry) and the id after. */
const KEY = 2;

export class Readers implements Watch {
  generation = 0;
  components = 0;
  touched = 0;
  /** The parts concerned by the difference between the rows compared last. */
  readonly concerned: Int32Array;
  private readonly projections: Projections;
  private readonly words: number;
  /** By place, the parts that have read it. */
  private parts: Int32Array = new Int32Array(0);
  /** By component, the places in it that anybody has read. */
  private readonly places: number[][];
  /** By component that anybody has read, what is known of its changes. */
  private readonly caches: (Int32Array | undefined)[];

  constructor(projections: Projections, components: number, parts: number) {
    this.projections = projections;
    this.words = Math.max(1, Math.ceil(parts / 32));
    this.concerned = new Int32Array(this.words);
    this.places = Array.from({ length: components }, () => []);
    this.caches = Array.from({ length: components }, () => undefined);
  }

  /** Notes that a part has read a place. */
  note(part: number, place: number): void {
    const { words } = this;
    const at = place * words + (part >>> 5);
    if (at >= this.parts.length) this.parts = grown(this.parts, 2 * (place + 1) * words);
    const known = this.parts[at] as number;
    this.parts[at] = known | bitOf(part);
    if (known === this.parts[at]) return;
    this.generation++;
    const { component } = this.projections.places[place] as Place;
    const places = this.places[component] as number[];
    if (!places.includes(place)) places.push(place);
    const cache = this.caches[component];
    if (cache !== undefined) cache.fill(0);
    else this.follow(component);
  }

  private follow(component: number): void {
    this.caches[component] = new Int32Array((KEY + this.words) << CACHED);
    this.components |= bitOf(component);
  }

  /** Works out which parts the difference between two rows concerns. */
  compare(layout: Layout, rows: Int32Array, base: number, others: Int32Array, otherBase: number): void {
    const { words, owner, field, shift, mask } = layout;
    const { caches } = this;
    this.concerned.fill(0);
    for (let word = 0; word < words; word++) {
      const one = rows[base + word] as number;
      const other = others[otherBase + word] as number;
      for (let bits = one ^ other; bits !== 0; ) {
        const component = owner[WORD * word + 31 - Math.clz32(bits)] as number;
        bits &= ~(field[component] as number);
        const cache = caches[component];
        if (cache === undefined) continue;
        const right = shift[component] as number;
        const ids = mask[component] as number;
        this.concern(cache, component, (other >>> right) & ids, (one >>> right) & ids);
      }
    }
  }

  /** There is nothing to compare with: everything concerns everybody. */
  concernAll(): void {
    this.concerned.fill(-1);
  }

  private concern(cache: Int32Array, component: number, before: number, after: number): void {
    const { concerned, words } = this;
    const entry = this.entry(cache, component, before, after);
    for (let word = 0; word < words; word++)
      concerned[word] = (concerned[word] as number) | (cache[entry + KEY + word] as number);
  }

  /** Where the parts that a change of a component concerns stand in its cache. */
  private entry(cache: Int32Array, component: number, before: number, after: number): number {
    const hash = Math.imul(Math.imul(before, 0x9e3779b1) + after, 0x85ebca6b);
    const entry = (hash >>> (32 - CACHED)) * (KEY + this.words);
    if (cache[entry] !== before + 1 || cache[entry + 1] !== after) this.workOut(cache, entry, component, before, after);
    return entry;
  }

  private workOut(cache: Int32Array, entry: number, component: number, before: number, after: number): void {
    const { projections, parts, words } = this;
    cache[entry] = before + 1;
    cache[entry + 1] = after;
    cache.fill(0, entry + KEY, entry + KEY + words);
    for (const number of this.places[component] as number[]) {
      const place = projections.places[number] as Place;
      if (projections.idAt(place, before) === projections.idAt(place, after)) continue;
      for (let word = 0; word < words; word++) {
        const at = entry + KEY + word;
        cache[at] = (cache[at] as number) | (parts[number * words + word] as number);
      }
    }
  }

  /** From now on the step into the state being expanded is the one compared last. */
  begin(): void {
    this.touched = folded(this.concerned, 0, this.words);
  }

  between(component: number, before: number, after: number): number {
    const cache = this.caches[component];
    if (cache === undefined || before === after) return 0;
    return folded(cache, this.entry(cache, component, before, after) + KEY, this.words);
  }

  of(component: number): number {
    const { parts, words } = this;
    return (this.places[component] as number[]).reduce((mask, place) => mask | folded(parts, place * words, words), 0);
  }
}

/** A set of parts in one word. */
function folded(sets: Int32Array, from: number, words: number): number {
  let mask = 0;
  for (let word = 0; word < words; word++) mask |= sets[from + word] as number;
  return mask;
}
