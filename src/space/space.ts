/**
 * A system compiled to integers. A state is a packed row of component ids; its successors are sums of precomputed differences. Definitions are only
 * asked about what has never been seen: a group's effects once for each combination of values it reads, an update once for each value it meets.
 *
 * A new id may need more bits than its component has in the present layout. The state at hand is then abandoned half expanded (`expand` says so), the
 * caller repacks its rows (`relayout`), and expands that state again: it is always expanded whole or not at all.
 */
import type { Event } from "../define/event.ts";
import type { Projection, System } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { SynodError } from "../errors.ts";
import type { Batch } from "./batch.ts";
import { Diamonds, MAX_VIA } from "./diamonds.ts";
import { BLOCK_HEADER, CHANGES, COMMUTING, Effects, EMPTY_BLOCK, GroupTable, KEPT } from "./effects.ts";
import { Domain, Interner } from "./interner.ts";
import { Layout, MAX_WIDTH } from "./layout.ts";
import type { Lessons } from "./lessons.ts";
import { Operations } from "./operations.ts";
import { Projections } from "./projections.ts";
import { weightOf } from "./shares.ts";
import type { Watch } from "./watch.ts";

/** Why a state could not be expanded. */
export const TOO_NARROW = -1;
export const WANTING = -2;

/** A step out of a state, worked out from the definition itself, with its event. */
export interface Successor {
  readonly event: Event;
  readonly ids: Int32Array;
}

export class Space<State> {
  readonly system: System<State>;
  readonly domains: readonly Domain[];
  readonly projections: Projections;
  /** The ids of the state being expanded. */
  readonly ids: Int32Array;
  /** Actions that some reachable state enables. */
  readonly exercised = new Set<string>();
  /** Successors that were built; the others were known to be old (diamonds.ts). */
  built = 0;
  layout: Layout;
  /** If given, all that is learned is noted here. */
  lessons: Lessons | undefined;
  /** If given, nothing is learned while expanding, and what would have been is noted here. */
  wanted: Lessons | undefined;
  private readonly weights: Int32Array;
  private readonly diamonds: Diamonds;
  private readonly interner = new Interner();
  private readonly operations: Operations;
  private readonly effects: Effects;
  private readonly groups: readonly GroupTable[];
  private overflowing = false;

  constructor(system: System<State>) {
    this.system = system;
    this.domains = system.components.map(({ name }) => new Domain(this.interner, name));
    this.ids = new Int32Array(system.components.length);
    this.weights = this.ids.map((_, component) => weightOf(component));
    this.operations = new Operations(this.domains);
    this.projections = new Projections(
      this.interner,
      this.domains,
      system.components.map(({ name }) => name),
    );
    for (const values of system.initial) this.idsOf(values);
    this.layout = this.fittingLayout();
    this.effects = new Effects(this.domains, this.operations, this.layout);
    this.groups = system.groups.map((group) => new GroupTable(group));
    this.diamonds = new Diamonds(system.groups);
    this.relayoutTables();
  }

  /** How often definitions were asked, for reports: one block a combination of ids that a group has read. */
  get blocks(): number {
    return this.effects.count;
  }

  idsOf(values: readonly Value[]): Int32Array {
    return Int32Array.from(this.domains, (domain, component) => domain.idOf(values[component]));
  }

  valuesOf(ids: ArrayLike<number>): Value[] {
    return this.domains.map((domain, component) => domain.values[ids[component] as number]);
  }

  /** Packs ids into a row, which must fit the layout. */
  pack(ids: ArrayLike<number>, rows: Int32Array, base: number): void {
    const { words, word, shift } = this.layout;
    rows.fill(0, base, base + words);
    for (let component = 0; component < ids.length; component++) {
      const at = base + (word[component] as number);
      rows[at] = (rows[at] as number) | ((ids[component] as number) << (shift[component] as number));
    }
  }

