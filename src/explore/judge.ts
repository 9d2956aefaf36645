/**
 * Judges states and steps by the properties. Every property has a tree of remembered verdicts, or one for each member that it is about; the real check runs
 * on values only when it meets something new, through a state whose reads are recorded. What changes no component that it has ever read is not even
 * looked up: it would read the same, and so say the same.
 */
import type { Property } from "../define/property.ts";
import type { Projection, Read } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { reasonOf, SynodError } from "../errors.ts";
import { bitOf } from "../space/component-mask.ts";
import type { Place } from "../space/projections.ts";
import type { Space } from "../space/space.ts";
import { AFTER, PlaceIds } from "./place-ids.ts";
import { FAILS, HOLDS, type RowAt, UNKNOWN, VerdictTree } from "./verdict-tree.ts";

/** What has become of a property so far. */
export interface Standing<State> {
  readonly property: Property<State>;
  readonly parts: readonly Part[];
  /** The components that any part has ever read, as a mask. */
  footprint: number;
  /** How often the property itself ran. */
  evaluations: number;
  /** The state in which it was first violated, or first reached; for a step the one that the step leaves. -1 while there is none. */
  decidedAt: number;
  /** The ids of the state that a violating step leads to. */
  stepTo: Int32Array | undefined;
}

/** All of a property, or what it says of one member. */
interface Part {
  readonly tree: VerdictTree;
  readonly member: number | undefined;
  /** The components that it has ever read, as a mask. */
  footprint: number;
}

/** Stands for a change of every component, also where there is nothing to compare with. */
const EVERYTHING = -1;

export class Judge<State> {
  readonly standings: readonly Standing<State>[];
  private readonly space: Space<State>;
  private readonly before: RowAt = { rows: new Int32Array(0), base: 0 };
  private readonly after: RowAt = { rows: new Int32Array(0), base: 0 };
  private readonly ids: PlaceIds;
  private readonly readers: readonly [before: Read, after: Read];
  private readonly views: readonly [before: State, after: State];
  /** What the property being evaluated has read, in order, and the same as a set. */
  private readonly reads: [place: number, id: number][] = [];
  private readonly isRead = new Set<number>();
  private onStates: Standing<State>[];
  private onSteps: Standing<State>[];

  constructor(space: Space<State>, properties: readonly Property<State>[]) {
    this.space = space;
    this.ids = new PlaceIds(space.projections);
    this.readers = [this.reader(this.before, 0), this.reader(this.after, AFTER)];
    this.views = [space.system.state(this.readers[0]), space.system.state(this.readers[1])];
    this.standings = properties.map((property) => ({
      property,
      parts: this.partsOf(property),
      footprint: 0,
      evaluations: 0,
      decidedAt: -1,
      stepTo: undefined,
    }));
    this.onStates = this.standings.filter(({ property }) => property.kind !== "step");
    this.onSteps = this.standings.filter(({ property }) => property.kind === "step");
  }

  private partsOf(property: Property<State>): Part[] {
    const part = (member: number | undefined) => ({ tree: new VerdictTree(), member, footprint: 0 });
    if (property.kind === "sometimes" || property.each === undefined) return [part(undefined)];
    const initial = this.space.system.initial[0] ?? [];
    const state = this.space.system.state((component, projection) =>
      projection === undefined ? initial[component] : projection.of(initial[component]),
    );
    const count = asking(property.name, () => property.each?.count(state) ?? 0);
    return Array.from({ length: count }, (_, member) => part(member));
  }

  /** Forgets what has been decided, but not what is known: another run is judged from its start. */
  startAfresh(): void {
    for (const standing of this.standings) {
      standing.decidedAt = -1;
      standing.stepTo = undefined;
    }
    this.onStates = this.standings.filter(({ property }) => property.kind !== "step");
    this.onSteps = this.standings.filter(({ property }) => property.kind === "step");
  }

  /** The components that step properties have ever read, as a mask: a step that changes none of them need not be judged. */
  get watched(): number {
    let mask = 0;
    for (const { footprint } of this.onSteps) mask |= footprint;
    return mask;
  }

  get judgesSteps(): boolean {
    return this.onSteps.length > 0;
  }

  /** Judges a new state, whose parent (if it has one) was judged before. Returns whether an invariant has just been violated for the first time. */
  judgeState(state: number, rows: Int32Array, base: number, parentBase: number): boolean {
    this.before.rows = rows;
    this.before.base = base;
    const { layout } = this.space;
    const changed = parentBase < 0 ? EVERYTHING : layout.difference(rows, base, rows, parentBase);
    let violated = false;
    for (const standing of this.onStates) {
      if ((standing.footprint & changed) === 0 && changed !== EVERYTHING) continue;
      if (this.verdict(standing, changed) === HOLDS) continue;
      standing.decidedAt = state;
      if (standing.property.kind === "always") violated = true;
      this.onStates = this.onStates.filter((each) => each !== standing);
    }
    return violated;
  }

