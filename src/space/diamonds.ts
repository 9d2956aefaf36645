/**
 * Steps that commute close a diamond: the state behind both is reached over either side. One side is enough. When a state was first reached by a step of
 * one group, any group that was expanded earlier in the parent, and whose steps commute with that step, need not be expanded again in the child: its
 * steps there lead to successors of the parent's earlier children, which were expanded before this child and so have been seen.
 *
 * That argument needs nothing but breadth-first order, so the search still finds every state, in the same order and with the same parents; it only does
 * not build, hash and look up what it would throw away. The steps are counted all the same. (These are the sleep sets of Godefroid 1996, in the one
 * case in which they need no memory.)
 *
 * Sets of components are masks (component-mask.ts), which can only make steps look more dependent than they are.
 */
import type { Effect, Group } from "../define/system.ts";
import { bitOf, maskOf } from "./component-mask.ts";

/** Groups beyond these are always expanded: the number of the group that led to a state is kept in one byte. */
export const MAX_VIA = 255;

export class Diamonds {
  /** What each group reads; what its steps write is among it. */
  readonly reads: Int32Array;
  /** What each group changes by updates that may not commute with other updates of the same component, as far as its steps are known. */
  private readonly updates: Int32Array;

  constructor(groups: readonly Group[]) {
    this.reads = Int32Array.from(groups, ({ reads }) => maskOf(reads));
    this.updates = new Int32Array(groups.length);
  }

  learn(group: number, effects: readonly Effect[]): void {
    let mask = this.updates[group] as number;
    for (const { updates } of effects)
      for (const [component, { commutes }] of updates) if (commutes !== true) mask |= bitOf(component);
    this.updates[group] = mask;
  }

  /**
   * What another step may neither write nor update in any order-dependent way if it is to commute with the step of `group` that changed `changed`. An
   * update that happened to change nothing might change something after the other step, so all that the group may update counts.
   */
  againstWrites(group: number, changed: number): number {
    return (this.reads[group] as number) | (this.updates[group] as number) | changed;
  }

  /** What another step may not change by an update that commutes with its like. */
  againstUpdates(group: number): number {
    return (this.reads[group] as number) | (this.updates[group] as number);
  }
}
