/**
 * Judges states and steps by the properties. Every property has a tree of remembered verdicts, or one for each member that it is about; the real check runs
 * on values only when it meets something new, through a state whose reads are recorded. What changes nothing that it has ever read is not even looked up
 * (readers.ts).
 */
import type { Judged } from "../define/property.ts";
import type { Projection, Read } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { reasonOf, SynodError } from "../errors.ts";
import type { Lessons } from "../space/lessons.ts";
import type { Place } from "../space/projections.ts";
import type { Space } from "../space/space.ts";
import type { Watch } from "../space/watch.ts";
import { Jury, type Part, type Standing } from "./jury.ts";
import { AFTER, PlaceIds } from "./place-ids.ts";
import { FAILS, HOLDS, type RowAt, UNKNOWN } from "./verdict-tree.ts";

export class Judge<State> {
  readonly standings: readonly Standing<State>[];
  /** If given, all verdicts are noted here. */
  lessons: Lessons | undefined;
  private readonly space: Space<State>;
  private readonly before: RowAt = { rows: new Int32Array(0), base: 0 };
  private readonly after: RowAt = { rows: new Int32Array(0), base: 0 };
  private readonly ids: PlaceIds;
  private readonly readers: readonly [before: Read, after: Read];
  private readonly views: readonly [before: State, after: State];
  /** What the property being evaluated has read, in order, and the same as a set. */
  private readonly reads: [place: number, id: number][] = [];
  private readonly isRead = new Set<number>();
  private readonly states: Jury<State>;
  private readonly steps: Jury<State>;

  constructor(space: Space<State>, properties: readonly Judged<State>[]) {
    this.space = space;
    this.ids = new PlaceIds(space.projections);
    this.readers = [this.reader(this.before, 0), this.reader(this.after, AFTER)];
    this.views = [space.system.state(this.readers[0]), space.system.state(this.readers[1])];
    this.standings = properties.map((property) => ({
      property,
      members: this.membersOf(property),
      evaluations: 0,
      decidedAt: -1,
      stepTo: undefined,
    }));
    const isOfSteps = ({ property }: Standing<State>) => property.kind === "step";
    this.states = new Jury(
      space,
      this.standings.filter((standing) => !isOfSteps(standing)),
    );
    this.steps = new Jury(space, this.standings.filter(isOfSteps));
  }

  private membersOf(property: Judged<State>): number | undefined {
    if (property.kind === "sometimes" || property.each === undefined) return undefined;
    const initial = this.space.system.initial[0] ?? [];
    const state = this.space.system.state((component, projection) =>
      projection === undefined ? initial[component] : projection.of(initial[component]),
    );
    return asking(property.name, () => property.each?.count(state) ?? 0);
  }

  /** Forgets what has been decided, but not what is known: another run is judged from its start. */
  startAfresh(): void {
    for (const standing of this.standings) {
      standing.decidedAt = -1;
      standing.stepTo = undefined;
    }
    this.states.summon();
    this.steps.summon();
  }

  get judgesSteps(): boolean {
    return !this.steps.isDismissed;
  }

  /** Those who look at the steps out of the state of `beginSteps`. */
  get watch(): Watch {
    return this.steps.readers;
  }

  /** Judges a new state, whose parent (if it has one) was judged before. Returns whether an invariant has just been violated for the first time. */
  judgeState(state: number, rows: Int32Array, base: number, parentRows: Int32Array, parentBase: number): boolean {
    this.before.rows = rows;
    this.before.base = base;
    this.compareWithParent(this.states, rows, base, parentRows, parentBase);
    return this.look(this.states, state);
  }

  /**
   * Has the step properties look at a state that steps are about to leave. What they read there is then known, so that a step which changes none of it is
   * known to change nothing that they would read. What they read in its parent they have looked at before.
   */
  beginSteps(state: number, rows: Int32Array, base: number, parentRows: Int32Array, parentBase: number): void {
    this.before.rows = this.after.rows = rows;
    this.before.base = this.after.base = base;
    this.compareWithParent(this.steps, rows, base, parentRows, parentBase);
    this.look(this.steps, state);
    this.steps.readers.begin();
  }

  /** Initial states have no parent, and a negative base for it. */
  private compareWithParent(
    { readers }: Jury<State>,
    rows: Int32Array,
    base: number,
    parentRows: Int32Array,
    parentBase: number,
  ): void {
    if (parentBase < 0) readers.concernAll();
    else readers.compare(this.space.layout, rows, base, parentRows, parentBase);
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
    this.steps.readers.compare(this.space.layout, rows, base, nextRows, nextBase);
    return this.look(this.steps, from);
  }

