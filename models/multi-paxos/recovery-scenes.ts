/** Destroyed servers (S12): one has lost its disk, what it said is still on its way, and another takes its place. */
import { duel, type Scene, votesOnly } from "./scene.ts";

const destroyed = { ...duel, destroys: 1 } as const;

export const recoveryScenes = {
  destroyed: {
    about:
      "The duel with one server that is destroyed, whoever it is; the new one reads both others before it answers (S12).",
    set: destroyed,
  },
  "destroyed-only-votes": {
    about: "The same when no learner is told.",
    set: { ...destroyed, ...votesOnly },
  },
  "destroyed-catching-up": {
    about:
      "A destroyed server that asks the others also for what was chosen: as a learner it owes nobody anything. Only votes.",
    set: { ...destroyed, ...votesOnly, catchUp: true },
  },
  "destroyed-restart": {
    about: "One server is destroyed and one crashes and restarts, perhaps the same, before or after. Only votes.",
    set: { ...destroyed, ...votesOnly, restarts: 1 },
  },
  "destroyed-snapshots": {
    about: "A destroyed server among such that delete votes: what it is told begins with a snapshot (S13). Only votes.",
    set: { ...destroyed, ...votesOnly, snapshots: "own" },
  },
  "destroyed-twice": {
    about:
      "Server 2 is destroyed twice and crashes once, so that it asks again, and old answers are about. Only votes.",
    set: { ...destroyed, ...votesOnly, destroys: 2, restarts: 1, fragile: "last" },
    full: true,
  },
  "destroyed-broadcast": {
    about:
      "One destroyed server, with acceptors that tell all learners (S3): a vote of the destroyed leader for its own proposal is still counted.",
    set: { ...destroyed, learning: "broadcast" },
    violates: "agreement",
  },
} as const satisfies Record<string, Scene>;
