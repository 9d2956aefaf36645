/** Snapshots and truncated logs (S13, S20): slots are deleted while others still have something to ask about them. */
import { duel, election, type Scene, votesOnly } from "./scene.ts";

const own = { snapshots: "own" } as const;

export const snapshotScenes = {
  snapshots: {
    about:
      "The duel with servers that take a snapshot and delete the votes it covers (S13), when the other asks for them.",
    set: { ...duel, ...own, stops: true },
  },
  "snapshots-two-slots": {
    about: "The same with two slots, of which one may be in a snapshot and the other under way. Only votes.",
    set: { ...duel, ...votesOnly, ...own, slots: 2, stops: true },
  },
  "snapshots-announced": {
    about: "Two slots with learners that are told, so that all three servers take snapshots.",
    set: { ...duel, ...own, slots: 2 },
    full: true,
  },
  "snapshots-election": {
    about: "Two requests under way when server 1 takes over (S10, S11) from one that deletes votes. Only votes.",
    set: { ...election, ...votesOnly, ...own, clients: 2, slots: 2 },
    full: true,
  },
  "snapshots-cache": {
    about: "One request, sent to one leader and then to the next, which knows of it from a snapshot (S20), if at all.",
    set: { ...election, ...own, resends: 1, slots: 2, learning: "leader-only", stops: true },
  },
  "snapshots-cache-announced": {
    about: "The same with leaders that do not look whether a request has a slot, and learners that are told.",
    set: { ...election, ...own, resends: 1, slots: 2, leaderDedupe: "off" },
    full: true,
  },
  "snapshots-restart": {
    about: "Snapshots and one crash of any server at any moment (S12): it begins from its snapshot.",
    set: { ...duel, ...own, restarts: 1, stops: true },
  },
  "snapshots-catching-up": {
    about: "One crash, after which a server asks the others, and gets what they have: a snapshot. Only votes.",
    set: { ...duel, ...votesOnly, ...own, restarts: 1, catchUp: true },
  },
  "snapshots-quorum": {
    about: "Snapshots that are announced; votes are deleted when a quorum has one that covers them.",
    set: { ...duel, snapshots: "quorum" },
  },
  "snapshots-quiet": {
    about:
      "One leader, one request, and votes that are deleted when everybody has a snapshot: when all is quiet, they are.",
    set: { snapshots: "all", stops: true },
  },
  "snapshots-all": {
    about: "Votes are deleted when everybody has a snapshot that covers them, so nobody needs to be sent one.",
    set: { ...duel, snapshots: "all" },
  },
} as const satisfies Record<string, Scene>;
