// Reducers are total: whatever state a server is in and whatever message comes, it neither throws nor changes what is not its own, and does the same in
// whichever order the keys of its state come. States and messages are made up, so most of them are out of reach of any run.
import fc from "fast-check";
import type { Draft } from "synod";
import { describe, test } from "vitest";
import type { Leadership, Promised, Proposal } from "../../../models/multi-paxos/leadership.ts";
import type { Message, SlotValue, SlotVote } from "../../../models/multi-paxos/messages.ts";
import type { RecoveryState } from "../../../models/multi-paxos/recovery.ts";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import type { Snapshot } from "../../../models/multi-paxos/snapshot.ts";
import { NOOP } from "../../../models/multi-paxos/value.ts";
import { react } from "../../../src/define/reaction.ts";
import { epoch, request, seq, serverWith, slot } from "./words.ts";

const epochs = fc.integer({ min: 0, max: 5 }).map(epoch);
const slots = fc.integer({ min: 0, max: 3 }).map(slot);
const seqs = fc.integer({ min: 1, max: 3 }).map(seq);
const addresses = fc.constantFrom("server 0", "server 1", "server 2");
const requests = fc.tuple(fc.integer({ min: 0, max: 1 }), seqs).map(([client, number]) => request(client, number));
const values = fc.oneof(requests, fc.constant(NOOP));

function bySlot<T extends { readonly slot: number }>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc
    .uniqueArray(each, { selector: (entry) => entry.slot, maxLength: 4 })
    .map((entries) => entries.sort((a, b) => a.slot - b.slot));
}

const votes = bySlot<SlotVote>(fc.record({ slot: slots, epoch: epochs, value: values }));
const chosen = bySlot<SlotValue>(fc.record({ slot: slots, value: values }));
const proposals = bySlot<Proposal>(
  fc.record({ slot: slots, value: values, voters: fc.uniqueArray(addresses, { maxLength: 2 }) }),
);
const promises = fc.uniqueArray(fc.record<Promised>({ from: addresses, votes }), {
  selector: ({ from }) => from,
  maxLength: 2,
});

const leaderships: fc.Arbitrary<Leadership> = fc.oneof(
  fc.constant({ phase: "following" as const }),
  fc.record({ phase: fc.constant("preparing" as const), epoch: epochs, from: slots, promises, asked: fc.nat(1) }),
  fc.record({
    phase: fc.constant("leading" as const),
    epoch: epochs,
    from: slots,
    promisers: fc.uniqueArray(addresses),
    next: slots,
    preparedTo: fc.option(slots),
    further: fc.option(promises),
    proposals,
    told: slots,
    asked: fc.nat(1),
  }),
);

const snapshots: fc.Arbitrary<Snapshot> = fc.record({
  position: slots,
  application: fc.constantFrom("", "a1"),
  cache: fc.constantFrom([], [{ client: 0, floor: seq(0), replies: [{ seq: seq(1), reply: "a1" }] }]),
  log: fc.constantFrom([], [{ slot: slot(0), request: "c0#1" }]),
  by: fc.constantFrom(null, "server 0" as const),
});

const truncated = fc.option(fc.record({ base: slots, snapshot: snapshots }), { nil: undefined });
const memories = fc
  .record({ incarnation: fc.nat(1), promised: epochs, votes, truncated })
  .map(({ truncated: deleted, ...memory }) => ({ ...memory, ...(deleted && { truncated: deleted }) }));
const recoveries: fc.Arbitrary<RecoveryState["recovery"]> = fc.oneof(
  fc.constant({ phase: "done" as const }),
  memories.map((memory) => ({ phase: "recovering" as const, memories: [{ ...memory, from: "server 2" as const }] })),
);

const vectors = fc.constantFrom([0, 0, 0], [0, 0, 1], [1, 0, 0]);

const states: fc.Arbitrary<ServerState> = fc.record({
  promised: fc.integer({ min: -1, max: 5 }).map(epoch),
  votes,
  view: epochs,
  leadership: leaderships,
  backlog: fc.uniqueArray(requests, { selector: ({ client, seq: number }) => `${client} ${number}`, maxLength: 2 }),
  chosen,
  executed: slots,
  application: fc.constantFrom("", "a1", "a1 b1"),
  cache: fc.constantFrom([], [{ client: 0, floor: seq(1), replies: [{ seq: seq(2), reply: "a1 a2" }] }]),
  log: fc.constant([]),
  heard: fc.constant([]),
  base: slots,
  snapshot: snapshots,
  incarnation: fc.nat(1),
  recovery: recoveries,
  vector: fc.constantFrom([], [0, 0, 1]),
  covered: fc.constantFrom([], [{ by: "server 0" as const, position: slot(1) }]),
});

