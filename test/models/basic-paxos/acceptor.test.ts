// The acceptor: phase 1b and 2b (S2, S3), its promise (S9), and what it keeps through a crash (S12).
import { describe, expect, test } from "vitest";
import { type Acceptor, acceptor, acceptorRules } from "../../../models/basic-paxos/acceptor.ts";
import { NO_EPOCH } from "../../../models/basic-paxos/epoch.ts";
import { deliver, restarted } from "../one-step.ts";
import { a, b, epoch, vote } from "./words.ts";

const node = acceptor({ learning: "announce", nacks: false, rules: acceptorRules });
const fresh: Acceptor = { promised: NO_EPOCH, vote: null };

const prepare = (before: Acceptor, number: number, on = node) =>
  deliver(on, { before, from: "proposer 1", message: { type: "prepare", epoch: epoch(number) } });

const accept = (before: Acceptor, number: number, on = node) =>
  deliver(on, { before, from: "proposer 1", message: { type: "accept", epoch: epoch(number), value: b } });

describe("prepare", () => {
  test("S2: the first prepare is promised, and there is no vote to report", () => {
    const { after, sent } = prepare(fresh, 0);
    expect(after).toEqual({ promised: 0, vote: null });
    expect(sent).toEqual([["proposer 1", { type: "promise", epoch: 0, vote: null }]]);
  });

  test("S9: a promise with a lower epoch is refused", () => {
    const before = { promised: epoch(1), vote: null };
    const { after, sent } = prepare(before, 0);
    expect(after).toBe(before);
    expect(sent).toEqual([]);
  });

  test("S9: a promise reports the latest vote, whether or not it was ever decided, and keeps it", () => {
    const { after, sent } = prepare({ promised: epoch(0), vote: vote(a, 0) }, 1);
    expect(sent).toEqual([["proposer 1", { type: "promise", epoch: 1, vote: { epoch: 0, value: "a" } }]]);
    expect(after).toEqual({ promised: 1, vote: { epoch: 0, value: "a" } });
  });

  test("a prepare that comes twice is answered twice", () => {
    const before = { promised: epoch(1), vote: null };
    const { after, sent } = prepare(before, 1);
    expect(after).toEqual(before);
    expect(sent).toEqual([["proposer 1", { type: "promise", epoch: 1, vote: null }]]);
  });

  test("S9: with nacks, a refusal names the epoch that was promised", () => {
    const polite = acceptor({ learning: "announce", nacks: true, rules: acceptorRules });
    const { sent } = prepare({ promised: epoch(1), vote: null }, 0, polite);
    expect(sent).toEqual([["proposer 1", { type: "nack", promised: 1 }]]);
  });
});

describe("accept", () => {
  test("S2: the acceptor votes in the epoch it has promised, and tells the proposer", () => {
    const { after, sent, recorded } = accept({ promised: epoch(1), vote: null }, 1);
    expect(after.vote).toEqual({ epoch: 1, value: "b" });
    expect(sent).toEqual([["proposer 1", { type: "accepted", epoch: 1, value: "b" }]]);
    expect(recorded).toEqual([{ type: "voted", epoch: 1, value: "b" }]);
  });

  test("S3: or it tells every learner", () => {
    const broadcasting = acceptor({ learning: "broadcast", nacks: false, rules: acceptorRules });
    const { sent } = accept({ promised: epoch(1), vote: null }, 1, broadcasting);
    expect(sent).toEqual([["every learner", { type: "accepted", epoch: 1, value: "b" }]]);
  });

  test("S9: there is no vote in an epoch earlier than the promised one", () => {
    const before = { promised: epoch(1), vote: null };
    const { after, sent, recorded } = accept(before, 0);
    expect(after).toBe(before);
    expect([...sent, ...recorded]).toEqual([]);
  });

  test("a vote is also a promise, since the prepare may never have come", () => {
    const { after } = accept(fresh, 1);
    expect(after.promised).toBe(1);
    expect(accept(after, 0).sent).toEqual([]);
  });

  test("a later vote replaces an earlier one", () => {
    const { after } = accept({ promised: epoch(0), vote: vote(a, 0) }, 1);
    expect(after.vote).toEqual({ epoch: 1, value: "b" });
  });
});

test("S12: a crash takes neither promise nor vote", () => {
  const before = { promised: epoch(2), vote: vote(a, 1) };
  expect(restarted(node, before)).toEqual(before);
});
