/**
 * Crash vectors (S12; Michael, Ports, Sharma and Szekeres, DISC 2017): with more than three servers a replaced one may recover from a quorum that never heard of
 * what the destroyed one had said, and both would be counted. So servers remember, of each other, how many have been destroyed, and say so in every
 * promise and vote; an answer counts only as long as nobody it is counted with knows of its sender's end.
 */
import type { Address } from "synod";
import { quorumsOf } from "synod/properties";
import { including } from "../basic-paxos/ordered-set.ts";

/** How many servers have been destroyed in each place, as far as somebody knows; of its own it always knows. */
export type CrashVector = readonly number[];

/** A promise or a vote, as far as it matters here. Without vectors nobody is ever refuted. */
export interface Answer {
  readonly from: Address;
  readonly vector?: CrashVector;
}

/** What each of two knows, together. */
export function merged(a: CrashVector, b: CrashVector): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, place) => Math.max(a[place] ?? 0, b[place] ?? 0));
}

/** Knowing also of this one. */
export function knowing(vector: CrashVector, place: number, incarnation: number): number[] {
  return vector.map((known, other) => (other === place ? Math.max(known, incarnation) : known));
}

/** Those whose senders, as far as any of the others knows, have not been destroyed since. */
export function unrefuted<T extends Answer>(answers: readonly T[]): T[] {
  return answers.filter((answer) => !answers.some((other) => refutes(other, answer)));
}

/** So many of them that could be counted together, if there are. */
export function quorumAmong<T extends Answer>(answers: readonly T[], quorum: number): readonly T[] | undefined {
  return quorumsOf(answers, quorum).find((some) => unrefuted(some).length === quorum);
}

/** With one answer more, from a server that has perhaps answered before, and perhaps before it was destroyed. */
export function withAnswer<T extends Answer>(answers: readonly T[], answer: T): T[] {
  const credible = unrefuted([...answers, answer]);
  if (!credible.includes(answer)) return credible;
  return including(credible.slice(0, -1), answer, ({ from }) => from);
}

function refutes({ vector: known = [] }: Answer, { from, vector = [] }: Answer): boolean {
  const place = placeOf(from);
  return (known[place] ?? 0) > (vector[place] ?? 0);
}

export function placeOf(address: Address): number {
  return Number(address.slice(address.lastIndexOf(" ") + 1));
}
