/**
 * Quorums: any two majorities share an acceptor, and that acceptor is how a later epoch hears of an earlier one.
 */
export function majority(acceptors: number): number {
  return Math.floor(acceptors / 2) + 1;
}