  unpack(rows: Int32Array, base: number, ids: Int32Array = this.ids): Int32Array {
    const { word, shift, mask } = this.layout;
    for (let component = 0; component < ids.length; component++) {
      ids[component] =
        ((rows[base + (word[component] as number)] as number) >>> (shift[component] as number)) &
        (mask[component] as number);
    }
    return ids;
  }

  /**
   * Adds the successors of a state to the batch. Returns how many it has, or says why it could add none: the layout has become too narrow, and the rows
   * have to be laid out anew first; or lessons are wanted.
   *
   * Left out, though counted, are successors that are known to be old because the steps to them commute with the step that first led to the state: one of
   * group `via` - 1, from the parent's row. With `via` 0 nothing is left out; nor are steps that somebody has to look at: whoever sees no change in
   * such a step, or saw none in the step into the state, and so the like of this one in the parent, need not.
   */
  expand(
    rows: Int32Array,
    state: number,
    batch: Batch,
    parentRows: Int32Array,
    parentBase: number,
    via: number,
    watch: Watch,
  ): number {
    const { groups, ids, effects, operations, diamonds, weights, wanted } = this;
    const base = state * this.layout.words;
    const { words, word, shift } = this.layout;
    const { component: operated, table: results } = operations;
    const before = batch.size;
    let size = before;
    let leftOut = 0;
    let isWanting = false;
    this.unpack(rows, base);
    const share = this.share(ids);
    const changed = via === 0 ? 0 : this.layout.difference(rows, base, parentRows, parentBase);
    const againstWrites = via === 0 ? 0 : diamonds.againstWrites(via - 1, changed);
    const againstUpdates = via === 0 ? 0 : diamonds.againstUpdates(via - 1) | (changed & watch.components);
    const { touched } = watch;
    for (let number = 0; number < groups.length; number++) {
      const group = groups[number] as GroupTable;
      let at = group.find(ids);
      if (at === 0) {
        if (wanted !== undefined) {
          wanted.block(number, ids, group.group.reads);
          isWanting = true;
          continue;
        }
        at = this.learn(group, number);
        if (this.overflowing) return this.abandon(batch, before, TOO_NARROW);
      }
      if (at === EMPTY_BLOCK) continue;
      const code = effects.code;
      const count = code[at] as number;
      if (
        number + 1 < via &&
        ((diamonds.reads[number] as number) & changed) === 0 &&
        ((code[at + CHANGES] as number) & againstWrites) === 0 &&
        ((code[at + COMMUTING] as number) & againstUpdates) === 0 &&
        (touched === 0 || (effects.watchers(at, ids, watch) & touched) === 0)
      ) {
        leftOut += count;
        continue;
      }
      let steps = code[at + KEPT] as number;
      leftOut += count - steps;
      at += BLOCK_HEADER;
      batch.size = size;
      batch.reserve(steps);
      const { rows: out, parents, via: ways, shares } = batch;
      const way = number < MAX_VIA ? number + 1 : 0;
      for (; steps > 0; steps--) {
        const target = size * words;
        for (let each = 0; each < words; each++)
          out[target + each] = (rows[base + each] as number) + (code[at++] as number);
        let sum = share + (code[at++] as number);
        for (let left = code[at++] as number; left > 0; left--) {
          const operation = code[at++] as number;
          const component = operated[operation] as number;
          const id = ids[component] as number;
          const result = results[operation] as Int32Array;
          let next = id < result.length ? (result[id] as number) : 0;
          if (next === 0) {
            if (wanted !== undefined) {
              wanted.operation(operation, id);
              isWanting = true;
              continue;
            }
            this.lessons?.operation(operation, id);
            next = operations.learn(operation, id);
            if (!this.layout.fits(component, next - 1)) return this.abandon(batch, before, TOO_NARROW);
          }
          const place = target + (word[component] as number);
          const change = next - 1 - id;
          out[place] = (out[place] as number) + (change << (shift[component] as number));
          sum += Math.imul(weights[component] as number, change);
        }
        shares[size] = sum;
        ways[size] = way;
        parents[size++] = state;
      }
    }
    if (isWanting) return this.abandon(batch, before, WANTING);
    batch.size = size;
    this.built += size - before;
    return size - before + leftOut;
  }

