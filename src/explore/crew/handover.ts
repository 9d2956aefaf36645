/** What a crew is given by the search it takes over from, and what each of its members gives back. All of it can be sent to another thread. */
import type { LimitKind } from "../limits.ts";

export interface Handover {
  /** Everything that was learned. */
  readonly lessons: Int32Array;
  /** For how many ids of each component the rows are laid out. */
  readonly sizes: readonly number[];
  /** States found, and of these expanded. */
  readonly size: number;
  readonly cursor: number;
  readonly levels: number;
  /** Properties that need not be looked at any more: witnesses that were reached. */
  readonly decided: readonly string[];
  readonly maxDepth: number;
  readonly maxStates: number;
}

export interface Share {
  /** Something came up that one search has to tell: a violation, an error, a state with too many successors. */
  readonly hasFailed: boolean;
  readonly stoppedBy: LimitKind | undefined;
  readonly size: number;
  readonly frontier: number;
  readonly generated: number;
  readonly terminal: number;
  readonly levels: number;
  /** Witnesses reached, with the length of the way there in steps. */
  readonly reached: readonly (readonly [name: string, steps: number])[];
  /** By property. */
  readonly evaluations: readonly number[];
  readonly exercised: readonly string[];
  /** By bound. */
  readonly reachedBounds: readonly boolean[];
  readonly built: number;
  readonly blocks: number;
  readonly words: number;
}
