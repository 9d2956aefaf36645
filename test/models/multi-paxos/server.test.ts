// Servers as a whole: how they begin (S6) and begin again (S12), what they do with messages to themselves (S4), and roles that live apart.

import type { Draft } from "synod";
import { describe, expect, test } from "vitest";
import { apartAcceptor, apartLeader, type Server, type ServerState } from "../../../models/multi-paxos/replica.ts";
import { soundRules } from "../../../models/multi-paxos/rules.ts";
import { react } from "../../../src/define/reaction.ts";
import { act, deliver } from "../one-step.ts";
import { a, epoch, leads, optionsWith, serverWith, slot, state, vote } from "./words.ts";

const size = { epochs: 9, slots: 9 } as const;

/** What a `start` or `restart` handler makes of a state. */
const run = (node: Server, which: "start" | "restart", before: ServerState, index = 0) => {
  const identity = {
    address: `server ${index}` as const,
    index,
    addressesOf: () => ["every 0"] as const,
  };
  const { local, sent } = react(identity, before, {
    what: which,
    run: (draft, context) => node[which]?.(draft as Draft<ServerState>, context),
  });
  return { after: local as ServerState, sent };
};

describe("the beginning", () => {
  test("S6: server 0 leads epoch 0 from the start, and has promised it", () => {
    const { after, sent } = run(serverWith(size), "start", state());
    expect(after).toMatchObject({ promised: 0, leadership: leads(0) });
    expect(sent).toEqual([]);
  });

  test("S6: or it prepares it like any other", () => {
    const { after, sent } = run(serverWith({ ...size, bootstrap: "prepare" }), "start", state());
    expect(after.leadership).toMatchObject({ phase: "preparing", epoch: 0, promises: [{ from: "server 0" }] });
    expect(sent.map(({ message }) => message)).toEqual([{ type: "prepare", epoch: 0, from: 0 }]);
  });

  test("the others follow", () => {
    expect(run(serverWith(size), "start", state(), 1).after.leadership).toEqual({ phase: "following" });
  });
});

describe("a restart (S12)", () => {
  test("what it promised tells which epochs are used up", () => {
    const survivor = state({ promised: epoch(4), votes: [vote(0, a, 4)] });
    const { after } = run(serverWith(size), "restart", survivor, 1);
    expect(after).toMatchObject({ view: 4, leadership: { phase: "following" }, executed: 0 });
    expect(act(serverWith(size), { before: after, action: "timeout", at: 1 }).after.view).toBe(7);
  });

  test("the first leader does not go on in epoch 0", () => {
    const { after } = run(serverWith(size), "restart", state({ promised: epoch(0) }));
    expect(after.leadership).toEqual({ phase: "following" });
    expect(act(serverWith(size), { before: after, action: "timeout" }).after.view).toBe(3);
  });

  test("it may ask the others for what it has forgotten", () => {
    const { sent } = run(serverWith({ ...size, catchUp: true }), "restart", state(), 1);
    expect(sent.map(({ message }) => message)).toEqual([{ type: "catchUp", from: 0 }]);
  });
});

describe("messages to oneself (S4)", () => {
  const travelling = serverWith({ ...size, selfDelivery: "network" });

  test("by option they travel: a candidate has not promised yet when it asks", () => {
    const { after, sent } = act(travelling, { before: state(), action: "timeout", at: 1 });
    expect(after).toMatchObject({ promised: -1, view: 1, leadership: { promises: [] } });
    expect(sent.map(([to]) => to)).toEqual(["server 1", "every server"]);
  });

  test("then the epoch is on disk by itself", () => {
    expect(travelling.durable).toEqual(["promised", "votes", "view"]);
    expect(serverWith(size).durable).toEqual(["promised", "votes"]);
  });

  test("a majority of one decides at once: a request and its reply are two steps", () => {
    const alone = serverWith({ servers: 1, slots: 9 });
    const before = run(alone, "start", state()).after;
    const message = { type: "request", seq: a.seq, op: a.op, ack: a.ack } as const;
    const { after, sent } = deliver(alone, { before, from: "client 0", message });
    expect(after).toMatchObject({ executed: 1, application: "a1" });
    expect(sent[0]).toEqual(["client 0", { type: "reply", seq: 1, reply: "a1" }]);
  });
});

describe("roles apart", () => {
  const setting = {
    options: optionsWith({ ...size, roles: "apart" }),
    rules: soundRules,
    acceptors: ["acceptor 0", "acceptor 1", "acceptor 2"],
    leaders: ["leader 0", "leader 1"],
  } as const;
  const leader = apartLeader(setting);

  test("a leader without an acceptor has no promise and no vote of its own", () => {
    const { after, sent } = act(leader, { before: leader.initial(1), action: "timeout", at: 1 });
    expect(after.leadership).toMatchObject({ phase: "preparing", epoch: 1, promises: [] });
    expect(sent).toEqual([["every acceptor", { type: "prepare", epoch: 1, from: 0 }]]);
  });

  test("S9: it remembers which epochs it has used, and an acceptor what it said", () => {
    expect(leader.durable).toEqual(["view"]);
    expect(apartAcceptor(setting).durable).toEqual(["promised", "votes"]);
  });

  test("S3: its acceptors tell the learners, which live with the leaders", () => {
    const options = optionsWith({ ...size, roles: "apart", learning: "broadcast" });
    const acceptor = apartAcceptor({ ...setting, options });
    const message = { type: "accept", epoch: epoch(0), slot: slot(0), value: a } as const;
    const { sent } = deliver(acceptor, { before: acceptor.initial(0), from: "leader 0", message });
    expect(sent).toEqual([["every leader", { type: "accepted", ...vote(0, a, 0) }]]);
  });
});
