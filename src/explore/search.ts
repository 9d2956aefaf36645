/**
 * Breadth-first search over a space, by slices of time so that whoever runs it stays responsive. States are expanded in the order of their discovery,
 * so the first violation found is one of the shortest.
 */
import type { Possible, Property } from "../define/property.ts";
import type { System } from "../define/system.ts";
import { Batch } from "../space/batch.ts";
import { Lessons } from "../space/lessons.ts";
import { Space } from "../space/space.ts";
import { UNWATCHED } from "../space/watch.ts";
import type { Handover } from "./crew/handover.ts";
import { Judge } from "./judge.ts";
import { heapIsFull, type LimitKind, type Limits } from "./limits.ts";
import { NO_PARENT, reserveArena, Visited } from "./visited.ts";

/** Successors taken in together. */
const BATCH = 512;
/** From so many states on moving them all is dear: no component is then left without room for one more id, even if that takes another word a row. */
const MANY = 1 << 18;
/** States expanded between two looks at the clock. */
const STRIDE = 2048;
/** Milliseconds between two looks at the memory of the process, which are not cheap. */
const WEIGHING = 20;

export interface SearchOptions {
  readonly limits: Limits;
  /** Go on after a violation until these properties are violated; without it the first violation ends the search. */
  readonly until?: readonly string[];
  readonly batch?: number;
  /** Note all that is learned, for those who may take over. */
  readonly teaches?: boolean;
  /** Build also the successors that are known to be old, as a test of that knowledge: it changes nothing but the time. */
  readonly buildAll?: boolean;
}

/** What a search has covered, at any moment. */
export interface Coverage {
  readonly distinct: number;
  readonly generated: number;
  /** States on the longest of the shortest paths; an initial state has depth 1. */
  readonly depth: number;
  readonly frontier: number;
  readonly terminal: number;
}

export class Search<State> {
  readonly space: Space<State>;
  readonly visited: Visited;
  readonly judge: Judge<State>;
  /** Whether `run` returns whenever a level is done. */
  pausesAtLevels = false;
  /** A level is done, nothing of the next is. */
  isAtLevel = false;
  /** What can be judged only when the search is complete (futures.ts). */
  readonly goals: readonly Possible<State>[];
  /** What ended the search early, if anything did. */
  stoppedBy: LimitKind | undefined;
  private readonly options: SearchOptions;
  private readonly batch: Batch;
  private cursor = 0;
  private levelEnd = 0;
  private levels = 1;
  private generated = 0;
  private terminal = 0;
  private violated = false;
  private readonly startedAt = performance.now();
  private nextWeighing = 0;

  constructor(system: System<State>, properties: readonly Property<State>[], options: SearchOptions) {
    this.options = options;
    this.space = new Space(system);
    this.visited = new Visited(this.space.layout.words, reserveArena(options.limits.maxMemory));
    this.judge = new Judge(
      this.space,
      properties.filter((property) => property.kind !== "possible"),
    );
    this.goals = properties.filter((property) => property.kind === "possible");
    if (options.teaches) this.judge.lessons = this.space.lessons = new Lessons();
    this.batch = new Batch(options.batch ?? BATCH, this.space.layout.words);
    for (const values of system.initial) this.addInitial(this.space.idsOf(values));
    if (this.visited.hasRoomFor(this.batch.size)) this.insertBatch();
    else this.outOfMemory();
    this.levelEnd = this.visited.size;
    this.stopBelow();
  }

  private addInitial(ids: Int32Array): void {
    const { batch, space } = this;
    batch.reserve(1);
    space.pack(ids, batch.rows, batch.size * batch.words);
    batch.via[batch.size] = 0;
    batch.parents[batch.size++] = NO_PARENT;
    this.generated++;
  }

  get coverage(): Coverage {
    const size = Math.min(this.visited.size, this.options.limits.maxStates);
    return {
      distinct: size,
      generated: this.generated,
      depth: this.levels,
      frontier: size - this.cursor,
      terminal: this.terminal,
    };
  }

  get isDone(): boolean {
    return (
      this.violated || this.stoppedBy !== undefined || (this.cursor === this.visited.size && this.batch.size === 0)
    );
  }

  /** What others need to go on from here, where a level is done. */
  handover(): Handover {
    const { space, visited, judge, options } = this;
    const { items, size } = space.lessons ?? new Lessons();
    return {
      lessons: items.slice(0, size),
      sizes: space.layout.sizes,
      size: visited.size,
      cursor: this.cursor,
      levels: this.levels,
      decided: judge.standings.filter(({ decidedAt }) => decidedAt >= 0).map(({ property }) => property.name),
      maxDepth: options.limits.maxDepth,
      maxStates: options.limits.maxStates,
    };
  }

  /** Whether every reachable state has been found and expanded. */
  get isComplete(): boolean {
    return this.stoppedBy === undefined && this.cursor === this.visited.size && this.batch.size === 0;
  }

  interrupt(): void {
    this.stoppedBy ??= "interrupted";
  }