const messages: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant("prepare" as const), epoch: epochs, from: slots }),
  fc.record({ type: fc.constant("promise" as const), epoch: epochs, from: slots, votes }),
  fc.record({
    ...{ type: fc.constant("promise" as const), epoch: epochs, from: slots, votes },
    truncated: fc.record({ base: slots, snapshot: snapshots }),
  }),
  fc.record({ type: fc.constant("nack" as const), promised: epochs }),
  fc.record({ type: fc.constant("accept" as const), epoch: epochs, slot: slots, value: values }),
  fc.record({ type: fc.constant("accepted" as const), epoch: epochs, slot: slots, value: values }),
  fc.record({ type: fc.constant("learn" as const), slot: slots, value: values }),
  fc.record({ type: fc.constant("heartbeat" as const), epoch: epochs, commit: slots }),
  fc.record({ type: fc.constant("catchUp" as const), from: slots }),
  fc.record({ type: fc.constant("known" as const), chosen }),
  fc.record({ type: fc.constant("known" as const), chosen, snapshot: snapshots }),
  fc.record({ type: fc.constant("tooOld" as const), base: slots }),
  fc.record({ type: fc.constant("covers" as const), position: slots }),
  fc.record({ type: fc.constant("recover" as const), incarnation: fc.nat(1) }),
  memories.map((memory) => ({ type: "memory" as const, ...memory, vector: [0, 1, 1] })),
  fc.record({ type: fc.constant("accepted" as const), epoch: epochs, slot: slots, value: values, vector: vectors }),
  fc.record({ type: fc.constant("promise" as const), epoch: epochs, from: slots, votes, vector: vectors }),
);

const wishes = requests.map(({ seq: number, op, ack }): Message => ({ type: "request", seq: number, op, ack }));

const kinds = {
  announce: serverWith({ epochs: 9, slots: 3, nacks: true, catchUp: true, backlog: 1, window: 2 }),
  commit: serverWith({ epochs: 9, slots: 3, learning: "commit", prepareWindow: 1, pruning: "both", redirects: true }),
  broadcast: serverWith({ epochs: 9, slots: 3, learning: "broadcast", answers: "everybody", selfDelivery: "network" }),
  snapshots: serverWith({ epochs: 9, slots: 3, snapshots: "own", catchUp: true, prepareWindow: 1 }),
  replacements: serverWith({ epochs: 9, slots: 3, snapshots: "quorum", destroys: 1, catchUp: true }),
  "crash vectors": serverWith({ epochs: 9, slots: 3, destroys: 1, recovery: "vectors", learning: "broadcast" }),
  spares: serverWith({ epochs: 9, slots: 3, servers: 4, spares: 1, window: 2, prepareWindow: 2 }),
  "a quorum of snapshots": serverWith({ epochs: 9, slots: 3, snapshots: "quorum", learning: "broadcast" }),
};

const identity = {
  address: "server 1" as const,
  index: 1,
  addressesOf: () => ["server 0", "server 1", "server 2"] as const,
};

describe.each(Object.entries(kinds))("a server with %s", (_, node) => {
  const handlers = node.on as Record<string, ((...event: unknown[]) => void) | undefined>;

  const take = (before: ServerState, message: Message, from: "server 0" | "client 0") =>
    react(identity, before, {
      what: message.type,
      from,
      run: (draft, context) => handlers[message.type]?.(draft, message, { ...context, from }),
    });

  test("takes any message in any state", () => {
    fc.assert(
      fc.property(states, messages, (before, message) => void take(before, message, "server 0")),
      { numRuns: 500, seed: 1 },
    );
  });

  test("takes any request in any state", () => {
    fc.assert(
      fc.property(states, wishes, (before, message) => void take(before, message, "client 0")),
      { numRuns: 300, seed: 2 },
    );
  });

  test("takes any step of its own in any state", () => {
    const steps = Object.values({ ...node.timers, ...node.actions });
    fc.assert(
      fc.property(states, fc.constantFrom(...steps), (before, { run }) => {
        react(identity, before, { what: "a step", run: (draft, context) => run(draft as Draft<ServerState>, context) });
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
