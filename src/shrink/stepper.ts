/**
 * Steps of a system with everything remembered: a state is a vector of ids, a group is asked once for each combination of ids it reads, and an update is
 * worked out once for each value it meets. Shrinking runs nearly the same events many thousand times, so all but the first run costs a few look-ups.
 */
import type { Event } from "../define/event.ts";
import type { System } from "../define/system.ts";
import { canonicalText, type Value } from "../define/value.ts";
import { Domain, Interner } from "../space/interner.ts";
import { Operations } from "../space/operations.ts";
import type { TraceStep } from "../trace/replay.ts";
import { distance, likeness } from "./likeness.ts";

/** A state, as the ids of its components. */
export type Ids = Int32Array;

/** A step of a trace by numbers. Steps of one event are told apart by `choice`; `like` is the same for events that differ in the message's fields only. */
export interface Wanted {
  readonly event: number;
  readonly choice: number;
  readonly like: number;
}

/** A step that is enabled. */
export interface Move extends Wanted {
  readonly writes: readonly (readonly [component: number, id: number])[];
  readonly updates: readonly (readonly [component: number, operation: number])[];
}

export class Stepper<State> {
  readonly system: System<State>;
  readonly interner = new Interner();
  readonly domains: readonly Domain[];
  private readonly operations: Operations;
  private readonly blocks: readonly Map<number | string, readonly Move[]>[];
  private readonly events: Event[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly likes = new Map<string, number>();
  /** The groups in which an event was ever found, by its number, in the order of the definition. */
  private readonly homes = new Map<number, number[]>();
  private readonly homesLike = new Map<number, number[]>();
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
    const { number, like } = this.numbersOf(event);
    return { event: number, choice, like };
  }

  stepOf({ event, choice }: Wanted): TraceStep {
    return { event: this.events[event] as Event, choice };
  }

  /** The step of that event, if it is enabled. */
  find(ids: Ids, { event, choice }: Wanted): Move | undefined {
    let left = choice;
    for (const group of this.homesOf(this.homes, event)) {
      for (const move of this.block(group, ids)) if (move.event === event && left-- === 0) return move;
    }
    return undefined;
  }

  /** The nearest enabled step of the same kind, node, sender and type. */
  findLike(ids: Ids, { event, like }: Wanted): Move | undefined {
    let nearest: Move | undefined;
    for (const group of this.homesOf(this.homesLike, like)) {
      for (const move of this.block(group, ids)) {
        if (move.like !== like) continue;
        if (nearest === undefined || this.distance(event, move.event) < this.distance(event, nearest.event))
          nearest = move;
      }
    }
    return nearest;
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
  private homesOf(homes: ReadonlyMap<number, number[]>, number: number): Iterable<number> {
    return homes.get(number) ?? this.blocks.keys();
  }

  private block(group: number, ids: Ids): readonly Move[] {
    const blocks = this.blocks[group] as Map<number | string, readonly Move[]>;
    const { reads } = this.system.groups[group] as System<State>["groups"][number];
    const key = keyOf(reads, ids);
    const known = blocks.get(key);
    if (known !== undefined) return known;
    const learned = this.learn(group, reads, ids);
    blocks.set(key, learned);
    return learned;
  }

  private learn(group: number, reads: readonly number[], ids: Ids): readonly Move[] {
    const values = reads.map((component) => (this.domains[component] as Domain).values[ids[component] as number]);
    const counts = new Map<number, number>();
    return (this.system.groups[group] as System<State>["groups"][number]).expand(values).map((effect): Move => {
      const { number: event, like } = this.numbersOf(effect.event);
      const choice = counts.get(event) ?? 0;
      counts.set(event, choice + 1);
      addHome(this.homes, event, group);
      addHome(this.homesLike, like, group);
      return {
        event,
        choice,
        like,
        writes: effect.writes.map(([component, value]) => [component, (this.domains[component] as Domain).idOf(value)]),
        updates: effect.updates.map(([component, update]) => [component, this.operations.numberOf(component, update)]),
      };
    });
  }

  private numbersOf(event: Event): { readonly number: number; readonly like: number } {
    const number = numbered(this.numbers, canonicalText(event));
    this.events[number] ??= event;
    return { number, like: numbered(this.likes, likeness(event)) };
  }
}

function numbered(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
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
