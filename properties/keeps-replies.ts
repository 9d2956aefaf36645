/**
 * Replies are kept while they may be asked for (S19): a learner forgets the reply to an executed request only when its client has it. Who forgets too early
 * would execute the request again, or never answer it.
 */
import { alwaysEach, violation } from "synod";
import { type LogMeaning, replay } from "./replay.ts";
import { executedBy, type ReplayableLearner } from "./state-follows-from-log.ts";

type Keeper = Pick<ReplayableLearner, "name" | "executed" | "learned" | "caches">;

export interface KeepersView extends LogMeaning {
  /** All learners, always in the same order. */
  readonly learners: readonly Keeper[];
  readonly clients: readonly { readonly name: string; readonly returned: readonly { readonly seq: number }[] }[];
}

export const keepsReplies = alwaysEach<KeepersView, Keeper>(
  "keeps-replies",
  ({ learners }) => learners,
  (learner, view) => {
    const { name, caches } = learner;
    for (const { request, slot } of replay(executedBy(learner), view).replies) {
      const { id, client, seq } = request;
      const cache = caches.find((each) => each.client === client);
      if (cache?.replies.some((each) => each.seq === seq)) continue;
      const asker = view.clients.find((each) => each.name === client);
      if (asker === undefined || asker.returned.some((each) => each.seq === seq)) continue;
      return violation(`${name} has forgotten its reply to ${id} of slot ${slot}, which ${client} does not have`, {
        learner: name,
        request,
        caches,
      });
    }
    return undefined;
  },
  { about: "A learner has the reply to every executed request whose client does not have it yet.", source: "S18, S19" },
);
