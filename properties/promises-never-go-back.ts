/**
 * Promises never go back (I1): a promise given is counted at once by somebody else, who will not ask again. So neither a later message nor a crash may
 * undo it, and the same goes for votes.
 */
import { stepEach, violation } from "synod";

export interface PromiseKeeper {
  readonly name: string;
  /** The epoch it has promised, smaller than all others if none. */
  readonly promised: number;
  /** The epoch of its latest vote, smaller than all others if none. */
  readonly votedIn: number;
  /** It has deleted its votes in the slots before this one (S13); absent if it deletes none. */
  readonly base?: number;
}

export interface PromisesView {
  /** All of them, always in the same order. */
  readonly acceptors: readonly PromiseKeeper[];
}

export const promisesNeverGoBack = stepEach<PromisesView, PromiseKeeper>(
  "promises-never-go-back",
  ({ acceptors }) => acceptors,
  (was, is) => {
    if (is.promised < was.promised) return wentBack(was.name, "promised", was.promised, is.promised);
    if (is.votedIn < was.votedIn && is.base === was.base)
      return wentBack(was.name, "voted in", was.votedIn, is.votedIn);
    return undefined;
  },
  { about: "What an acceptor has promised or voted it never takes back, through a crash either.", source: "S9, S12" },
);

function wentBack(acceptor: string, did: string, from: number, to: number) {
  const now = to < 0 ? "has forgotten it" : `is back at epoch ${to}`;
  return violation(`${acceptor} had ${did} epoch ${from} and ${now}`, { acceptor, from, to });
}
