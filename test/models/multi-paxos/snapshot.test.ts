// Snapshots within a server (S13, S20): what is deleted, what is said of it, and how others get on with it.
import { describe, expect, test } from "vitest";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import type { Snapshot } from "../../../models/multi-paxos/snapshot.ts";
import { react } from "../../../src/define/reaction.ts";
import { act, deliver, restarted } from "../one-step.ts";
import { a, a2, b, epoch, seq, serverWith, slot, state, vote } from "./words.ts";

const size = { epochs: 9, slots: 9 } as const;
const node = serverWith({ ...size, snapshots: "own" });
const byQuorum = serverWith({ ...size, snapshots: "quorum" });
const byAll = serverWith({ ...size, snapshots: "all" });

/** What server 0 has after a1. */
const snapshot: Snapshot = {
  position: slot(1),
  application: "a1",
  cache: [{ client: 0, floor: seq(0), replies: [{ seq: seq(1), reply: "a1" }] }],
  log: [{ slot: slot(0), request: "c0#1" }],
  by: "server 0",
};

/** A server that has executed a1 in slot 0, and voted there and in slot 1. */
const executed = (set: Partial<ServerState> = {}) =>
  state({
    promised: epoch(0),
    votes: [vote(0, a, 0), vote(1, b, 0)],
    chosen: [{ slot: slot(0), value: a }],
    executed: slot(1),
    application: "a1",
    cache: [...snapshot.cache],
    log: [...snapshot.log],
    ...set,
  });

const behind = { base: slot(1), snapshot, executed: slot(1), votes: [], chosen: [] };

const take = (before: ServerState, on = node) => act(on, { before, action: "snapshot", at: 1 });
const hear = (before: ServerState, message: Parameters<typeof deliver<ServerState, never>>[1]["message"], on = node) =>
  deliver(on as never, { before, from: "server 0", message, at: 1 }) as ReturnType<typeof take>;

describe("a snapshot", () => {
  test("S13, S20: has application, cache and position, and votes and decisions before it are deleted", () => {
    const { after, sent } = take(executed());
    expect(after.snapshot).toEqual({ ...snapshot, by: "server 1" });
    expect(after).toMatchObject({ base: 1, votes: [vote(1, b, 0)], chosen: [], promised: 0 });
    expect(sent).toEqual([]);
  });

  test("S13: is taken when there is something new in it, or enough of it", () => {
    const isEnabled = (on: typeof node, before: ServerState) => on.actions?.snapshot?.enabled?.(before, 1);
    expect(isEnabled(node, executed())).toBe(true);
    expect(isEnabled(node, executed({ snapshot }))).toBe(false);
    expect(isEnabled(serverWith({ ...size, snapshots: "own", snapshotEvery: 2 }), executed())).toBe(false);
    expect(serverWith(size).actions).toEqual({});
  });

  test("S13: of one server is not enough where a quorum or all have to have one", () => {
    for (const on of [byQuorum, byAll]) {
      const { after, sent } = take(executed(), on);
      expect(after).toMatchObject({ base: 0, votes: [{ slot: 0 }, { slot: 1 }], snapshot: { position: 1 } });
      expect(sent).toEqual([["every server", { type: "covers", position: 1 }]]);
    }
  });

  test("S13: of a second server is a quorum of three, and of a third all", () => {
    const own = executed({ snapshot });
    const message = { type: "covers", position: slot(1) } as never;
    expect(hear(own, message, byQuorum).after.base).toBe(1);
    const two = hear(own, message, byAll).after;
    expect(two.base).toBe(0);
    expect(hear(two, message, byAll).after.base).toBe(0);
    const covered = [...two.covered, { by: "server 2" as const, position: slot(1) }];
    expect(hear({ ...two, covered: covered.slice(1) }, message, byAll).after.base).toBe(1);
  });

  test("S13: of others does not let a server delete what is not in its own", () => {
    const covered = [{ by: "server 2" as const, position: slot(1) }];
    expect(hear(executed({ covered }), { type: "covers", position: slot(1) } as never, byQuorum).after.base).toBe(0);
  });
});

describe("a crash (S12)", () => {
  const run = (before: ServerState) =>
    react({ address: "server 1", index: 1, addressesOf: () => [] }, before, {
      what: "restart",
      run: (draft, context) => node.restart?.(draft as never, context as never),
    }).local as ServerState;

  test("S13: leaves base and snapshot, and the server begins from it", () => {
    const before = executed({ base: slot(1), snapshot, executed: slot(2), application: "a1 b1" });
    expect(node.durable).toEqual(["promised", "votes", "base", "snapshot"]);
    const after = run(restarted(node, before));
    expect(after).toMatchObject({ executed: 1, application: "a1", cache: snapshot.cache, base: 1, chosen: [] });
  });
});

