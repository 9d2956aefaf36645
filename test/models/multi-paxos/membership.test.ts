// Members that change (S12): who counts in which slot, whom a leader asks, and how far it may go.
import { describe, expect, test } from "vitest";
import { appendLog } from "../../../models/multi-paxos/application.ts";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import {
  besideMembers,
  countedFrom,
  membershipRules,
  membersIn,
  replacingTheLast,
} from "../../../models/multi-paxos/membership.ts";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import { NOOP, type Request, type Value } from "../../../models/multi-paxos/value.ts";
import { aNewMemberIsCounted } from "../../../properties/index.ts";
import { act, deliver } from "../one-step.ts";
import { a, epoch, leads, seq, serverWith, slot, state, vote } from "./words.ts";

const change: Request = { client: 0, seq: seq(1), op: "members 0 1 3", ack: seq(0) };
const log = (...values: Value[]) => values.map((value, at) => ({ slot: slot(at), value }));
const membership = { first: [0, 1, 2], alpha: 2, rules: membershipRules };
const numbers = (at: number, ...values: Value[]) =>
  membersIn(slot(at), log(...values), membership).map((member) => Number(member.split(" ")[1]));

describe("members", () => {
  test("S12: count from as many slots after their change on as may be under way", () => {
    expect([0, 1, 2, 3, 4].map((at) => numbers(at, a, change))).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 3],
      [0, 1, 3],
    ]);
    expect(countedFrom(log(a, change), membership)).toBe(3);
    expect(countedFrom(log(a, NOOP), membership)).toBe(0);
  });

  test("S12: of several changes the latest counts", () => {
    const again = { ...change, seq: seq(2), op: "members 0 3 4" };
    expect([2, 3].map((at) => numbers(at, change, again))).toEqual([
      [0, 1, 3],
      [0, 3, 4],
    ]);
  });

  test("S12: the last is replaced by one that was none before; the application does not notice", () => {
    expect(replacingTheLast([0, 1, 2])).toBe(change.op);
    expect(besideMembers(appendLog).apply("a1", change.op)).toEqual({ state: "a1", reply: "done" });
    expect(besideMembers(appendLog).apply("a1", "append b1")).toEqual(appendLog.apply("a1", "append b1"));
  });
});

describe("a leader", () => {
  const size = { servers: 4, spares: 1, epochs: 9, slots: 9 } as const;
  const node = serverWith({ ...size, window: 1, prepareWindow: 1 });
  const twoAtOnce = serverWith({ ...size, window: 2, prepareWindow: 2 });
  const changed: Partial<ServerState> = {
    ...{ chosen: log(change), executed: slot(1), changes: [{ slot: slot(0), value: change }] },
    ...{ promised: epoch(1), view: epoch(1) },
  };
  const proposals = [{ slot: slot(1), value: a, voters: ["server 1"] as const }];
  const leader = state({ ...changed, leadership: leads(1, { proposals, next: slot(2) }) });

  const hear = (before: ServerState, from: number, message: object, on = node) =>
    deliver(on as never, { before, from: `server ${from}`, message: message as never, at: 1 }) as {
      readonly after: ServerState;
      readonly sent: readonly (readonly [to: string, message: object])[];
    };

  test("S12: asks the members of the slots that it prepares, and nobody else", () => {
    const asked = (set: Partial<ServerState>) =>
      act(node, { before: state(set), action: "timeout", at: 1 }).sent.map(([to]) => to);
    expect(asked({})).toEqual(["server 0", "server 2"]);
    expect(asked(changed)).toEqual(["server 0", "server 3"]);
  });

  test("S12: counts those who are members in the slot, whoever else has voted", () => {
    const accepted = (from: number) => hear(leader, from, { type: "accepted", ...vote(1, a, 1) }).after.executed;
    expect([accepted(2), accepted(3)]).toEqual([1, 2]);
  });

  test("S12: leads with promises of those who are members in every slot that it prepares", () => {
    const promises = [{ from: "server 1" as const, votes: [] }];
    const preparing = { phase: "preparing" as const, epoch: epoch(1), from: slot(1), promises, asked: 0 };
    const before = state({ ...changed, leadership: preparing });
    const phase = (from: number, on: typeof node) =>
      hear(before, from, { type: "promise", epoch: epoch(1), from: slot(1), votes: [] }, on).after.leadership.phase;
    expect([phase(2, node), phase(3, node)]).toEqual(["preparing", "leading"]);
    // Slot 1 is still the old members', slot 2 is the new ones'; server 0 is both.
    expect([2, 3, 0].map((from) => phase(from, twoAtOnce))).toEqual(["preparing", "preparing", "leading"]);
  });

  test("S10, S12: does not prepare slots whose members it does not know yet", () => {
    const before = state({ ...changed, leadership: leads(1, { proposals, next: slot(2), preparedTo: slot(2) }) });
    const learned = hear(before, 0, { type: "learn", slot: slot(2), value: a });
    expect(learned.sent).toEqual([]);
    const { sent } = hear(learned.after, 3, { type: "accepted", ...vote(1, a, 1) });
    expect(sent.map(([, message]) => message)).toContainEqual({ type: "prepare", epoch: 1, from: 2, to: 3 });
  });

  test("S11, S12: fills the log with noops up to where new members count", () => {
    const voting = [{ slot: slot(0), value: change, voters: ["server 1"] as const }];
    const before = state({
      leadership: leads(1, { proposals: voting, next: slot(1) }),
      view: epoch(1),
      promised: epoch(1),
    });
    const { sent } = hear(before, 0, { type: "accepted", ...vote(0, change, 1) }, twoAtOnce);
    const proposed = sent.filter(([, message]) => "value" in message && message.value === NOOP);
    expect(proposed).toMatchObject([
      ["server 0", { type: "accept", slot: 1 }],
      ["server 2", { type: "accept", slot: 1 }],
    ]);
  });
});

