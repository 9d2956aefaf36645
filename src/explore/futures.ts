/**
 * What can still happen: whether every state found by a complete search leads on to a goal. Goals are marked first; then whoever has a marked successor is
 * marked, until nothing changes. What is left unmarked has no future.
 *
 * Steps are not kept, so a pass works them out anew, from the last state found to the first: most steps lead to states found later, and so most marks are
 * there when they are asked for. Who led to a marked state is marked with it, which spares most states from being expanded at all.
 */
import { type Possible, sometimes } from "../define/property.ts";
import { SynodError } from "../errors.ts";
import { Batch } from "../space/batch.ts";
import { UNWATCHED } from "../space/watch.ts";
import { Judge } from "./judge.ts";
import type { Standing } from "./jury.ts";
import { heapIsFull, type LimitKind, type Limits } from "./limits.ts";
import type { Search } from "./search.ts";
import { NO_PARENT } from "./visited.ts";

/** States looked at between two looks at the clock. */
const STRIDE = 2048;

/** What has become of a goal. */
export class Future<State> {
  readonly property: Possible<State>;
  readonly stepTo = undefined;
  /** The first state from which the goal cannot be reached; -1 if there is none, or none is known yet. */
  decidedAt = -1;
  /** Whether any state is the goal itself; excuses alone prove nothing. */
  isReached = false;
  private readonly isGoal: Standing<State>;
  private readonly isExcused: Standing<State>;
  private readonly judge: Judge<State>;
  /** One bit a state: whether it leads on. */
  private readonly marks: Uint8Array;
  left: number;

  constructor({ space, visited }: Search<State>, property: Possible<State>) {
    const { name, goal, unless } = property;
    this.property = property;
    this.judge = new Judge(space, [sometimes(name, goal), sometimes(name, unless)]);
    const [isGoal, isExcused] = this.judge.standings;
    this.isGoal = isGoal as Standing<State>;
    this.isExcused = isExcused as Standing<State>;
    this.left = visited.size;
    this.marks = new Uint8Array(Math.ceil(visited.size / 8));
  }

  /** How often goal and excuse were asked. */
  get evaluations(): number {
    return this.isGoal.evaluations + this.isExcused.evaluations;
  }

  begin(state: number, rows: Int32Array, base: number): void {
    const isGoal = this.judge.satisfies(this.isGoal, rows, base);
    if (isGoal) this.isReached = true;
    if (isGoal || this.judge.satisfies(this.isExcused, rows, base)) this.mark(state);
  }

  leadsOn(state: number): boolean {
    return (((this.marks[state >>> 3] as number) >>> (state & 7)) & 1) === 1;
  }

  /** Whether that is news. */
  mark(state: number): boolean {
    if (this.leadsOn(state)) return false;
    this.marks[state >>> 3] = (this.marks[state >>> 3] as number) | (1 << (state & 7));
    this.left--;
    return true;
  }

  /** Settles what has no mark when no mark is missing. */
  end(states: number): void {
    for (let state = 0; state < states && this.decidedAt < 0; state++) if (!this.leadsOn(state)) this.decidedAt = state;
  }
}

/** The goals of one complete search, which share the passes. Of a search that is not complete nothing is known, and nothing is said. */
export class Futures<State> {
  readonly all: readonly Future<State>[] = [];
  /** Whether all is known that there is to know. */
  isDecided = false;
  /** What ended the passes early, if anything did. */
  stoppedBy: LimitKind | undefined;
  /** Successors built on the way. */
  built = 0;
  private readonly search: Search<State>;
  private readonly limits: Limits;
  private readonly startedAt: number;
  private readonly batch: Batch;
  /** The next state of the present pass; the first pass, in which goals are marked, goes up, and all others go down. */
  private cursor = 0;
  private goesUp = true;
  private isChanged = false;

  /** `startedAt` is when the search began, since one time limit is for both. */
  constructor(search: Search<State>, limits: Limits, startedAt: number) {
    const { goals, visited } = search;
    this.search = search;
    this.limits = limits;
    this.startedAt = startedAt;
    this.batch = new Batch(1, search.space.layout.words);
    if (!search.isComplete || goals.length === 0) return;
    const bytes = (goals.length * visited.size) / 8;
    if (visited.bytes + bytes > limits.maxMemory) this.stoppedBy = "memory";
    else this.all = goals.map((property) => new Future(search, property));
  }

  get isDone(): boolean {
    return this.isDecided || this.all.length === 0 || this.stoppedBy !== undefined;
  }

  of(property: Possible<State>): Future<State> | undefined {
    return this.all.find((future) => future.property === property);
  }

  /** Goals that no state is; with no state to show for it, an excuse for every state says nothing. */
  get excusedOnly(): readonly Possible<State>[] {
    return this.isDecided ? this.all.filter(({ isReached }) => !isReached).map(({ property }) => property) : [];
  }

  interrupt(): void {
    this.stoppedBy ??= "interrupted";
  }

  /** Goes on for about so many milliseconds, or to the end. */
  run(milliseconds: number): void {
    const deadline = performance.now() + milliseconds;
    while (!this.isDone) {
      for (let left = STRIDE; left > 0 && !this.isDone; left--) this.one();
      if (this.isDone) return;
      this.stoppedBy ??= this.exceeded();
      if (performance.now() >= deadline) return;
    }
  }

  private one(): void {
    const { size } = this.search.visited;
    if (this.cursor === (this.goesUp ? size : -1)) this.nextPass();
    else if (this.goesUp) this.begin(this.cursor++);
    else this.goOn(this.cursor--);
  }

  private nextPass(): void {
    const { size } = this.search.visited;
    const isOpen = this.all.some(({ left }) => left > 0);
    if (isOpen && (this.goesUp || this.isChanged)) {
      this.goesUp = false;
      this.isChanged = false;
      this.cursor = size - 1;
      return;
    }
    for (const future of this.all) future.end(size);
    this.isDecided = true;
  }

  private begin(state: number): void {
    const { rows } = this.search.visited;
    for (const future of this.all) future.begin(state, rows, state * this.batch.words);
  }

  private goOn(state: number): void {
    if (this.all.some((future) => !future.leadsOn(state))) this.expand(state);
    const parent = this.search.visited.parents[state] as number;
    if (parent === NO_PARENT) return;
    for (const future of this.all) if (future.leadsOn(state)) this.mark(future, parent);
  }

  private mark(future: Future<State>, state: number): void {
    if (future.mark(state)) this.isChanged = true;
  }

  /** Builds all successors of a state, also those that the search left out because it knew that they were old. */
  private expand(state: number): void {
    const { batch, search } = this;
    const { space, visited } = search;
    const before = space.built;
    batch.size = 0;
    const count = space.expand(visited.rows, state, batch, visited.rows, 0, 0, UNWATCHED);
    this.built += space.built - before;
    if (count < 0) throw unknown();
    for (let each = 0; each < batch.size; each++) {
      const next = visited.find(batch.rows, each * batch.words);
      if (next < 0) throw unknown();
      for (const future of this.all) if (future.leadsOn(next)) this.mark(future, state);
    }
  }

  private exceeded(): LimitKind | undefined {
    if (performance.now() - this.startedAt > 1000 * this.limits.time) return "time";
    return heapIsFull() || process.memoryUsage.rss() > this.limits.maxMemory ? "memory" : undefined;
  }
}

function unknown(): SynodError {
  return new SynodError("impure", "a step leads to a state that the search did not find", {
    hint: "A reducer or an observer keeps something outside its state; if none does, this is a defect of Synod: please report it.",
  });
}
