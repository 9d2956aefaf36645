/**
 * Quorums: any two majorities share an acceptor, and that acceptor is how a later epoch hears of an earlier one.
 */

export function majority(acceptors: number): number {
  return Math.floor(acceptors / 2) + 1;
}

/**
 * A set with one more member. Counting members, never messages, makes a duplicate harmless; keeping them in order makes equal sets equal states.
 */
export function including<T extends string>(members: readonly T[], member: T): T[] {
  return members.includes(member) ? [...members] : [...members, member].sort();
}
