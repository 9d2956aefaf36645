/**
 * Joining (S12): a server with a new name is a learner before it is a member. The leader sends it a snapshot of all that it has executed, which the new server
 * puts on its disk, and proposes the change when the new server says that it has. Otherwise new members might make a quorum that knows nothing of what
 * the old ones have agreed on.
 */
import type { Address } from "synod";
import type { Joining, Leading } from "./leadership.ts";
import type { LearnerState } from "./learner.ts";
import type { Post } from "./post.ts";
import type { Slot } from "./slot.ts";
import type { SnapshotRules } from "./snapshot.ts";
import { withPosition } from "./truncation.ts";
import type { Request } from "./value.ts";

/** Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface JoiningRules {
  /** Whether a server knows enough to be made a member, if it has a snapshot at all. */
  hasCaughtUp(position: Slot | undefined, executed: Slot): boolean;
}

export const joiningRules: JoiningRules = {
  /** All that the leader has executed. What is under way beside the change is left: so many slots as come between a change and its members. */
  hasCaughtUp: (position, executed) => position !== undefined && position >= executed,
};

/** Whether a change may be proposed now. If not, it is kept, and those who are new in it are sent what they lack. */
export function areReady(
  newcomers: readonly Address[],
  { self, leadership, request, rules, post }: Asking<LearnerState>,
): boolean {
  const { reached = [], sent } = leadership.joining ?? {};
  const positionOf = (server: Address) => reached.find(({ by }) => by === server)?.position;
  const behind = newcomers.filter((each) => !rules.hasCaughtUp(positionOf(each), self.executed));
  if (behind.length === 0) return true;
  if (sent === self.executed) return false;
  leadership.joining = { request, reached, sent: self.executed };
  const snapshot = rules.snapshotOf(self, post.self);
  for (const each of behind) post.send(each, { type: "known", chosen: [], snapshot, joins: true });
  return false;
}

export interface Asking<State> {
  readonly self: State;
  readonly leadership: Leading;
  readonly request: Request;
  readonly rules: JoiningRules & SnapshotRules;
  readonly post: Post;
}

/** One of them has a snapshot on its disk that reaches so far. */
export function withCaughtUp({ reached, ...joining }: Joining, by: Address, position: Slot): Joining {
  return { ...joining, reached: withPosition(reached, by, position) };
}
