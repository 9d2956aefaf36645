/**
 * The ids that the places of the properties have in a row, for the present layout. This is asked several times for every state, so word, shift and mask
 * of each place lie ready in arrays.
 */
import type { Layout } from "../space/layout.ts";
import type { Place, Projections } from "../space/projections.ts";

/** A step is two rows: places of the row after it are numbered from here. */
export const AFTER = 1 << 20;

export class PlaceIds {
  private readonly projections: Projections;
  private layout: Layout | undefined;
  private word = new Int32Array(0);
  private shift = new Int32Array(0);
  private mask = new Int32Array(0);
  /** Undefined for whole components. */
  private tables: (Int32Array | undefined)[] = [];

  constructor(projections: Projections) {
    this.projections = projections;
  }

  /** Must be called before ids are asked for, whenever the layout or the places may have changed. */
  fit(layout: Layout): void {
    const { places } = this.projections;
    if (layout === this.layout && places.length === this.word.length) return;
    this.layout = layout;
    const fieldOf = (of: Int32Array) => Int32Array.from(places, ({ component }) => of[component] as number);
    this.word = fieldOf(layout.word);
    this.shift = fieldOf(layout.shift);
    this.mask = fieldOf(layout.mask);
    this.tables = places.map(({ projection, table }) => (projection === undefined ? undefined : table));
  }

  idAt(number: number, rows: Int32Array, base: number): number {
    const field = rows[base + (this.word[number] as number)] as number;
    const id = (field >>> (this.shift[number] as number)) & (this.mask[number] as number);
    const table = this.tables[number];
    if (table === undefined) return id;
    const known = id < table.length ? (table[id] as number) : 0;
    return known !== 0 ? known - 1 : this.learn(number, id);
  }

  private learn(number: number, id: number): number {
    const place = this.projections.places[number] as Place;
    const projected = this.projections.idAt(place, id);
    this.tables[number] = place.table;
    return projected;
  }
}
