/**
 * A reply cache is bounded (S19): a client that keeps to its window has no more requests under way than the window is wide, and a learner needs no more
 * replies than these. It is about memory, not about safety; a cache that is never pruned passes everything else.
 */
import { alwaysEach, violation } from "synod";

interface Keeper {
  readonly name: string;
  readonly caches: readonly { readonly client: string; readonly replies: readonly object[] }[];
}

interface BoundedView {
  readonly learners: readonly Keeper[];
  /** How many requests of one client may be under way. */
  readonly outstandingLimit: number;
}

export const cachesAreBounded = alwaysEach<BoundedView, Keeper>(
  "caches-are-bounded",
  ({ learners }) => learners,
  ({ name, caches }, { outstandingLimit }) => {
    const tooLarge = caches.find(({ replies }) => replies.length > outstandingLimit);
    if (tooLarge === undefined) return undefined;
    const { client, replies } = tooLarge;
    return violation(
      `${name} keeps ${replies.length} replies for ${client}, which has no more than ${outstandingLimit} requests under way`,
      { learner: name, client, replies, outstandingLimit },
    );
  },
  { about: "A learner keeps no more replies for a client than that has requests under way.", source: "S19" },
);
