/**
 * Controls: changes that look like bugs and are none. Nothing may flag them, or it would flag what is right.
 */
import type { Bug } from "./bug.ts";
import { leaderRules } from "./leader-rules.ts";
import type { Slot } from "./slot.ts";
import { NOOP } from "./value.ts";

export const controls = {
  "accept-strict": {
    about: "An acceptor votes only in epochs later than it has promised, so not for whom it has promised.",
    slide: "S9",
    violates: null,
    scene: "duel",
    breaks: { mayVote: (self, epoch) => epoch > self.promised },
  },
  "chosen-proposed-again": {
    about: "A new leader proposes again what it knows to be chosen.",
    slide: "S9",
    violates: null,
    scene: "duel",
    breaks: { finishes: () => true },
  },
  "extra-noop": {
    about: "A new leader proposes one noop more than there are gaps.",
    slide: "S11",
    violates: null,
    scene: "dedupe-election",
    breaks: { lastToFinish: (reported) => next(leaderRules.lastToFinish(reported)) },
  },
  "gap-takes-request": {
    about: "A new leader fills a gap with a request that waits, instead of a noop.",
    slide: "S11",
    violates: null,
    scene: "election-backlog",
    breaks: { fillGap: ([request]) => request ?? NOOP },
  },
} satisfies Record<string, Bug>;

function next(slot: Slot | undefined): Slot | undefined {
  return slot === undefined ? undefined : ((slot + 1) as Slot);
}
