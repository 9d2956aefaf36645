/** Destroyed servers (S12): one has lost its disk, what it said is still on its way, and another takes its place. */
import { duel, type Scene, votesOnly } from "./scene.ts";

/** Five servers. The last is destroyed while something that it said is on its way, and the duel goes on from there. */
const five = { ...duel, ...votesOnly, servers: 5, destroys: 1, fragile: "last" } as const;
const itsPromise = [{ reach: "a-promise-outlives-its-acceptor" }, {}] as const;
const itsVote = [{ reach: "a-vote-outlives-its-acceptor" }, {}] as const;

const destroyed = { ...duel, destroys: 1 } as const;

export const recoveryScenes = {
  destroyed: {
    about:
      "The duel with one server that is destroyed, whoever it is; the new one reads both others before it answers (S12).",
    set: destroyed,
  },
  "destroyed-only-votes": {
    about: "The same when no learner is told.",
    set: { ...destroyed, ...votesOnly, stops: true },
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
  "destroyed-five-quorum": {
    about:
      "Five servers, of which one is destroyed and reads a quorum: its old promise counts, and nobody that it asked had heard of it.",
    set: { ...five, recovery: "quorum" },
    stages: itsPromise,
    violates: "agreement",
  },
  "destroyed-five-vectors": {
    about: "The same with crash vectors: promises and votes say who was destroyed, and the old promise is not counted.",
    set: { ...five, recovery: "vectors" },
    stages: itsPromise,
  },
  "destroyed-five-vectors-vote": {
    about: "Crash vectors among five servers, when it is a vote of the destroyed one that is on its way.",
    set: { ...five, recovery: "vectors" },
    stages: itsVote,
    full: true,
  },
  "destroyed-learner": {
    about:
      "Leaders, each with its learner, apart from acceptors: one is destroyed, and any other tells the new one what is chosen (S12).",
    set: { ...duel, roles: "apart", destroys: 1, catchUp: true },
  },
  "destroyed-vectors": {
    about: "Crash vectors among three servers, each of which may be destroyed. Only votes.",
    set: { ...destroyed, ...votesOnly, recovery: "vectors" },
  },
  "destroyed-broadcast-vectors": {
    about:
      "Crash vectors with acceptors that tell all learners (S3), from where a vote of the destroyed server is on its way.",
    set: { ...destroyed, learning: "broadcast", recovery: "vectors" },
    stages: itsVote,
  },
  "destroyed-broadcast": {
    about:
      "One destroyed server, with acceptors that tell all learners (S3): a vote of the destroyed leader for its own proposal is still counted.",
    set: { ...destroyed, learning: "broadcast" },
    violates: "agreement",
  },
} as const satisfies Record<string, Scene>;
