/**
 * Deleted is deleted (A10): an acceptor has no vote in a slot before its base. One that is cast there later brings the slot back to life, among acceptors of
 * which some have forgotten what was chosen in it.
 */
import { alwaysEach, violation } from "synod";
import { inSlot } from "./decision.ts";

export interface TruncatedVoter {
  readonly name: string;
  /** The first slot whose vote it has kept. */
  readonly base: number;
  readonly votes: readonly { readonly slot?: number; readonly epoch: number; readonly value: string }[];
}

export const keepsNoOldVotes = alwaysEach<{ readonly acceptors: readonly TruncatedVoter[] }, TruncatedVoter>(
  "keeps-no-old-votes",
  ({ acceptors }) => acceptors,
  ({ name, base, votes }) => {
    const old = votes.find(({ slot = 0 }) => slot < base);
    if (old === undefined) return undefined;
    const what = `${name} has a vote for ${old.value}, although it has deleted the slots before ${base}`;
    return violation(inSlot(old.slot, what), { base, votes });
  },
  { about: "There is no vote in a slot that was deleted.", source: "S13" },
);
