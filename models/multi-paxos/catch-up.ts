/**
 * Catching up (S12, S13): a learner that is behind asks any other for what it has missed, since what is chosen is a fact and anybody's word will do. It gets the
 * end of the log; where the log no longer goes back so far, the snapshot that it begins with.
 */
import type { LearnerState } from "./learner.ts";
import type { Message } from "./messages.ts";
import type { Post } from "./post.ts";
import { at, type Slot } from "./slot.ts";
import { beginFrom, type Snapshot, type SnapshotRules } from "./snapshot.ts";
import type { Value } from "./value.ts";

export interface CatchUpOptions<State> {
  readonly rules: SnapshotRules;
  decide(self: State, slot: Slot, value: Value, post: Post): void;
  /** Executes what is chosen behind a snapshot. */
  executeAll(self: State, post: Post): void;
  /** A new snapshot is on disk. */
  covered(self: State, post: Post): void;
}

type Received<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

export function catchUpHandlers<State extends LearnerState>(options: CatchUpOptions<State>) {
  const { rules, decide, executeAll, covered } = options;

  const ask = (from: Slot): Message => ({ type: "catchUp", from });

  /** S13, S20: the whole snapshot or nothing, and on disk at once. What was promised and voted has nothing to do with it. */
  const install = (self: State, snapshot: Snapshot, post: Post) => {
    if (!rules.mayInstall(self, snapshot)) return;
    beginFrom(self, snapshot);
    self.snapshot = snapshot;
    self.heard = self.heard.filter(({ slot }) => slot >= snapshot.position);
    covered(self, post);
    executeAll(self, post);
  };

  /** S13: the slots before may be forgotten from here on. The snapshot is on disk before anything is deleted, so a crash between does no harm. */
  const takeSnapshot = (self: State, post: Post) => {
    self.snapshot = rules.snapshotOf(self, post.self);
    covered(self, post);
  };

  /** S12: one that is to become a member says what it has on its disk. It may have heard of more by itself than it was sent. */
  const answerAsJoining = (self: State, post: Post) => {
    if (self.snapshot.position < self.executed) takeSnapshot(self, post);
    post.send(post.from, { type: "caughtUp", position: self.snapshot.position });
  };

  return {
    install,
    takeSnapshot,

    /** S12: one that has lost what it knew asks the others. */
    askAround(self: State, post: Post) {
      post.toOtherLearners(ask(self.executed));
    },

    /** S13: a leader that proposes where others are done is behind, and may ask them. */
    tooOld(self: State, { base }: Received<"tooOld">, post: Post) {
      if (self.executed < base) post.send(post.from, ask(self.executed));
    },

    catchUp({ chosen: all, snapshot }: State, { from }: Received<"catchUp">, post: Post) {
      const isBefore = from < snapshot.position && at(all, from) === undefined;
      const chosen = all.filter(({ slot }) => slot >= (isBefore ? snapshot.position : from));
      if (isBefore) post.send(post.from, { type: "known", chosen, snapshot });
      else if (chosen.length > 0) post.send(post.from, { type: "known", chosen });
    },

    known(self: State, { chosen, snapshot, joins }: Received<"known">, post: Post) {
      if (snapshot !== undefined) install(self, snapshot, post);
      for (const { slot, value } of chosen) decide(self, slot, value, post);
      if (joins) answerAsJoining(self, post);
    },
  };
}
