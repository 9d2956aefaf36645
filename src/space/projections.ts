/**
 * What properties read: a component, or a part of one (a node's local state without its inbox, the accepts in an inbox). Each such place has its own
 * dense ids, found from the component's id by a table, so that two states in which a property reads the same are seen to be the same to it.
 */
import type { Projection } from "../define/system.ts";
import { grown } from "./batch.ts";
import { Domain, type Interner } from "./interner.ts";

export interface Place {
  readonly component: number;
  readonly projection: Projection | undefined;
  readonly domain: Domain;
  /** By component id: the id of the projected value plus 1, or 0 if not known yet. Unused for whole components. */
  table: Int32Array;
}

export class Projections {
  readonly places: Place[] = [];
  private readonly numbers: Map<Projection | undefined, number>[];
  private readonly interner: Interner;
  private readonly domains: readonly Domain[];
  private readonly names: readonly string[];

  constructor(interner: Interner, domains: readonly Domain[], names: readonly string[]) {
    this.interner = interner;
    this.domains = domains;
    this.names = names;
    this.numbers = domains.map(() => new Map());
  }

  numberOf(component: number, projection: Projection | undefined): number {
    const numbers = this.numbers[component] as Map<Projection | undefined, number>;
    const known = numbers.get(projection);
    if (known !== undefined) return known;
    const domain =
      projection === undefined
        ? (this.domains[component] as Domain)
        : new Domain(this.interner, `${projection.name} of ${this.names[component]}`);
    const number = this.places.push({ component, projection, domain, table: new Int32Array(16) }) - 1;
    numbers.set(projection, number);
    return number;
  }

  /** The id that a place has when its component has the given id. */
  idAt(place: Place, id: number): number {
    if (place.projection === undefined) return id;
    const known = id < place.table.length ? (place.table[id] as number) : 0;
    return known !== 0 ? known - 1 : this.learn(place, place.projection, id);
  }

  private learn(place: Place, projection: Projection, id: number): number {
    const projected = place.domain.idOf(projection.of((this.domains[place.component] as Domain).values[id]));
    if (id >= place.table.length) place.table = grown(place.table, 2 ** Math.ceil(Math.log2(id + 1)));
    place.table[id] = projected + 1;
    return projected;
  }
}
