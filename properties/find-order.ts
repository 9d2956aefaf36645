/**
 * The search for an order that explains a history: Wing and Gong (1993), with Lowe's memory (2017) of where it has been, that is, which operations have a place
 * and what state they led to. It keeps its own stack, so a history may have thousands of operations.
 */
import { canonicalText } from "synod";
import type { SequentialObject } from "./sequential-object.ts";
import type { TimedOperation } from "./timed-operation.ts";

/** An operation in its place, with what it returned there. */
export interface Placed<Call, Result> {
  readonly operation: TimedOperation<Call, Result>;
  readonly result: Result;
}

/** An operation that has to be explained. */
export interface Explicandum<Call, Result> {
  readonly operation: TimedOperation<Call, Result>;
  /** Whether it has to have a place at all. */
  readonly mustHappen: boolean;
  /** Whether it may have returned this. */
  accepts(result: Result): boolean;
  /** The same for operations that differ in their times only. */
  readonly alike: string;
}

/** A prefix of an order: its last operation, and what may come next. */
interface Prefix<State, Result> {
  readonly last: number;
  readonly state: State;
  readonly result: Result | undefined;
  /** Operations still to be tried as the next, the most promising last. */
  readonly untried: number[];
}

/** Depth-first over prefixes of orders. Time and memory grow exponentially with how many operations overlap, not with how many there are. */
export class OrderSearch<State, Call, Result> {
  private readonly object: SequentialObject<State, Call, Result>;
  private readonly all: readonly Explicandum<Call, Result>[];
  /** The operations without a place, in the order of their calls, as a ring: the last number stands for both its ends. */
  private readonly next: number[];
  private readonly previous: number[];
  private readonly bits: readonly bigint[];
  private placed = 0n;
  private unexplained: number;
  private readonly visited = new Set<string>();
  private furthest: number | undefined;

  constructor(object: SequentialObject<State, Call, Result>, operations: readonly Explicandum<Call, Result>[]) {
    this.object = object;
    this.all = operations.toSorted((a, b) => a.operation.invokedAt - b.operation.invokedAt);
    const ring = this.all.length + 1;
    this.next = Array.from({ length: ring }, (_, at) => (at + 1) % ring);
    this.previous = Array.from({ length: ring }, (_, at) => (at + ring - 1) % ring);
    this.bits = this.all.map((_, at) => 1n << BigInt(at));
    this.unexplained = this.all.filter(({ mustHappen }) => mustHappen).length;
  }

  /**
   * After a search in vain: the first return that no order explains. Everything that returned before it was explained by some prefix, and nothing that explains
   * this one, too, would have escaped the search.
   */
  get culprit(): TimedOperation<Call, Result> | undefined {
    return this.furthest === undefined ? undefined : this.at(this.furthest).operation;
  }

  /** An order of all operations that must have happened, and of some that may have; nothing if there is none. */
  run(): Placed<Call, Result>[] | undefined {
    const path: Prefix<State, Result>[] = [this.prefix(-1, this.object.initial, undefined)];
    for (let here = path[0]; here !== undefined; here = path.at(-1)) {
      if (this.unexplained === 0) return path.slice(1).map((prefix) => this.placeOf(prefix));
      const candidate = here.untried.pop();
      const longer = candidate === undefined ? undefined : this.extended(here, candidate);
      if (longer !== undefined) path.push(longer);
      else if (candidate === undefined) {
        path.pop();
        if (here.last >= 0) this.takeBack(here.last);
      }
    }
    return undefined;
  }

  /** The prefix with one more operation, if it may have returned what it did and the rest has not been tried from there before. */
  private extended({ state: before }: Prefix<State, Result>, candidate: number): Prefix<State, Result> | undefined {
    const { operation, accepts } = this.at(candidate);
    const { state, result } = this.object.apply(before, operation.call);
    if (!accepts(result)) return undefined;
    this.place(candidate);
    const here = this.textOf(state);
    if (this.visited.has(here)) {
      this.takeBack(candidate);
      return undefined;
    }
    this.visited.add(here);
    return this.prefix(candidate, state, result);
  }

  /** What all prefixes have in common that make no difference any more: the operations they have in any order, most of them the first ones, and the state. */
  private textOf(state: State): string {
    const first = this.next[this.all.length] as number;
    return `${first} ${(this.placed >> BigInt(first)).toString(32)} ${canonicalText(state)}`;
  }

  private prefix(last: number, state: State, result: Result | undefined): Prefix<State, Result> {
    const candidates = this.candidates();
    const due = candidates.find((at) => this.at(at).mustHappen);
    if (due !== undefined && (this.furthest === undefined || this.comparedByEnd(due, this.furthest) > 0))
      this.furthest = due;
    return { last, state, result, untried: this.worthTrying(candidates, state) };
  }

  /**
   * Not every candidate needs to be tried. A read that fits may as well happen now, since nobody will notice. Of two that are alike the one that has to be
   * first may be first: were it the other way round, they could change places. And a read without a result explains nothing.
   */
  private worthTrying(candidates: readonly number[], state: State): number[] {
    const kinds = new Set<string>();
    const worthwhile: number[] = [];
    for (const at of candidates) {
      const { operation, mustHappen, accepts, alike } = this.at(at);
      const isRead = this.object.isRead?.(operation.call) ?? false;
      if (isRead && mustHappen && accepts(this.object.apply(state, operation.call).result)) return [at];
      if (kinds.has(alike) || isRead) continue;
      kinds.add(alike);
      worthwhile.push(at);
    }
    return worthwhile.reverse();
  }

  /**
   * Who may come next: everything that was called before anything else without a place returned. What returned first is most likely to have happened first,
   * and what need not have happened at all is tried when nothing else helps.
   */
  private candidates(): number[] {
    const found: number[] = [];
    let firstReturn = Number.POSITIVE_INFINITY;
    const end = this.all.length;
    for (let at = this.next[end] ?? end; at !== end; at = this.next[at] ?? end) {
      if (this.at(at).operation.invokedAt > firstReturn) break;
      firstReturn = Math.min(firstReturn, this.endOf(at));
      found.push(at);
    }
    return found.sort((a, b) => this.comparedByEnd(a, b));
  }

  private endOf(at: number): number {
    const { operation, mustHappen } = this.at(at);
    return (mustHappen ? operation.returnedAt : undefined) ?? Number.POSITIVE_INFINITY;
  }

  private comparedByEnd(a: number, b: number): number {
    const [endOfA, endOfB] = [this.endOf(a), this.endOf(b)];
    return endOfA === endOfB ? a - b : endOfA - endOfB;
  }

  private place(at: number): void {
    const { next, previous } = this;
    next[previous[at] as number] = next[at] as number;
    previous[next[at] as number] = previous[at] as number;
    this.placed |= this.bits[at] as bigint;
    if (this.at(at).mustHappen) this.unexplained--;
  }

  /** In the reverse order of placing, so that its neighbours are the same again. */
  private takeBack(at: number): void {
    const { next, previous } = this;
    next[previous[at] as number] = at;
    previous[next[at] as number] = at;
    this.placed ^= this.bits[at] as bigint;
    if (this.at(at).mustHappen) this.unexplained++;
  }

  private at(at: number): Explicandum<Call, Result> {
    return this.all[at] as Explicandum<Call, Result>;
  }

  private placeOf({ last, result }: Prefix<State, Result>): Placed<Call, Result> {
    return { operation: this.at(last).operation, result: result as Result };
  }
}
