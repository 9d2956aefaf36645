/**
 * Those who look at steps, as seen by the space: it may leave out a step only if nobody has to look at it. Sets of watchers are masks of 32 bits; if there
 * are more of them some share a bit, which makes them look more curious than they are and does no harm.
 */
export interface Watch {
  /** Grows whenever somebody begins to look at something else; answers given before are then void. */
  readonly generation: number;
  /** Who looks at anything that the step into the state being expanded has changed. */
  readonly touched: number;
  /** The components that anybody looks at, as a mask of components (component-mask.ts). */
  readonly components: number;
  /** Who looks at anything in which two values of a component differ, given by their ids. */
  between(component: number, before: number, after: number): number;
  /** Who looks at anything in a component. */
  of(component: number): number;
}

/** Nobody looks at steps. */
export const UNWATCHED: Watch = { generation: 0, touched: 0, components: 0, between: () => 0, of: () => 0 };
