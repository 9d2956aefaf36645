/**
 * Steps of a system with everything remembered: a state is a vector of ids, a group is asked once for each combination of ids it reads, and an update is
 * worked out once for each value it meets. Shrinking runs nearly the same events many thousand times, so all but the first run costs a few look-ups.
 */
import type { Event, Message } from "../define/event.ts";
import type { Asked, Effect, Group, System } from "../define/system.ts";
import { canonicalText, type Value } from "../define/value.ts";
import { Domain, Interner } from "../space/interner.ts";
import { Operations } from "../space/operations.ts";
import type { TraceStep } from "../trace/replay.ts";
import { distance, kinship, likeness } from "./likeness.ts";

/** A state, as the ids of its components. */
export type Ids = Int32Array;

/**
 * A step of a trace by numbers. Steps of one event are told apart by `choice`; `like` is the same for events that differ in the message's fields only, and
 * `kin` for those that differ in which nodes of their roles they are at as well.
 */
export interface Wanted {
  readonly event: number;
  readonly choice: number;
  readonly like: number;
  readonly kin: number;
}

/** A step that is enabled. */
export interface Move extends Wanted {
  readonly writes: readonly (readonly [component: number, id: number])[];
  readonly updates: readonly (readonly [component: number, operation: number])[];
}

/** In which way two events are the same: see `Wanted`. */
type Sameness = "event" | "like" | "kin";

export type Numbers = Readonly<Record<Sameness, number>>;

/** The moves of a group, by the ids it reads. */
type Block = Map<number | string, readonly Move[]>;