  private abandon<Reason>(batch: Batch, size: number, reason: Reason): Reason {
    batch.size = size;
    this.overflowing = false;
    return reason;
  }

  /** By which the searcher of a state is found (shares.ts). */
  share(ids: Int32Array): number {
    const { weights } = this;
    let sum = 0;
    for (let component = 0; component < ids.length; component++)
      sum += Math.imul(weights[component] as number, ids[component] as number);
    return sum | 0;
  }

  /** Asks the definition for the effects of a group in the present state. */
  private learn(table: GroupTable, number: number): number {
    const { group } = table;
    this.lessons?.block(number, this.ids, group.reads);
    const effects = group.expand(
      group.reads.map((component) => (this.domains[component] as Domain).values[this.ids[component] as number]),
    );
    for (const { action } of effects) if (action !== null) this.exercised.add(action);
    this.diamonds.learn(number, effects);
    const block = this.effects.add(effects, group, this.ids);
    const offset = this.effects.encode(block);
    table.add(this.ids, block, offset);
    this.overflowing = !this.fits;
    return offset;
  }

  /** Whether all ids there are have room in the present layout. */
  get fits(): boolean {
    const { domains, layout } = this;
    for (let component = 0; component < domains.length; component++)
      if (!layout.fits(component, (domains[component] as Domain).size - 1)) return false;
    return true;
  }

  /** Learns what a group does where the components it reads have these ids, unless it is known. The layout grows to fit them. */
  learnBlock(number: number, ids: ArrayLike<number>): void {
    const table = this.groups[number] as GroupTable;
    let fits = true;
    table.group.reads.forEach((component, position) => {
      this.ids[component] = ids[position] as number;
      fits &&= this.layout.fits(component, ids[position] as number);
    });
    if (!fits) this.relayout(this.fittingLayout());
    if (table.find(this.ids) === 0) this.learn(table, number);
  }

  learnOperation(operation: number, id: number): void {
    if (((this.operations.table[operation] as Int32Array)[id] ?? 0) === 0) this.operations.learn(operation, id);
  }

  /** How many components a group reads. */
  readsOf(number: number): number {
    return (this.groups[number] as GroupTable).group.reads.length;
  }

  /** The same number for all who have learned the same. */
  get signature(): number {
    return this.effects.signature;
  }

  /** Changes to a layout that has room for all ids there are; rows in the old one have to be repacked. */
  relayout(layout: Layout): void {
    this.layout = layout;
    this.effects.relayout(this.layout);
    this.relayoutTables();
  }

  /** A layout with room for all ids there are, and for so many more of each component. */
  fittingLayout(more = 0): Layout {
    const sizes = this.domains.map(({ size }) => size + more);
    const wide = sizes.findIndex((size) => size > 2 ** MAX_WIDTH);
    if (wide >= 0)
      throw new SynodError("tooLarge", `${this.system.components[wide]?.name} has more than 2^${MAX_WIDTH} values`);
    return new Layout(sizes);
  }

  private relayoutTables(): void {
    for (const group of this.groups) group.relayout(this.layout, (block) => this.effects.encode(block));
  }

  /** The successors of a state with their events, from the definition and not from what is remembered. */
  *successors(ids: Int32Array): Generator<Successor> {
    for (const { reads, expand } of this.system.groups) {
      for (const effect of expand(
        reads.map((component) => (this.domains[component] as Domain).values[ids[component] as number]),
      )) {
        const after = ids.slice();
        for (const [component, value] of effect.writes)
          after[component] = (this.domains[component] as Domain).idOf(value);
        for (const [component, update] of effect.updates) {
          const domain = this.domains[component] as Domain;
          after[component] = domain.idOf(update.apply(domain.values[after[component] as number]));
        }
        yield { event: effect.event, ids: after };
      }
    }
  }

  /** What a component, or a part of it, is called when a property reads it. */
  project(component: number, projection?: Projection): number {
    return this.projections.numberOf(component, projection);
  }
}
