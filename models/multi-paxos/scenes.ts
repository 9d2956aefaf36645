/**
 * The situations in which Multi-Paxos is checked. Each is a whole bounded space, so each answer is certain, and each is about that space only: the
 * sentence says what is in it and what is not. Seeded bugs are shown in the same scenes, where the sound protocol is known to hold.
 */

import { membershipScenes } from "./membership-scenes.ts";
import { recoveryScenes } from "./recovery-scenes.ts";
import { duel, election, type Scene, votesOnly } from "./scene.ts";
import { snapshotScenes } from "./snapshot-scenes.ts";

/** Two requests in two slots at once. */
const pipelining = { clients: 2, slots: 2 } as const;

/** One client with two requests under way, and a leader that gives a slot to whatever comes, also when it comes again. */
const twice = { requests: 2, outstanding: 2, resends: 1, resendTo: "same", slots: 3, leaderDedupe: "off" } as const;

/** One leader apart from its acceptors, which leads again in its next epoch when it has crashed. */
const again = { roles: "apart", leaders: 1, ...election, restarts: 1 } as const;

const oneSlot = {
  "happy-path": {
    about: "One leader, one request (S8). Small enough to draw; nothing can go wrong but messages that never come.",
    set: {},
  },
  broadcast: {
    about: "The happy path with acceptors that tell all learners themselves (S3): more messages, one delay less.",
    set: { learning: "broadcast" },
  },
  "one-server": {
    about: "A majority of one: three commands take six steps, a request and a reply each.",
    set: { servers: 1, requests: 3, slots: 3 },
  },
  "five-servers": {
    about:
      "Five servers of which one may crash and restart (S12), one takeover, one request. Only votes: no learner is told.",
    set: { servers: 5, ...election, ...votesOnly, restarts: 1 },
  },
  "five-servers-duplication": {
    about: "Five servers, of which no two are a quorum, one leader, and one message doubled (S2).",
    set: { servers: 5, ...votesOnly, duplications: 1 },
  },
  "five-servers-partition": {
    about:
      "Five servers, of which two are cut off: they lead and ask for votes in vain, while the other three decide, and lead in turn (S2, S5).",
    set: { servers: 5, cutOff: 2, clients: 3, targets: "spread", epochs: 4 },
  },
  "one-request": {
    about: "One takeover (S6) while one request is under way: the new leader adopts it, or has nothing to do.",
    set: election,
  },
  duel: {
    about:
      "Two leaders with a request each and one slot (S5): the second may adopt what the first left, neither comes back.",
    set: duel,
  },
  "duel-commit": {
    about: "The duel with learners that are told that a slot is chosen, and look at their own votes for what (S2).",
    set: { ...duel, learning: "commit" },
  },
  "duel-broadcast": {
    about: "The duel with acceptors that tell all learners (S3), which count votes of both epochs as they come.",
    set: { ...duel, learning: "broadcast" },
  },
  "duel-network": {
    about:
      "The duel with messages to oneself that travel like all others, so that a server may vote late for its own proposal.",
    set: { ...duel, selfDelivery: "network" },
  },
  "duel-prepared": {
    about: "The duel with a first leader that prepares epoch 0 as any other (S6), instead of having it from the start.",
    set: { ...duel, bootstrap: "prepare" },
  },
  "no-step-down": {
    about:
      "The duel with a leader that goes on although it has heard of a later epoch: it is harmless, acceptors refuse it.",
    set: { ...duel, stepDown: false, nacks: true },
  },
  loss: {
    about:
      "The duel with one message lost and, for each leader, one retransmission (S2). Only votes: no learner is told.",
    set: { ...duel, ...votesOnly, losses: 1, retransmissions: 1 },
  },
  duplication: {
    about: "The duel with one message doubled (S2). Only votes: no learner is told.",
    set: { ...duel, ...votesOnly, duplications: 1 },
  },
  restart: {
    about: "The duel with one crash and restart of any server at any moment (S12): what is not on disk is gone.",
    set: { ...duel, restarts: 1, stops: true },
  },
  "restarted-leader": {
    about: "One leader, two requests, one crash and restart (S12). Its epoch is used up, and there is no other.",
    set: { clients: 2, restarts: 1 },
  },
  "catching-up": {
    about: "The duel with one crash, after which a server asks the others for what it has forgotten (S12).",
    set: { ...duel, restarts: 1, catchUp: true },
  },
  "three-epochs": {
    about: "Three servers lead in turn (S6, S9), so that a vote can be outdated; two requests, one slot.",
    set: { ...duel, epochs: 3 },
  },
  "leads-twice": {
    about:
      "Servers 1 and 2 take over as often as five epochs allow (S9), so that old answers of a server's own reach it. Only votes.",
    set: { ...duel, ...votesOnly, epochs: 5, patient: "first" },
  },
  "leads-twice-announced": {
    about: "The same with learners that are told: the largest space here, to measure the search with.",
    set: { ...duel, epochs: 5, patient: "first" },
    full: true,
  },
} as const satisfies Record<string, Scene>;

