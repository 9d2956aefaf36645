// The acceptor within a server: one promise for all slots (S8, S9), a vote for each (S10), and what a crash leaves of both (S12).
import { describe, expect, test } from "vitest";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import { deliver, restarted } from "../one-step.ts";
import { a, b, epoch, serverWith, slot, state, vote } from "./words.ts";

const node = serverWith({ epochs: 9, slots: 9 });

const prepare = (before: ServerState, number: number, { from = 0, to = -1, on = node } = {}) =>
  deliver(on, {
    before,
    from: "server 2",
    message: { type: "prepare", epoch: epoch(number), from: slot(from), ...(to >= 0 && { to: slot(to) }) },
    at: 1,
  });

const accept = (before: ServerState, number: number, { where = 0, on = node } = {}) =>
  deliver(on, {
    before,
    from: "server 2",
    message: { type: "accept", epoch: epoch(number), slot: slot(where), value: b },
    at: 1,
  });

describe("prepare", () => {
  test("S8: one promise is for all slots, and reports the latest vote in each", () => {
    const votes = [vote(0, a, 0), vote(2, b, 1)];
    const { after, sent } = prepare(state({ promised: epoch(1), votes }), 2);
    expect(after.promised).toBe(2);
    expect(sent).toEqual([["server 2", { type: "promise", epoch: 2, from: 0, votes }]]);
  });

  test("S9: a vote is reported whether or not the server knows it to be chosen", () => {
    const before = state({ votes: [vote(0, a, 0)], chosen: [{ slot: slot(0), value: a }], executed: slot(1) });
    expect(prepare(before, 2).sent[0]?.[1]).toMatchObject({ votes: [{ slot: 0 }] });
  });

  test("S8: votes before the first slot that is asked for are left out, and from the end on", () => {
    const before = state({ votes: [vote(0, a, 0), vote(1, b, 0), vote(2, a, 0)] });
    expect(prepare(before, 2, { from: 1 }).sent[0]?.[1]).toMatchObject({ from: 1, votes: [{ slot: 1 }, { slot: 2 }] });
    expect(prepare(before, 2, { from: 1, to: 2 }).sent[0]?.[1]).toMatchObject({ from: 1, votes: [{ slot: 1 }] });
  });

  test("S8: further slots are reported in the same epoch, and nothing new is promised", () => {
    const before = state({ promised: epoch(2), view: epoch(2), votes: [vote(1, a, 0)] });
    const { after, sent } = prepare(before, 2, { from: 1, to: 2 });
    expect(after).toEqual(before);
    expect(sent).toEqual([["server 2", { type: "promise", epoch: 2, from: 1, votes: [vote(1, a, 0)] }]]);
  });

  test("S9: a promise with a lower epoch is refused, without a word", () => {
    const before = state({ promised: epoch(3), view: epoch(3) });
    const { after, sent } = prepare(before, 2);
    expect(after).toBe(before);
    expect(sent).toEqual([]);
  });

  test("S9: with nacks, a refusal names the epoch that was promised", () => {
    const polite = serverWith({ epochs: 9, nacks: true });
    const { sent } = prepare(state({ promised: epoch(3), view: epoch(3) }), 2, { on: polite });
    expect(sent).toEqual([["server 2", { type: "nack", promised: 3 }]]);
  });
});

describe("accept", () => {
  test("S2: the server votes in this slot, and tells the leader", () => {
    const { after, sent, recorded } = accept(state({ promised: epoch(2), votes: [vote(0, a, 0)] }), 2, { where: 1 });
    expect(after.votes).toEqual([vote(0, a, 0), vote(1, b, 2)]);
    expect(sent).toEqual([["server 2", { type: "accepted", epoch: 2, slot: 1, value: b }]]);
    expect(recorded).toEqual([{ type: "voted", slot: 1, epoch: 2, value: b }]);
  });

  test("S3: or it tells every learner, itself first", () => {
    const { after, sent } = accept(state(), 2, { on: serverWith({ epochs: 9, learning: "broadcast" }) });
    expect(sent).toEqual([["every server", { type: "accepted", epoch: 2, slot: 0, value: b }]]);
    expect(after.heard).toEqual([{ from: "server 1", ...vote(0, b, 2) }]);
  });

  test("S9: there is no vote in an epoch earlier than the promised one, in any slot", () => {
    const before = state({ promised: epoch(3), view: epoch(3) });
    const { after, sent, recorded } = accept(before, 2, { where: 7 });
    expect(after).toBe(before);
    expect([...sent, ...recorded]).toEqual([]);
  });

  test("a vote is also a promise, for all slots", () => {
    const { after } = accept(state(), 3);
    expect(after.promised).toBe(3);
    expect(accept(after, 2, { where: 5 }).sent).toEqual([]);
  });

  test("a later vote replaces an earlier one in its slot and no other", () => {
    const { after } = accept(state({ votes: [vote(0, a, 0), vote(1, a, 0)] }), 2);
    expect(after.votes).toEqual([vote(0, b, 2), vote(1, a, 0)]);
  });
});

test("S12: a crash takes neither promise nor votes, and everything else", () => {
  const kept = { promised: epoch(2), votes: [vote(0, a, 1)] };
  const before = state({ ...kept, chosen: [{ slot: slot(0), value: a }], executed: slot(1), application: "a1" });
  expect(restarted(node, before)).toEqual(state(kept));
});