export class Stepper<State> {
  readonly system: System<State>;
  readonly interner = new Interner();
  readonly domains: readonly Domain[];
  /** How often a group was asked, which is what takes the time. */
  learned = 0;
  private readonly operations: Operations;
  private readonly blocks: readonly Block[];
  private readonly events: Event[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly likes = new Map<string, number>();
  private readonly kins = new Map<string, number>();
  /** The groups in which such an event was ever found, by its number, in the order of the definition. */
  private readonly homes = { event: new Map<number, number[]>(), like: new Map<number, number[]>() };
  /** What is known of a group where only some events were asked for, by their number. */
  private readonly parts = bySameness(() => new Map<number, readonly Block[]>());
  /** What an event was taken for before: where it is the same object, or its message is. */
  private readonly met = new WeakMap<Event, Numbers>();
  private readonly known = new WeakMap<Message, Map<string, Numbers>>();
  /** Effects that are the same objects are put into numbers once. */
  private readonly moved = new WeakMap<Effect, Move>();
  private readonly distances = new Map<number, number>();

  constructor(system: System<State>) {
    this.system = system;
    this.domains = system.components.map(({ name }) => new Domain(this.interner, name));
    this.operations = new Operations(this.domains);
    this.blocks = system.groups.map(() => new Map());
  }

  initial(number: number): Ids {
    const values = this.system.initial[number] ?? [];
    return Int32Array.from(this.domains, (domain, component) => domain.idOf(values[component]));
  }

  valuesOf(ids: Ids): Value[] {
    return this.domains.map((domain, component) => domain.values[ids[component] as number]);
  }

  wanted({ event, choice }: TraceStep): Wanted {
    return { ...this.numbersOf(event), choice };
  }

  stepOf({ event, choice }: Wanted): TraceStep {
    return { event: this.events[event] as Event, choice };
  }

  /** The step of that event, if it is enabled. */
  find(ids: Ids, wanted: Wanted): Move | undefined {
    const { event } = wanted;
    let left = wanted.choice;
    for (const group of this.homesOf("event", event)) {
      for (const move of this.movesFor(wanted, "event", group, ids))
        if (move.event === event && left-- === 0) return move;
    }
    return undefined;
  }

  /** The nearest enabled step of the same kind, node, sender and type, or of any node and sender in these roles. */
  findNearest(ids: Ids, wanted: Wanted, by: "like" | "kin"): Move | undefined {
    let nearest: Move | undefined;
    // Its kin may be at nodes where none was found yet.
    for (const group of by === "kin" ? this.blocks.keys() : this.homesOf(by, wanted[by])) {
      for (const move of this.movesFor(wanted, by, group, ids)) {
        if (move[by] !== wanted[by]) continue;
        if (nearest === undefined || this.isNearer(wanted, move, nearest)) nearest = move;
      }
    }
    return nearest;
  }

  private isNearer({ event }: Wanted, move: Move, than: Move): boolean {
    return this.distance(event, move.event) < this.distance(event, than.event);
  }

  private distance(a: number, b: number): number {
    const key = a * SHIFT + b;
    const known = this.distances.get(key) ?? distance(this.events[a] as Event, this.events[b] as Event);
    this.distances.set(key, known);
    return known;
  }

  /** All enabled steps, in the order of the definition. */
  moves(ids: Ids): Move[] {
    return this.blocks.flatMap((_, group) => this.block(group, ids));
  }

  /** The enabled steps of some kind only, for many states: what is not allowed need not be worked out. */
  movesAmong(allows: (step: Numbers) => boolean): (ids: Ids) => Move[] {
    const blocks: readonly Block[] = this.blocks.map(() => new Map());
    const asked = (event: Event) => allows(this.numbersOf(event));
    return (ids) =>
      blocks.flatMap((block, group) => {
        const key = this.keyOf(group, ids);
        return entry(block, key, () => (this.blocks[group]?.get(key) ?? this.learn(group, ids, asked)).filter(allows));
      });
  }

  after(ids: Ids, { writes, updates }: Move): Ids {
    const after = ids.slice();
    for (const [component, id] of writes) after[component] = id;
    for (const [component, operation] of updates) {
      const id = after[component] as number;
      const known = this.operations.table[operation]?.[id] ?? 0;
      after[component] = (known === 0 ? this.operations.learn(operation, id) : known) - 1;
    }
    return after;
  }

  /** What was never found may be anywhere. */
  private homesOf(by: "event" | "like", number: number): Iterable<number> {
    return this.homes[by].get(number) ?? this.blocks.keys();
  }

  /** All moves of a group, or at least those that are the same as the wanted one. */
  private movesFor(wanted: Wanted, by: Sameness, group: number, ids: Ids): readonly Move[] {
    const key = this.keyOf(group, ids);
    const all = this.blocks[group]?.get(key);
    if (all !== undefined) return all;
    const partsOfGroup = entry(this.parts[by], wanted[by], () => this.blocks.map(() => new Map()));
    const parts = partsOfGroup[group] as Block;
    const known = parts.get(key);
    if (known !== undefined) return known;
    const learned = this.learn(group, ids, (event) => this.numbersOf(event)[by] === wanted[by]);
    parts.set(key, learned);
    return learned;
  }

  private block(group: number, ids: Ids): readonly Move[] {
    const block = this.blocks[group] as Block;
    return entry(block, this.keyOf(group, ids), () => this.learn(group, ids));
  }

  private keyOf(group: number, ids: Ids): number | string {
    return keyOf(this.readsOf(group), ids);
  }

  private readsOf(group: number): readonly number[] {
    return (this.system.groups[group] as Group).reads;
  }

  private learn(group: number, ids: Ids, asked?: Asked): readonly Move[] {
    this.learned++;
    const values = this.readsOf(group).map(
      (component) => (this.domains[component] as Domain).values[ids[component] as number],
    );
    const counts = new Map<number, number>();
    return (this.system.groups[group] as Group).expand(values, asked).map((effect): Move => {
      const known = this.moved.get(effect);
      const numbers = known ?? this.numbersOf(effect.event);
      const choice = counts.get(numbers.event) ?? 0;
      counts.set(numbers.event, choice + 1);
      addHome(this.homes.event, numbers.event, group);
      addHome(this.homes.like, numbers.like, group);
      if (known !== undefined && known.choice === choice) return known;
      const move = this.moveOf(effect, numbers, choice);
      this.moved.set(effect, move);
      return move;
    });
  }

  private moveOf({ writes, updates }: Effect, { event, like, kin }: Numbers, choice: number): Move {
    return {
      event,
      choice,
      like,
      kin,
      writes: writes.map(([component, value]) => [component, (this.domains[component] as Domain).idOf(value)]),
      updates: updates.map(([component, update]) => [component, this.operations.numberOf(component, update)]),
    };
  }

  /** Messages are shared between events, so a look at one tells what it was taken for before. */
  private numbersOf(event: Event): Numbers {
    return entry(this.met, event, () => {
      if (!("message" in event)) return this.numbered(event);
      const byPlace = entry(this.known, event.message, () => new Map<string, Numbers>());
      return entry(byPlace, `${event.kind} ${event.node} ${event.from}`, () => this.numbered(event));
    });
  }

  private numbered(event: Event): Numbers {
    const number = numbered(this.numbers, canonicalText(event));
    this.events[number] ??= event;
    return {
      event: number,
      like: numbered(this.likes, likeness(event)),
      kin: numbered(this.kins, kinship(event)),
    };
  }
}

function numbered(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
}

function bySameness<T>(create: () => T): Readonly<Record<Sameness, T>> {
  return { event: create(), like: create(), kin: create() };
}

function entry<K extends object, V>(map: WeakMap<K, V>, key: K, create: () => V): V;
function entry<K, V>(map: Map<K, V>, key: K, create: () => V): V;
function entry<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, create: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}

function addHome(homes: Map<number, number[]>, number: number, group: number): void {
  const known = homes.get(number);
  if (known === undefined) homes.set(number, [group]);
  else if (!known.includes(group)) known.splice(0, known.length, ...[...known, group].sort((a, b) => a - b));
}

/** Two ids fit into one number; more than two are rare. */
const SHIFT = 2 ** 26;

function keyOf(reads: readonly number[], ids: Ids): number | string {
  const [first = -1, second] = reads;
  if (reads.length > 2) return reads.map((component) => ids[component]).join(",");
  const low = first < 0 ? 0 : (ids[first] as number);
  return second === undefined ? low : low * SHIFT + (ids[second] as number);
}