  /**
   * Has the step properties look at a state that steps are about to leave. What they read there is then in their footprints, so that a step which
   * changes none of it is known to change nothing that they would read. What they read in its parent they have looked at before.
   */
  beginSteps(rows: Int32Array, base: number, parentBase: number): void {
    const changed = parentBase < 0 ? EVERYTHING : this.space.layout.difference(rows, base, rows, parentBase);
    this.before.rows = this.after.rows = rows;
    this.before.base = this.after.base = base;
    for (const standing of this.onSteps) this.verdict(standing, changed);
  }

  /**
   * Judges a step out of the state of `beginSteps`. Returns whether a step property is violated by it for the first time; `noteStep` must then say where
   * the step led.
   */
  judgeStep(from: number, rows: Int32Array, base: number, nextRows: Int32Array, nextBase: number): boolean {
    this.before.rows = rows;
    this.before.base = base;
    this.after.rows = nextRows;
    this.after.base = nextBase;
    const changed = this.space.layout.difference(rows, base, nextRows, nextBase);
    let violated = false;
    for (const standing of this.onSteps) {
      if ((standing.footprint & changed) === 0) continue;
      if (this.verdict(standing, changed) === HOLDS) continue;
      standing.decidedAt = from;
      violated = true;
    }
    return violated;
  }

  /** Looks at the parts that have read anything that changed. */
  private verdict(standing: Standing<State>, changed: number): typeof HOLDS | typeof FAILS {
    this.ids.fit(this.space.layout);
    const { parts } = standing;
    for (let each = 0; each < parts.length; each++) {
      const part = parts[each] as Part;
      if ((part.footprint & changed) === 0 && changed !== EVERYTHING) continue;
      const known = part.tree.find(this.ids, this.before, this.after);
      if ((known === UNKNOWN ? this.evaluate(standing, part) : known) === FAILS) return FAILS;
    }
    return HOLDS;
  }

  /** Notes, for the step properties just violated in the state `from`, the state that the step leads to. */
  noteStep(from: number, to: Int32Array): void {
    for (const standing of this.onSteps) if (standing.decidedAt === from) standing.stepTo = to;
    this.onSteps = this.onSteps.filter(({ stepTo }) => stepTo === undefined);
  }

  isViolated(name: string): boolean {
    return this.standings.some(
      ({ property, decidedAt }) => property.name === name && property.kind !== "sometimes" && decidedAt >= 0,
    );
  }

  /** How properties read a row: each place is noted the first time it is looked at. */
  private reader(row: RowAt, offset: number): Read {
    return (component: number, projection?: Projection): Value => {
      const number = this.space.project(component, projection);
      const place = this.space.projections.places[number] as Place;
      this.ids.fit(this.space.layout);
      const id = this.ids.idAt(number, row.rows, row.base);
      if (!this.isRead.has(number + offset)) {
        this.isRead.add(number + offset);
        this.reads.push([number + offset, id]);
      }
      return place.domain.values[id];
    };
  }

  private evaluate(standing: Standing<State>, part: Part): typeof HOLDS | typeof FAILS {
    this.reads.length = 0;
    this.isRead.clear();
    standing.evaluations++;
    const verdict = this.holds(standing, part.member) ? HOLDS : FAILS;
    for (const [place] of this.reads) {
      part.footprint |= bitOf((this.space.projections.places[place % AFTER] as Place).component);
    }
    standing.footprint |= part.footprint;
    if (part.tree.add(this.reads, verdict)) return verdict;
    throw new SynodError(
      "impure",
      `property ${standing.property.name} is not deterministic: it looks at other places`,
      {
        hint: "A property may depend on the state and on nothing else.",
      },
    );
  }

  /** For a witness, "holds" means "not reached yet". */
  private holds({ property, parts }: Standing<State>, member: number | undefined): boolean {
    const [before, after] = this.views;
    return asking(property.name, () => {
      if (property.kind === "sometimes") return !property.check(before);
      const { each } = property;
      if (member !== undefined && each?.count(before) !== parts.length) throw changedLength(property.name);
      if (property.kind === "always")
        return (member === undefined ? property.check(before) : property.each?.check(member, before)) === undefined;
      const finding =
        member === undefined ? property.check(before, after) : property.each?.check(member, before, after);
      return finding === undefined || this.isStutter();
    });
  }

  /** Whether nothing that the property has read is changed by the step: such a step is not one it speaks of. */
  private isStutter(): boolean {
    const places = new Set(this.reads.map(([place]) => place % AFTER));
    let changed = false;
    for (const place of places) {
      const { component, projection } = this.space.projections.places[place] as Place;
      const [before, after] = this.readers.map((read) => read(component, projection));
      if (before !== after) changed = true;
    }
    return !changed;
  }
}

/** Runs a property; what it throws is told with its name. */
function asking<T>(property: string, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof SynodError) throw thrown;
    throw new SynodError("propertyThrew", `property ${property} threw: ${reasonOf(thrown)}`, { cause: thrown });
  }
}

function changedLength(property: string): SynodError {
  return new SynodError("badDefinition", `property ${property} speaks of a list whose length changes`, {
    hint: "alwaysEach and stepEach need a list that is as long in every state; use always or step, and a loop.",
  });
}
