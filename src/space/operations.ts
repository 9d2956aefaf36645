/**
 * Blind updates, memoised: for each distinct update of a component a table from the component's id before to its id after. "Add these two messages to
 * the inbox of acceptor 1" is worked out once for each inbox it meets.
 */
import type { Update } from "../define/system.ts";
import { canonicalText } from "../define/value.ts";
import { grown } from "./batch.ts";
import type { Domain } from "./interner.ts";
import { Tuples } from "./tuples.ts";

export class Operations {
  /** The component that each operation changes. */
  readonly component: number[] = [];
  /** By operation and id before: the id after, plus 1; 0 where it is not known yet. */
  readonly table: Int32Array[] = [];
  /** By operation, whether the order among its like does not matter. */
  readonly commutes: boolean[] = [];
  private readonly updates: Update[] = [];
  /** Operations with the ids they met, and the ids after, where that is not in a table. */
  private readonly pairs = new Tuples();
  private readonly results: number[] = [];
  /** By component, updates met before as the same object, whose key need not be looked at again. */
  private readonly seen: readonly WeakMap<Update, number>[];
  private readonly numbers: Map<string, number>[];
  private readonly domains: readonly Domain[];

  constructor(domains: readonly Domain[]) {
    this.domains = domains;
    this.numbers = domains.map(() => new Map());
    this.seen = domains.map(() => new WeakMap());
  }

  /** The number of an update; updates of one component with equal keys are one operation. */
  numberOf(component: number, update: Update): number {
    const seen = this.seen[component] as WeakMap<Update, number>;
    const same = seen.get(update);
    if (same !== undefined) return same;
    const number = this.numberByKey(component, update);
    seen.set(update, number);
    return number;
  }

  private numberByKey(component: number, update: Update): number {
    const numbers = this.numbers[component] as Map<string, number>;
    const key = canonicalText(update.key);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = this.updates.length;
    numbers.set(key, number);
    this.updates.push(update);
    this.commutes.push(update.commutes === true);
    this.component.push(component);
    this.table.push(new Int32Array(16));
    return number;
  }

  /** The id after an operation that meets most ids never: what it did is remembered by the pair of the two, and not in its table. */
  after(operation: number, id: number): number {
    const number = this.pairs.numberOf([operation, id]);
    this.results[number] ??= this.apply(operation, id);
    return this.results[number] as number;
  }

  /** Runs an operation that has not met this id before, remembers the result, and returns it as the table has it. */
  learn(operation: number, id: number): number {
    const after = this.apply(operation, id);
    let table = this.table[operation] as Int32Array;
    if (id >= table.length) this.table[operation] = table = grown(table, 2 ** Math.ceil(Math.log2(id + 1)));
    table[id] = after + 1;
    return after + 1;
  }

  private apply(operation: number, id: number): number {
    const domain = this.domains[this.component[operation] as number] as Domain;
    return domain.idOf((this.updates[operation] as Update).apply(domain.values[id]));
  }
}
