/**
 * What a strategy sees: the steps that are enabled, in the order of the definition, as numbers. Equal numbers are equal events; which number an event
 * has depends on when it was first met, in whatever run, so a strategy may compare numbers and count by them, but must not order by them.
 */
import type { Traits } from "./traits.ts";

export interface Sight {
  /** How many steps are enabled. */
  readonly count: number;
  /** The number of each enabled step's event. Only the first `count` mean anything. */
  readonly events: Int32Array;
  /** What is known of events, by number. */
  readonly traits: Traits;
  /** The event of the step that was taken last; -1 before the first. */
  readonly last: number;
  /** Steps taken in this run. */
  readonly depth: number;
  /** The first component that an enabled step writes: the local state of a node. -1 if it writes none. */
  writtenBy(position: number): number;
  /** The number of the value that it writes there. Equal numbers are equal values. */
  valueBy(position: number): number;
  /** The number of the value that a component has now. */
  valueOf(component: number): number;
}
