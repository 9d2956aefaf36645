// Crash vectors (S12): which answers may be counted together, and how a server comes to know of a crash.
import { describe, expect, test } from "vitest";
import {
  type Answer,
  knowing,
  merged,
  quorumAmong,
  unrefuted,
  withAnswer,
} from "../../../models/multi-paxos/crash-vectors.ts";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import { deliver } from "../one-step.ts";
import { a, b, epoch, leads, serverWith, slot, state, vote } from "./words.ts";

const answer = (from: number, ...vector: number[]): Answer => ({ from: `server ${from}`, vector });

test("what is known of crashes only grows", () => {
  expect(merged([0, 2, 0], [1, 1, 0])).toEqual([1, 2, 0]);
  expect(knowing([0, 2, 0], 0, 1)).toEqual([1, 2, 0]);
  expect(knowing([0, 2, 0], 1, 1)).toEqual([0, 2, 0]);
});

describe("answers", () => {
  const [old, fresh, knows, ignorant] = [
    answer(0, 0, 0, 0),
    answer(0, 1, 0, 0),
    answer(1, 1, 0, 0),
    answer(2, 0, 0, 0),
  ];

  test("count together while nobody among them knows of a crash since", () => {
    expect(unrefuted([old, ignorant])).toEqual([old, ignorant]);
    expect(unrefuted([old, knows, ignorant])).toEqual([knows, ignorant]);
    expect(unrefuted([fresh, knows, ignorant])).toEqual([fresh, knows, ignorant]);
  });

  test("of one that has been destroyed are replaced by those of the one in its place", () => {
    expect(withAnswer([old, ignorant], fresh)).toEqual([fresh, ignorant]);
    expect(withAnswer([fresh], old)).toEqual([fresh]);
    expect(withAnswer([ignorant, knows], old)).toEqual([ignorant, knows]);
    expect(withAnswer([old], old)).toEqual([old]);
  });

  test("make a quorum if so many of them can be counted together", () => {
    expect(quorumAmong([old, knows], 2)).toBeUndefined();
    expect(quorumAmong([old, knows, ignorant], 2)).toEqual([old, ignorant]);
    expect(quorumAmong([old, fresh], 2)).toBeUndefined();
  });

  test("without vectors are all the same", () => {
    expect(withAnswer([{ from: "server 1" }], { from: "server 0" })).toHaveLength(2);
  });
});

describe("a server", () => {
  const node = serverWith({ epochs: 9, slots: 9, destroys: 1, recovery: "vectors" });
  const hear = (before: ServerState, from: number, message: object) =>
    deliver(node as never, { before, from: `server ${from}`, message: message as never, at: 1 }) as {
      readonly after: ServerState;
      readonly sent: readonly (readonly [string, object])[];
    };
  const knowing2 = state({ vector: [0, 0, 1] });

  test("knows of a crash by the one who asks in its place, and tells what it knows", () => {
    const { after, sent } = hear(state({ vector: [0, 0, 0] }), 2, { type: "recover", incarnation: 1 });
    expect(after.vector).toEqual([0, 0, 1]);
    expect(sent[0]?.[1]).toMatchObject({ type: "memory", vector: [0, 0, 1] });
  });

  test("says so in every promise and every vote", () => {
    const prepare = { type: "prepare", epoch: epoch(2), from: slot(0) };
    const accept = { type: "accept", epoch: epoch(2), slot: slot(0), value: b };
    for (const message of [prepare, accept])
      expect(hear(knowing2, 2, message).sent[0]?.[1]).toMatchObject({ vector: [0, 0, 1] });
  });

  test("does not count a vote of a server whose end another voter knows of", () => {
    const proposals = [{ slot: slot(0), value: a, voters: ["server 1"] as const, answers: [answer(1, 0, 0, 1)] }];
    const leader = state({
      promised: epoch(1),
      view: epoch(1),
      leadership: leads(1, { proposals }),
      vector: [0, 0, 1],
    });
    const accepted = (vector: number[]) => hear(leader, 2, { type: "accepted", ...vote(0, a, 1), vector }).after;
    expect(accepted([0, 0, 0]).executed).toBe(0);
    expect(accepted([0, 0, 1]).executed).toBe(1);
  });
});
