/** Quorums: the smallest majorities. A larger set of acceptors shows nothing that one of these does not. */

export function majority(acceptors: number): number {
  return Math.floor(acceptors / 2) + 1;
}

/** The constant Quorum: every set of just so many acceptors that any two of the sets meet. */
export function quorumsOf(acceptors: number): number[][] {
  return subsets(
    Array.from({ length: acceptors }, (_, a) => a),
    majority(acceptors),
  );
}

function subsets(of: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return of.flatMap((first, position) => subsets(of.slice(position + 1), size - 1).map((rest) => [first, ...rest]));
}
