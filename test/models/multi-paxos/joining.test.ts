// Joining (S12): a server that is to be a member has a snapshot on its disk first.
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import type { Request } from "../../../models/multi-paxos/value.ts";
import { act, deliver } from "../one-step.ts";
import { b, leads, seq, serverWith, slot, state, vote } from "./words.ts";

const change: Request = { client: 0, seq: seq(1), op: "members 0 1 3", ack: seq(0) };
const size = { servers: 4, spares: 1, slots: 9, window: 1, prepareWindow: 1, joins: "caught-up" } as const;
const node = serverWith({ ...size, retransmissions: 1 });

const executedOne: Partial<ServerState> = {
  chosen: [{ slot: slot(0), value: b }],
  executed: slot(1),
  application: "b1",
};
const leader = state({ ...executedOne, leadership: leads(0, { next: slot(1) }) });
const snapshot = { position: slot(1), application: "b1", cache: [], log: [], by: "server 1" as const };
const sentTo3 = ["server 3", { type: "known", chosen: [], snapshot, joins: true }];

const hear = (before: ServerState, from: string, message: object, at = 1) =>
  deliver(node as never, { before, from, message: message as never, at } as never) as {
    readonly after: ServerState;
    readonly sent: readonly (readonly [to: string, message: { readonly type: string; readonly value?: unknown }])[];
  };
const asked = (before = leader) =>
  hear(before, "client 0", { type: "request", seq: change.seq, op: change.op, ack: change.ack });
const proposed = ({ sent }: ReturnType<typeof hear>) => sent.some(([, { value }]) => value !== undefined);

describe("a leader that is asked for new members", () => {
  test("S12: sends them a snapshot of all that it has executed, and proposes nothing yet", () => {
    const { after, sent } = asked();
    expect(sent).toEqual([sentTo3]);
    expect(after.leadership).toMatchObject({ next: 1, joining: { request: change, reached: [] } });
  });

  test("S12: proposes the change when they say that it is on their disk, and not when it is half of it", () => {
    const said = (position: number) => hear(asked().after, "server 3", { type: "caughtUp", position: slot(position) });
    expect([proposed(said(0)), proposed(said(1))]).toEqual([false, true]);
    expect(said(1).after.leadership).not.toHaveProperty("joining");
  });

  test("S12: sends another snapshot when it has executed more meanwhile", () => {
    const { after: waits } = asked(state({ leadership: leads(0, { next: slot(0) }) }));
    const { after: proposes } = hear(waits, "client 1", { type: "request", seq: seq(1), op: "append b1", ack: seq(0) });
    const { sent } = hear(proposes, "server 2", { type: "accepted", ...vote(0, b, 0) });
    expect(sent).toContainEqual([
      "server 3",
      expect.objectContaining({ snapshot: expect.objectContaining({ position: 1 }) }),
    ]);
  });

  test("S2, S12: sends it again when it retransmits, and by itself does not", () => {
    const { after } = asked();
    expect(asked(after).sent).toEqual([]);
    expect(act(node, { before: after, action: "retransmit", at: 1 }).sent).toEqual([sentTo3]);
  });
});

describe("a server that is to be a member", () => {
  const told = (before: ServerState) =>
    hear(before, "server 1", { type: "known", chosen: [], snapshot, joins: true }, 3);
  const answer = [["server 1", { type: "caughtUp", position: 1 }]];

  test("S12, S20: puts what it is sent on its disk, and says how far that reaches", () => {
    const { after, sent } = told(state());
    expect(after).toMatchObject({ executed: 1, application: "b1", snapshot });
    expect(sent).toEqual(answer);
    expect(node.durable).toContain("snapshot");
  });

  test("S12: that knows as much by itself takes a snapshot of its own", () => {
    const { after, sent } = told(state(executedOne));
    expect(after.snapshot).toMatchObject({ position: 1, by: "server 3" });
    expect(sent).toEqual(answer);
  });
});

test("where nobody can join, nobody has to catch up first", () => {
  expect(() => multiPaxos({ joins: "caught-up" })).toThrow("joins=caught-up is for spares");
});