const severalSlots = {
  pipelining: {
    about:
      "Two requests in two slots at once (S10): they may be chosen in any order and are executed in that of slots.",
    set: pipelining,
  },
  "pipelining-broadcast": {
    about: "The same with learners that count votes for both slots (S3).",
    set: { ...pipelining, learning: "broadcast" },
  },
  "pipelining-three-slots": {
    about: "Three requests in three slots at once (S10).",
    set: { clients: 3, slots: 3 },
  },
  "one-slot-at-a-time": {
    about: "Two requests for a leader that has one slot under way at most (S10); the second waits.",
    set: { ...pipelining, window: 1, backlog: 1 },
  },
  election: {
    about:
      "Two requests under way when server 1 takes over (S10, S11): it adopts votes and fills gaps. Only votes: no learner is told.",
    set: { ...pipelining, ...election, ...votesOnly },
  },
  "election-announced": {
    about: "The same with learners that are told, in any order.",
    set: { ...pipelining, ...election },
    full: true,
  },
  "election-resend": {
    about:
      "The takeover with clients that send to server 1 what they have no reply to (S16), so that it has requests of its own.",
    set: { ...pipelining, ...election, ...votesOnly, resends: 1 },
  },
  "election-backlog": {
    about: "The same with a leader that keeps one request until it has prepared.",
    set: { ...pipelining, ...election, ...votesOnly, resends: 1, backlog: 1 },
    full: true,
  },
  "prepare-window": {
    about:
      "The duel with two slots, which are prepared one by one (S8): the second with the promise that was made for the first.",
    set: { ...duel, ...votesOnly, slots: 2, prepareWindow: 1 },
  },
  "prepare-window-resend": {
    about:
      "Slots prepared one by one (S8) when two requests were under way in both, and are sent again to the new leader.",
    set: { ...election, ...votesOnly, requests: 2, outstanding: 2, slots: 2, resends: 1, prepareWindow: 1 },
    full: true,
  },
} as const satisfies Record<string, Scene>;

const clients = {
  "two-outstanding": {
    about: "One client with two requests under way (S14), which may arrive, and so be executed, in either order.",
    set: { requests: 2, outstanding: 2, slots: 2 },
  },
  "client-order": {
    about:
      "The same with a leader that takes a client's requests in their order (S15, done right): the second waits for the first.",
    set: { requests: 2, outstanding: 2, slots: 2, leaderDedupe: "in-order" },
  },
  "client-order-election": {
    about:
      "The same across a takeover (S6, S16), in which a noop may displace the first; there is a third slot for it. Only votes.",
    set: {
      ...election,
      ...votesOnly,
      requests: 2,
      outstanding: 2,
      slots: 3,
      resends: 1,
      leaderDedupe: "in-order",
    },
  },
  dedupe: {
    about:
      "Two requests, sent twice, to a leader that does not look whether they have a slot: learners execute each once (S18).",
    set: twice,
  },
  "dedupe-acknowledged": {
    about: "The same with learners that forget replies when a later request says that the client has them (S19).",
    set: { ...twice, pruning: "ack" },
  },
  "dedupe-election": {
    about: "One request, sent to one leader and then to the next (S16, S17), so that it may get two slots.",
    set: { ...election, resends: 1, slots: 2 },
  },
  redirects: {
    about: "The same with servers that say who leads (S17), and learners that all reply (S16).",
    set: { ...election, resends: 1, slots: 2, redirects: true, answers: "everybody" },
  },
  "cache-window": {
    about: "Three requests of which two may be under way (S19): learners forget by acknowledgement and by number.",
    set: { requests: 3, outstanding: 2, slots: 3, pruning: "both" },
  },
  "cache-window-resend": {
    about: "The same by number alone, with requests that are sent again after they were executed.",
    set: { requests: 3, outstanding: 2, resends: 1, resendTo: "same", slots: 4, pruning: "window" },
  },
  register: {
    about:
      "A register that two clients write and read, twice each, and what they see of it: linearizability. Only votes.",
    set: { ...votesOnly, clients: 2, requests: 2, slots: 4, application: "register", watched: true },
  },
  "register-election": {
    about:
      "One client that writes a register and reads it, across a takeover (S6, S16), and what it sees of it. Only votes.",
    set: { ...election, ...votesOnly, requests: 2, slots: 3, resends: 1, application: "register", watched: true },
  },
} as const satisfies Record<string, Scene>;

const apart = {
  "roles-apart": {
    about: "The duel with two leaders, each with its learner, apart from three acceptors, which say when they refuse.",
    set: { ...duel, roles: "apart", nacks: true },
  },
  "three-leaders-apart": {
    about:
      "Three leaders with an epoch each apart from three acceptors, so that a vote may come without a promise. Only votes.",
    set: { ...duel, ...votesOnly, roles: "apart", leaders: 3, epochs: 3 },
    full: true,
  },
  "duplication-apart": {
    about:
      "One leader apart from three acceptors, which prepares its first epoch, and one message doubled (S2, S9): no promise of its own hides one that it counts twice.",
    set: { ...votesOnly, roles: "apart", leaders: 1, bootstrap: "prepare", duplications: 1 },
  },
  "restart-apart": {
    about: "One leader apart from three acceptors that crashes, restarts (S12) and leads again in its next epoch.",
    set: again,
  },
  "restart-apart-prepared": {
    about: "The same with two requests and a first epoch that is prepared, so that old promises are about. Only votes.",
    set: { ...again, ...votesOnly, clients: 2, bootstrap: "prepare" },
  },
} as const satisfies Record<string, Scene>;

export const scenes = {
  ...oneSlot,
  ...severalSlots,
  ...clients,
  ...apart,
  ...snapshotScenes,
  ...recoveryScenes,
  ...membershipScenes,
} as const;

export type SceneName = keyof typeof scenes;