  /** Has the parts look that the last comparison concerns. Returns whether any property, other than a witness, turns out to be violated. */
  private look(jury: Jury<State>, state: number): boolean {
    const { parts, undecided, readers } = jury;
    const { concerned } = readers;
    let violated = false;
    this.ids.fit(this.space.layout);
    for (let word = 0; word < concerned.length; word++) {
      let left = (concerned[word] as number) & (undecided[word] as number);
      for (; left !== 0; left &= (left - 1) & (undecided[word] as number)) {
        const part = parts[32 * word + 31 - Math.clz32(left & -left)] as Part<State>;
        const known = part.tree.find(this.ids, this.before, this.after);
        if ((known === UNKNOWN ? this.evaluate(jury, part) : known) === HOLDS) continue;
        part.standing.decidedAt = state;
        jury.dismiss(part.standing);
        if (part.standing.property.kind !== "sometimes") violated = true;
      }
    }
    return violated;
  }

  /** Whether a state is what a witness waits for, asked of any state and any number of times. */
  satisfies(witness: Standing<State>, rows: Int32Array, base: number): boolean {
    this.before.rows = rows;
    this.before.base = base;
    this.ids.fit(this.space.layout);
    const part = this.states.parts.find(({ standing }) => standing === witness) as Part<State>;
    const known = part.tree.find(this.ids, this.before, this.after);
    return (known === UNKNOWN ? this.evaluate(this.states, part) : known) === FAILS;
  }

  /** Notes, for the step properties just violated in the state `from`, the state that the step leads to. */
  noteStep(from: number, to: Int32Array): void {
    for (const standing of this.standings)
      if (standing.property.kind === "step" && standing.decidedAt === from) standing.stepTo ??= to;
  }

  /** What has been decided elsewhere is not looked at any more. */
  dismiss(name: string): void {
    for (const standing of this.standings) {
      if (standing.property.name !== name) continue;
      (standing.property.kind === "step" ? this.steps : this.states).dismiss(standing);
    }
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

  /** Has a part look at a state, or a step, given by ids, as another searcher's did. */
  learnVerdict(part: number, before: ArrayLike<number>, after: ArrayLike<number> | undefined): void {
    const { space } = this;
    const { words } = space.layout;
    const jury = after === undefined ? this.states : this.steps;
    const { tree } = jury.parts[part] as Part<State>;
    const rows = new Int32Array(2 * words);
    space.pack(before, rows, 0);
    if (after !== undefined) space.pack(after, rows, words);
    this.before.rows = this.after.rows = rows;
    this.before.base = 0;
    this.after.base = words;
    this.ids.fit(space.layout);
    if (tree.find(this.ids, this.before, this.after) !== UNKNOWN) return;
    const { lessons } = this;
    this.lessons = undefined;
    this.evaluate(jury, jury.parts[part] as Part<State>);
    this.lessons = lessons;
  }

  private note(jury: Jury<State>, part: number, lessons: Lessons): void {
    const { space, before, after } = this;
    const idsAt = ({ rows, base }: RowAt) => space.unpack(rows, base, new Int32Array(space.ids.length));
    lessons.verdict(part, idsAt(before), jury === this.steps ? idsAt(after) : undefined);
  }

  private evaluate(jury: Jury<State>, { number, standing, member, tree }: Part<State>): typeof HOLDS | typeof FAILS {
    this.reads.length = 0;
    this.isRead.clear();
    standing.evaluations++;
    if (this.lessons !== undefined) this.note(jury, number, this.lessons);
    const verdict = this.holds(standing, member) ? HOLDS : FAILS;
    for (const [place] of this.reads) jury.readers.note(number, place % AFTER);
    if (tree.add(this.reads, verdict)) return verdict;
    throw new SynodError(
      "impure",
      `property ${standing.property.name} is not deterministic: it looks at other places`,
      {
        hint: "A property may depend on the state and on nothing else.",
      },
    );
  }

  /** For a witness, "holds" means "not reached yet". */
  private holds({ property, members }: Standing<State>, member: number | undefined): boolean {
    const [before, after] = this.views;
    return asking(property.name, () => {
      if (property.kind === "sometimes") return !property.check(before);
      const { each } = property;
      if (member !== undefined && each?.count(before) !== members) throw changedLength(property.name);
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
