/**
 * Breadth-first search in its plainest form, for the oracles: a Map from the text of a state to the state, in the order of discovery, which is therefore
 * also the queue. Here is said, once, what the counts mean.
 */
export interface Counts {
  readonly distinct: number;
  /** Successors before de-duplication, and the initial states. */
  readonly generated: number;
  /** States on the longest of the shortest paths; 1 if there are only initial states. */
  readonly depth: number;
  /** States without a successor. */
  readonly terminal: number;
}

export interface Graph<State> {
  readonly initial: readonly State[];
  successors(state: State): readonly State[];
  /** Equal exactly for states that are the same. */
  textOf(state: State): string;
  /** Called once for each state, with how many steps away it is. */
  onState?(state: State, steps: number): void;
  /** Called for each step, with how many steps lead to its end. */
  onStep?(before: State, after: State, steps: number): void;
}

export class TooManyStates extends Error {}

/** Throws when there are more than `limit` states, so that a mistake in a model comes to an end. */
export function breadthFirst<State>(graph: Graph<State>, limit: number): Counts {
  const seen = new Map<string, { readonly state: State; readonly depth: number }>();
  let generated = 0;
  let depth = 0;
  let terminal = 0;

  const visit = (state: State, at: number) => {
    generated++;
    const text = graph.textOf(state);
    if (seen.has(text)) return;
    if (seen.size >= limit) throw new TooManyStates(`more than ${limit} states`);
    seen.set(text, { state, depth: at });
    depth = Math.max(depth, at);
    graph.onState?.(state, at - 1);
  };

  for (const state of graph.initial) visit(state, 1);
  for (const { state, depth: at } of seen.values()) {
    const successors = graph.successors(state);
    if (successors.length === 0) terminal++;
    for (const next of successors) {
      graph.onStep?.(state, next, at);
      visit(next, at + 1);
    }
  }
  return { distinct: seen.size, generated, depth, terminal };
}
