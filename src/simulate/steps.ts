/**
 * The steps of a system one at a time, on integers. The search builds all successors of a state at once and packed; a walk takes one of them, so here the
 * effects of a group are remembered one by one, as the ids they write and with the event that each step is.
 *
 * In the code area lie blocks (how many steps, and where each is) and steps (the event; how many components it writes, and for each its number and
 * its new id; how many updates, and their numbers).
 */
import type { Effect, Group } from "../define/system.ts";
import { grown } from "../space/batch.ts";
import { GroupTable } from "../space/effects.ts";
import type { Domain } from "../space/interner.ts";
import { Operations } from "../space/operations.ts";
import type { Space } from "../space/space.ts";
import { Traits } from "./traits.ts";

/** 0 means "not known yet" in the tables. */
const FIRST_OFFSET = 1;

export class Steps<State> {
  readonly space: Space<State>;
  readonly traits = new Traits();
  /** Actions that some state met so far enables. */
  readonly exercised = new Set<string>();
  code: Int32Array = new Int32Array(1 << 12);
  /** What `take` has just changed, as far as its result says. */
  touched: Int32Array = new Int32Array(8);
  private end = FIRST_OFFSET;
  /** Where each effect has been put; one that is the same in many states is put once. */
  private readonly known = new WeakMap<Effect, number>();
  private readonly operations: Operations;
  private readonly tables: readonly GroupTable[];
  private layout: Space<State>["layout"] | undefined;

  constructor(space: Space<State>) {
    this.space = space;
    this.operations = new Operations(space.domains);
    this.tables = space.system.groups.map((group) => new GroupTable(group));
    this.fit();
  }

  /** Has to be called when ids may have outgrown the space's layout, before they are looked up. */
  fit(): void {
    const { space } = this;
    if (space.domains.some(({ size }, component) => !space.layout.fits(component, size - 1)))
      space.relayout(space.fittingLayout());
    if (this.layout === space.layout) return;
    this.layout = space.layout;
    for (const table of this.tables) table.relayout(space.layout, (block) => block);
  }

  /** Where the block of a group lies for the ids of a state. */
  blockOf(group: number, ids: Int32Array): number {
    const table = this.tables[group] as GroupTable;
    return table.find(ids) || this.learn(table, ids);
  }

  private learn(table: GroupTable, ids: Int32Array): number {
    const effects = table.group.expand(this.valuesRead(table.group, ids));
    for (const { action } of effects) if (action !== null) this.exercised.add(action);
    const steps = effects.map((effect) => this.stepOf(effect));
    const block = this.end;
    this.put(steps.length);
    for (const step of steps) this.put(step);
    table.add(ids, block, block);
    return block;
  }

  private valuesRead({ reads }: Group, ids: Int32Array) {
    return reads.map((component) => (this.space.domains[component] as Domain).values[ids[component] as number]);
  }

  private stepOf(effect: Effect): number {
    let step = this.known.get(effect);
    if (step === undefined) {
      step = this.addStep(effect);
      this.known.set(effect, step);
    }
    return step;
  }

  private addStep({ event, writes, updates }: Effect): number {
    const { domains } = this.space;
    const step = this.end;
    this.put(this.traits.numberOf(event));
    this.put(writes.length);
    for (const [component, value] of writes) {
      this.put(component);
      this.put((domains[component] as Domain).idOf(value));
    }
    if (writes.length + updates.length > this.touched.length)
      this.touched = new Int32Array(2 * (writes.length + updates.length));
    this.put(updates.length);
    for (const [component, update] of updates) this.put(this.operations.numberOf(component, update));
    return step;
  }

  private put(value: number): void {
    if (this.end === this.code.length) this.code = grown(this.code, 2 * this.code.length);
    this.code[this.end++] = value;
  }

  /** Takes a step: changes the ids. Returns how many components it may have changed; they are in `touched`. */
  take(step: number, ids: Int32Array): number {
    const { code, operations, touched } = this;
    let at = step + 1;
    let count = 0;
    for (let left = code[at++] as number; left > 0; left--) {
      const component = code[at++] as number;
      ids[component] = code[at++] as number;
      touched[count++] = component;
    }
    for (let left = code[at++] as number; left > 0; left--) {
      const operation = code[at++] as number;
      const component = operations.component[operation] as number;
      const id = ids[component] as number;
      const table = operations.table[operation] as Int32Array;
      const next = id < table.length ? (table[id] as number) : 0;
      ids[component] = (next || operations.learn(operation, id)) - 1;
      touched[count++] = component;
    }
    return count;
  }
}