  /** Searches for about so many milliseconds, or to the end. */
  run(milliseconds: number): void {
    const deadline = performance.now() + milliseconds;
    this.isAtLevel = false;
    while (!this.isDone) {
      this.stride();
      if (this.isDone || this.isAtLevel) return;
      this.stoppedBy ??= this.exceeded();
      if (performance.now() >= deadline) return;
    }
  }

  private stride(): void {
    for (let left = STRIDE; left > 0 && !this.isDone; left--) {
      if (this.cursor === this.levelEnd) {
        if (!this.nextLevel()) return;
        this.isAtLevel = this.pausesAtLevels;
        if (this.isAtLevel) return;
      }
      this.expand();
      if (this.batch.isFull && !this.takeBatch()) return;
    }
  }

  /** All of a level has been expanded; what that found is the next. */
  private nextLevel(): boolean {
    if (!this.takeBatch() || this.visited.size === this.levelEnd) return false;
    this.levels++;
    this.visited.foresee(this.visited.size - this.levelEnd);
    this.levelEnd = this.visited.size;
    return this.stopBelow();
  }

  /** States that are as many steps deep as the limit allows are judged but not expanded. False if the search is over. */
  private stopBelow(): boolean {
    if (this.levels > this.options.limits.maxDepth && !this.isDone) this.stoppedBy = "depth";
    return !this.isDone;
  }

  private expand(): void {
    const { visited, judge, batch } = this;
    if (judge.judgesSteps) {
      const parent = visited.parents[this.cursor] as number;
      judge.beginSteps(this.cursor, visited.rows, this.cursor * batch.words, visited.rows, parent * batch.words);
    }
    let count = this.successors(this.cursor);
    while (count < 0) {
      if (!this.takeBatch() || !this.repack()) return;
      count = this.successors(this.cursor);
    }
    if (count === 0) this.terminal++;
    this.generated += count;
    this.cursor++;
  }

  private successors(state: number): number {
    const { visited, space, batch, judge } = this;
    const parent = (visited.parents[state] as number) * batch.words;
    const via = this.options.buildAll ? 0 : (visited.via[state] as number);
    return space.expand(
      visited.rows,
      state,
      batch,
      visited.rows,
      parent,
      via,
      judge.judgesSteps ? judge.watch : UNWATCHED,
    );
  }

  /** Makes room for wider ids. False if the search is over. */
  private repack(): boolean {
    const { space, visited, batch } = this;
    const from = space.layout;
    const to = space.fittingLayout(visited.size < MANY ? 0 : 1);
    if (!visited.hasRoomFor(0, to.words)) return this.outOfMemory();
    space.relayout(to);
    visited.repack(from, to);
    batch.reset(to.words);
    return true;
  }

  /** The successors that wait in the batch are lost, so the states they came from count as not expanded. */
  private outOfMemory(): false {
    this.stoppedBy ??= "memory";
    if (this.batch.size > 0) this.cursor = Math.max(0, Math.min(this.cursor, this.batch.parents[0] as number));
    return false;
  }

  /** Takes in what has been found. False if the search is over. */
  private takeBatch(): boolean {
    if (!this.visited.hasRoomFor(this.batch.size)) return this.outOfMemory();
    if (this.judge.judgesSteps && this.judgeSteps()) return false;
    this.insertBatch();
    return !this.isDone;
  }

  private insertBatch(): void {
    const { visited, batch } = this;
    const { maxStates } = this.options.limits;
    visited.take(batch, (state) => {
      if (state >= maxStates) this.stoppedBy ??= "states";
      else if (this.judgeNew(state)) this.violated ||= this.isEnough();
      return this.violated || this.stoppedBy !== undefined;
    });
  }

  private judgeNew(state: number): boolean {
    const { visited, batch, judge } = this;
    const { rows, parents } = visited;
    return judge.judgeState(state, rows, state * batch.words, rows, (parents[state] as number) * batch.words);
  }

  /** Judges every step in the batch, also those that lead to states seen before. True if that ends the search. */
  private judgeSteps(): boolean {
    const { visited, batch, judge, space } = this;
    for (let each = 0; each < batch.size; each++) {
      const from = batch.parents[each] as number;
      const violated = judge.judgeStep(from, visited.rows, from * batch.words, batch.rows, each * batch.words);
      if (!violated) continue;
      judge.noteStep(from, space.unpack(batch.rows, each * batch.words, new Int32Array(space.ids.length)));
      if (this.isEnough()) {
        this.violated = true;
        return true;
      }
    }
    return false;
  }

  /** Whether what has been violated is what the search was for. */
  private isEnough(): boolean {
    const { until } = this.options;
    return until === undefined || until.every((name) => this.judge.isViolated(name));
  }

  private exceeded(): LimitKind | undefined {
    const { time, maxMemory } = this.options.limits;
    const now = performance.now();
    if (now - this.startedAt > 1000 * time) return "time";
    if (now < this.nextWeighing) return undefined;
    this.nextWeighing = now + WEIGHING;
    const growth = this.visited.bytesAfter(STRIDE * 64) - this.visited.bytes;
    return heapIsFull() || process.memoryUsage.rss() + growth > maxMemory ? "memory" : undefined;
  }
}
