/** No two clients hold the lock: it is what a lock is for. */
import { always, violation } from "synod";

/** What the property looks at. */
export interface Clients {
  readonly nodes: { readonly client: readonly { readonly phase: string }[] };
}

export const mutualExclusion = always<Clients>("mutual-exclusion", ({ nodes }) => {
  const holders = nodes.client.flatMap(({ phase }, index) => (phase === "holding" ? [`client ${index}`] : []));
  // Nothing is returned where all is well, and otherwise evidence: a sentence that names who and what.
  return holders.length > 1 ? violation(`${holders.join(" and ")} hold the lock`) : undefined;
});