test("S3, S12: a learner counts votes when it knows whose they have to be", () => {
  const learner = serverWith({ servers: 4, spares: 1, slots: 9, window: 1, prepareWindow: 1, learning: "broadcast" });
  const cast = (before: ServerState, from: number, at: number, value: Value) =>
    deliver(learner as never, {
      ...{ before, from: `server ${from}`, at: 1 },
      message: { type: "accepted", ...vote(at, value, 0) } as never,
    }).after as ServerState;
  const early = cast(cast(state(), 0, 1, a), 2, 1, a);
  expect(early).toMatchObject({ executed: 0, chosen: [] });
  const half = cast(early, 0, 0, change);
  expect(cast(half, 3, 0, change)).toMatchObject({ executed: 0 });
  const changed = cast(half, 2, 0, change);
  expect(changed).toMatchObject({ executed: 1, changes: [{ slot: 0 }] });
  expect(cast(changed, 3, 1, a)).toMatchObject({ executed: 2, heard: [] });
  // Votes that came before it was known whose they have to be are counted as soon as it is.
  expect(cast(cast(half, 3, 1, a), 2, 0, change)).toMatchObject({ executed: 2, heard: [] });
});

test("S8, S13: behind a snapshot that reaches beyond what was prepared a leader prepares anew", () => {
  const leader = serverWith({ epochs: 9, slots: 9, window: 1, prepareWindow: 1, snapshots: "own" });
  const preparing = { phase: "preparing" as const, epoch: epoch(1), from: slot(0), asked: 0 };
  const before = state({
    leadership: { ...preparing, promises: [{ from: "server 1", votes: [] }] },
    ...{ view: epoch(1), promised: epoch(1) },
  });
  const snapshot = { position: slot(2), application: "a1b1", cache: [], log: [], by: "server 2" as const };
  const { after, sent } = deliver(leader as never, {
    ...{ before, from: "server 2", at: 1 },
    message: {
      ...{ type: "promise", epoch: epoch(1), from: slot(0), votes: [] },
      truncated: { base: slot(2), snapshot },
    } as never,
  });
  expect(after).toMatchObject({ executed: 2, leadership: { phase: "leading", next: 2, preparedTo: 2 } });
  expect(sent).toContainEqual(["every server", { type: "prepare", epoch: 1, from: 2, to: 3 }]);
});

test.each([
  [{ prepareWindow: 2, window: 1 }, "with spares, prepareWindow has to be as wide as window"],
  [{ snapshots: "all" }, "with spares, nobody knows whose snapshots are needed, and each deletes what is in its own"],
  [{ servers: 1 }, "with spares, there has to be a member"],
  [{ roles: "apart" }, "spares are for servers that are acceptor and learner in one"],
] as const)("%o is refused: %s", (set, message) => {
  const sound = { servers: 4, spares: 1, window: 1, prepareWindow: 1 };
  expect(() => multiPaxos({ ...sound, ...set })).toThrow(expect.objectContaining({ code: "SYN004", message }));
});

test("S12: a new member is counted when a value is chosen with its vote", () => {
  const reached = (by: string) =>
    aNewMemberIsCounted.check({ newcomers: ["server 3"], chosen: [{ by, slot: 0, value: "a", epoch: 0 }] });
  expect([reached("server 0 and server 1"), reached("server 0 and server 3")]).toEqual([false, true]);
});
