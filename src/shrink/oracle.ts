/**
 * Whether a state, or a step, violates the property that a trace is about. What the property read is recorded, and its verdict is remembered by that: where
 * nothing it ever read has changed since a state that was well, it is not even asked.
 */
import type { Judged } from "../define/property.ts";
import type { Read } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { type Place, Projections } from "../space/projections.ts";
import { stateOf } from "../trace/interpret.ts";
import type { Ids, Stepper } from "./stepper.ts";

/** All of a property, or what it says of one member of its list. */
interface Part {
  readonly member: number | undefined;
  /** The places that it ever read, and the components they are in. Verdicts are remembered by the ids of all of them. */
  readonly places: Set<number>;
  readonly components: Set<number>;
  readonly verdicts: Map<string, boolean>;
}

export class Oracle<State> {
  readonly property: Judged<State>;
  private readonly projections: Projections;
  private readonly parts: readonly Part[];
  private readonly views: readonly [before: State, after: State];
  private before: Ids = new Int32Array(0);
  private after: Ids = new Int32Array(0);
  private readonly reads = new Set<number>();

  constructor({ system, interner, domains }: Stepper<State>, property: Judged<State>) {
    this.property = property;
    const names = system.components.map(({ name }) => name);
    this.projections = new Projections(interner, domains, names);
    this.views = [
      system.state((...place) => this.read(this.before, ...place)),
      system.state((...place) => this.read(this.after, ...place)),
    ];
    this.parts = membersOf(property, stateOf(system, system.initial[0] ?? [])).map((member) => ({
      member,
      places: new Set(),
      components: new Set(),
      verdicts: new Map(),
    }));
  }

  /** Whether the property is violated in a state. A property of steps never is. */
  failsIn(state: Ids): boolean {
    return this.property.kind === "always" && this.parts.some((part) => this.fails(part, state, state));
  }

  /** Whether a step out of a state that is well violates the property, or leads to a state that does. */
  failsAfter(before: Ids, after: Ids): boolean {
    return this.parts.some((part) => {
      if (part.components.size > 0 && !differs(part.components, before, after)) return false;
      return this.property.kind === "always" ? this.fails(part, after, after) : this.fails(part, before, after);
    });
  }

  private fails(part: Part, before: Ids, after: Ids): boolean {
    const key = this.keyOf(part, before, after);
    const known = part.verdicts.get(key);
    if (known !== undefined) return known;
    this.before = before;
    this.after = after;
    this.reads.clear();
    const failed = this.ask(part.member) && !this.isStutter();
    for (const place of this.reads) {
      part.places.add(place);
      part.components.add(this.place(place).component);
    }
    // With more places the key is another, and longer than any that was made of fewer.
    part.verdicts.set(this.keyOf(part, before, after), failed);
    return failed;
  }

  private ask(member: number | undefined): boolean {
    const { property } = this;
    const [before, after] = this.views;
    try {
      if (property.kind === "sometimes") return false;
      if (property.kind === "always")
        return (member === undefined ? property.check(after) : property.each?.check(member, after)) !== undefined;
      return (
        (member === undefined ? property.check(before, after) : property.each?.check(member, before, after)) !==
        undefined
      );
    } catch (thrown) {
      if (thrown instanceof SynodError) throw thrown;
      throw new SynodError("propertyThrew", `property ${property.name} threw: ${reasonOf(thrown)}`, { cause: thrown });
    }
  }

  /** A step that changes nothing of what the property read is none that it speaks of. */
  private isStutter(): boolean {
    if (this.property.kind !== "step") return false;
    return ![...this.reads].some((place) => this.idAt(place, this.before) !== this.idAt(place, this.after));
  }

  private keyOf({ places }: Part, before: Ids, after: Ids): string {
    let key = "";
    for (const place of places) {
      key += `${this.idAt(place, after)},`;
      if (before !== after) key += `${this.idAt(place, before)},`;
    }
    return key;
  }

  private read(ids: Ids, ...[component, projection]: Parameters<Read>): Value {
    const number = this.projections.numberOf(component, projection);
    this.reads.add(number);
    return this.place(number).domain.values[this.idAt(number, ids)];
  }

  private place(number: number): Place {
    return this.projections.places[number] as Place;
  }

  private idAt(number: number, ids: Ids): number {
    const place = this.place(number);
    return this.projections.idAt(place, ids[place.component] as number);
  }
}

function membersOf<State>(property: Judged<State>, state: State): (number | undefined)[] {
  if (property.kind === "sometimes" || property.each === undefined) return [undefined];
  return Array.from({ length: property.each.count(state) }, (_, member) => member);
}

function differs(components: ReadonlySet<number>, before: Ids, after: Ids): boolean {
  for (const component of components) if (before[component] !== after[component]) return true;
  return false;
}
