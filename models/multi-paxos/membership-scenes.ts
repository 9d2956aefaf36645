/** Members that change (S12): server 3 takes the place of server 2, by a request in the log, and under a name of its own. */
import { duel, election, type Scene, votesOnly } from "./scene.ts";

/** An operator, who turns to server 0, and a client. */
const spare = { servers: 4, spares: 1, clients: 2 } as const;

/** How many slots may be under way, and so after how many a change counts. */
const one = { window: 1, prepareWindow: 1 } as const;
const two = { window: 2, prepareWindow: 2 } as const;

/** A request at server 0 besides the operator's: those of clients 2 and 3 are at servers that never lead. */
const busy = { clients: 5 } as const;

export const membershipScenes = {
  "members-change": {
    about:
      "Server 3 takes the place of server 2 (S12) when server 1 takes over; one slot at a time, so the next one is the new members'. Only votes.",
    set: { ...election, ...votesOnly, ...spare, ...one, slots: 2 },
  },
  "members-change-duel": {
    about: "The same with clients that turn to servers 0 and 1.",
    set: { ...duel, ...votesOnly, ...spare, ...one, ...busy, slots: 2 },
  },
  "members-change-two-at-once": {
    about:
      "Two slots at a time, so that a slot in between is still the old members', and a noop if nobody asks for anything. Only votes.",
    set: { ...duel, ...votesOnly, ...spare, ...two, slots: 3 },
  },
  "members-change-announced": {
    about:
      "Two slots at a time, with learners that are told of a change before it counts, and a request at server 0 as well.",
    set: { ...duel, ...spare, ...two, ...busy, slots: 2 },
    full: true,
  },
  "members-join": {
    about:
      "Server 3 is sent a snapshot, and takes the place of server 2 (S12) when it has it on its disk. One leader, one crash. Only votes.",
    set: { ...votesOnly, ...spare, ...one, slots: 3, joins: "caught-up", restarts: 1 },
  },
  "members-join-announced": {
    about: "The same with learners that are told, so that server 3 may know by itself what it is sent. Nobody crashes.",
    set: { ...spare, ...one, slots: 3, joins: "caught-up" },
  },
  "members-change-snapshots": {
    about:
      "Server 3 takes the place of server 2 among such that delete votes (S13); a new leader has the members from a snapshot.",
    set: { ...duel, ...votesOnly, ...spare, ...one, slots: 2, snapshots: "own" },
  },
  "members-change-broadcast": {
    about:
      "Server 3 takes the place of server 2, with acceptors that tell all learners (S3): these wait until they know whose votes count.",
    set: { ...spare, ...one, learning: "broadcast", slots: 2 },
    full: true,
  },
  "members-join-two-at-once": {
    about:
      "Two slots at a time: what is under way beside the change is none of what a new member has to have. Only votes.",
    set: { ...votesOnly, ...spare, ...two, clients: 3, slots: 4, joins: "caught-up" },
    full: true,
  },
} as const satisfies Record<string, Scene>;
