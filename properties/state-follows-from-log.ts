/**
 * The state follows from the log (I12): application and cached replies of a learner are what one machine would have after the same slots. Two learners that
 * make the same mistake are equal; this is what tells them from two that are right.
 */
import { alwaysEach, type Finding, violation } from "synod";
import { type LogMeaning, replay } from "./replay.ts";

/** What a learner remembers of one client (S18, S19). */
export interface ReplyCache {
  readonly client: string;
  /** The client has the replies up to this one, so they are not kept. */
  readonly floor: number;
  readonly replies: readonly { readonly seq: number; readonly reply: string }[];
}

export interface ReplayableLearner {
  readonly name: string;
  /** The first slot that it has not executed. */
  readonly executed: number;
  /** What it knows to be chosen, executed or not. */
  readonly learned: readonly { readonly slot: number; readonly value: string }[];
  readonly application: string;
  readonly caches: readonly ReplyCache[];
}

export interface ReplayView extends LogMeaning {
  /** All learners, always in the same order. */
  readonly learners: readonly ReplayableLearner[];
}

export const stateFollowsFromLog = alwaysEach<ReplayView, ReplayableLearner>(
  "state-follows-from-log",
  ({ learners }) => learners,
  (learner, view) => differenceFromReplay(learner, executedBy(learner), view),
  { about: "State and cached replies are those of one machine that executes the same log.", source: "S10, S18" },
);

type Holder = Pick<ReplayableLearner, "name" | "executed" | "application" | "caches">;

/** Holds a state against what one machine would have after the same slots: its application, and the replies that are cached and those that are not. */
export function differenceFromReplay(
  holder: Holder,
  decided: Parameters<typeof replay>[0],
  meaning: LogMeaning,
): Finding {
  const { name, executed, application, caches } = holder;
  const { application: expected, replies } = replay(decided, meaning);
  const slots = `after the slots before ${executed}`;
  if (application !== expected)
    return violation(
      `${name} has ${JSON.stringify(application)} ${slots}, but should have ${JSON.stringify(expected)}`,
      { application, expected },
    );
  for (const { client, replies: kept } of caches) {
    for (const { seq, reply } of kept) {
      const right = replies.find(({ request }) => request.client === client && request.seq === seq)?.reply;
      if (right === reply) continue;
      const should = right === undefined ? "has no reply yet" : `should be ${JSON.stringify(right)}`;
      const what = `${JSON.stringify(reply)} as its reply to request ${seq} of ${client}`;
      return violation(`${name} keeps ${what}, which ${should} ${slots}`, { reply, expected: right ?? null });
    }
  }
  return undefined;
}

/** Of what a learner knows, what it has executed. */
export function executedBy({ executed, learned }: Pick<ReplayableLearner, "executed" | "learned">) {
  return learned.filter(({ slot }) => slot < executed);
}

/** Whether a cache tells that a request was executed: by its reply, or because the client is known to have it (S19). */
export function isExecuted(
  caches: readonly ReplyCache[],
  { client, seq }: { readonly client: string; readonly seq: number },
): boolean {
  const cache = caches.find((each) => each.client === client);
  return cache !== undefined && (seq <= cache.floor || cache.replies.some((reply) => reply.seq === seq));
}