describe("a promise", () => {
  const prepare = (from: number) =>
    hear(executed(behind), { type: "prepare", epoch: epoch(3), from: slot(from) } as never).sent[0]?.[1];

  test("S13: says what it does not tell of, and sends what came of it", () => {
    expect(prepare(0)).toEqual({ type: "promise", epoch: 3, from: 0, votes: [], truncated: { base: 1, snapshot } });
  });

  test("S13: says nothing of it to one that has not asked", () => {
    expect(prepare(1)).toEqual({ type: "promise", epoch: 3, from: 1, votes: [] });
  });
});

describe("a new leader (S9, S13)", () => {
  const promises = [{ from: "server 1" as const, votes: [vote(0, b, 0), vote(1, a2, 0)] }];
  const preparing = (set: Partial<ServerState> = {}) =>
    state({
      promised: epoch(1),
      view: epoch(1),
      leadership: { phase: "preparing", epoch: epoch(1), from: slot(0), promises, asked: 0 },
      ...set,
    });
  const promise = (votes = [vote(2, b, 0)]) => ({
    ...{ type: "promise", epoch: epoch(1), from: slot(0), votes },
    truncated: { base: slot(1), snapshot },
  });

  test("installs the snapshot, and proposes only behind it", () => {
    const { after, sent } = hear(preparing(), promise() as never);
    expect(after).toMatchObject({ executed: 1, application: "a1", base: 1, leadership: { phase: "leading", from: 1 } });
    expect(sent.map(([, message]) => message)).toMatchObject([
      { type: "accept", slot: 1, value: a2 },
      { type: "accept", slot: 2, value: b },
    ]);
  });

  test("does not go back to a snapshot that it is ahead of", () => {
    const chosen = [a, b].map((value, at) => ({ slot: slot(at), value }));
    const { after } = hear(preparing({ chosen, executed: slot(2), application: "a1 b1" }), promise() as never);
    expect(after).toMatchObject({ executed: 2, application: "a1 b1", base: 0 });
  });
});

describe("a vote for a deleted slot (S13)", () => {
  const accept = { type: "accept", epoch: epoch(2), slot: slot(0), value: b } as never;

  test("is not cast: the slot is too old", () => {
    const { after, sent, recorded } = hear(executed(behind), accept);
    expect(after).toMatchObject({ votes: [], promised: 2 });
    expect([sent, recorded]).toEqual([[["server 0", { type: "tooOld", base: 1 }]], []]);
  });

  test("in an epoch that was left is refused as any other", () => {
    expect(hear(executed({ ...behind, promised: epoch(3), view: epoch(3) }), accept).sent).toEqual([]);
  });

  test("lets a leader that is behind ask what came of it", () => {
    const tooOld = { type: "tooOld", base: slot(1) } as never;
    expect(hear(state(), tooOld).sent).toEqual([["server 0", { type: "catchUp", from: 0 }]]);
    expect(hear(executed(), tooOld).sent).toEqual([]);
  });
});

describe("catching up (S12, S13)", () => {
  const ask = (before: ServerState, from = 0) => hear(before, { type: "catchUp", from: slot(from) } as never).sent;
  const later = [{ slot: slot(1), value: b }];

  test("from the log, where it is long enough", () => {
    expect(ask(executed({ snapshot }))).toEqual([
      ["server 0", { type: "known", chosen: [{ slot: slot(0), value: a }] }],
    ]);
  });

  test("or from the snapshot, and the log behind it", () => {
    expect(ask(executed({ ...behind, chosen: later }))).toEqual([
      ["server 0", { type: "known", chosen: later, snapshot }],
    ]);
    expect(ask(executed({ ...behind, chosen: later }), 1)).toEqual([["server 0", { type: "known", chosen: later }]]);
  });

  test("S20: what is installed is on disk at once, with its cache, and execution goes on behind it", () => {
    const known = { type: "known", chosen: later, snapshot } as never;
    const { after } = hear(state({ promised: epoch(4), votes: [vote(0, b, 0)] }), known);
    expect(after).toMatchObject({ snapshot, base: 1, executed: 2, application: "a1 b1" });
    expect(after.cache).toHaveLength(2);
    expect(after).toMatchObject({ promised: 4, votes: [] });
  });
});
