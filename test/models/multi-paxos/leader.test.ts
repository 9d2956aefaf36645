// The leader within a server: elections (S6, S9), what it has to finish (S9, S11), and what it does with requests (S10, S17).
import { describe, expect, test } from "vitest";
import type { Promised } from "../../../models/multi-paxos/leadership.ts";
import type { SlotVote } from "../../../models/multi-paxos/messages.ts";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import { NOOP, type Request } from "../../../models/multi-paxos/value.ts";
import { act, deliver } from "../one-step.ts";
import { a, a2, b, epoch, leads, request, serverWith, slot, state, vote } from "./words.ts";

const size = { epochs: 9, slots: 9 } as const;
const node = serverWith(size);

const timeout = (before: ServerState, at = 1, on = node) => act(on, { before, action: "timeout", at });

const promise = (before: ServerState, from: number, votes: readonly SlotVote[] = [], { number = 1, on = node } = {}) =>
  deliver(on, {
    before,
    from: `server ${from}`,
    message: { type: "promise", epoch: epoch(number), from: slot(0), votes },
    at: 1,
  });

const ask = (before: ServerState, { client, seq, op, ack }: Request, on = node) =>
  deliver(on, { before, from: `client ${client}`, message: { type: "request", seq, op, ack }, at: 1 });

const accepted = (before: ServerState, from: number, { number = 1, where = 0, on = node } = {}) =>
  deliver(on, {
    before,
    from: `server ${from}`,
    message: { type: "accepted", ...vote(where, a, number) },
    at: 1,
  });

/** Server 1 while it prepares epoch 1, having promised itself. */
const own: Promised = { from: "server 1", votes: [] };
const preparing = (set: Partial<ServerState> = {}) =>
  state({
    promised: epoch(1),
    view: epoch(1),
    leadership: { phase: "preparing", epoch: epoch(1), from: slot(0), promises: [own], asked: 0 },
    ...set,
  });

/** Server 1 while it leads epoch 1. */
const leader = (set: Partial<ServerState> = {}) =>
  state({ promised: epoch(1), view: epoch(1), leadership: leads(1), ...set });

const proposing = (...values: readonly (Request | typeof NOOP)[]) => {
  const proposals = values.map((value, where) => ({ slot: slot(where), value, voters: ["server 1"] as const }));
  return leader({ leadership: leads(1, { proposals, next: slot(values.length) }) });
};

describe("timeout", () => {
  test("S6, S9: a server takes the next epoch of its own, and promises itself before it asks the others", () => {
    const { after, sent } = timeout(state({ votes: [vote(0, a, 0)] }));
    expect(after).toMatchObject({
      promised: 1,
      view: 1,
      leadership: { phase: "preparing", promises: [{ from: "server 1", votes: [vote(0, a, 0)] }] },
    });
    expect(sent).toEqual([["every server", { type: "prepare", epoch: 1, from: 0 }]]);
  });

  test("S9: its next epoch is later than all it has heard of", () => {
    expect(timeout(state({ promised: epoch(3), view: epoch(3) })).after.view).toBe(4);
    expect(timeout(preparing()).after.view).toBe(4);
  });

  test("S8: it asks for the slots that it has not executed", () => {
    const before = state({ executed: slot(1), chosen: [{ slot: slot(0), value: a }] });
    expect(timeout(before).sent).toEqual([["every server", { type: "prepare", epoch: 1, from: 1 }]]);
  });

  test("S8: or for the first few of them", () => {
    const windowed = serverWith({ ...size, prepareWindow: 2 });
    expect(timeout(state(), 1, windowed).sent).toEqual([
      ["every server", { type: "prepare", epoch: 1, from: 0, to: 2 }],
    ]);
  });

  test("the end of the epochs is reported, and nothing starts", () => {
    const before = state();
    const { after, reached } = timeout(before, 2, serverWith({ epochs: 2 }));
    expect(after).toBe(before);
    expect(reached).toEqual(["epochs"]);
  });

  test("who leads does not time out", () => {
    expect(node.timers?.timeout?.enabled?.(leader(), 1)).toBe(false);
  });
});

describe("promise", () => {
  test("with a majority and no votes it leads, and has nothing to propose", () => {
    const { after, sent } = promise(preparing(), 2);
    expect(after.leadership).toEqual(leads(1, { promisers: ["server 1", "server 2"] }));
    expect(sent).toEqual([]);
  });

  test("S9: a single reported vote is adopted, since it may be part of a decision", () => {
    const { after, sent, recorded } = promise(preparing(), 2, [vote(0, b, 0)]);
    expect(sent).toEqual([["every server", { type: "accept", ...vote(0, b, 1) }]]);
    expect(recorded).toEqual([
      { type: "proposed", ...vote(0, b, 1) },
      { type: "voted", ...vote(0, b, 1) },
    ]);
    expect(after.leadership).toMatchObject({ next: 1, proposals: [{ slot: 0, value: b, voters: ["server 1"] }] });
  });

  test("S9: of several votes in a slot the latest is adopted", () => {
    const mine = preparing({
      leadership: {
        phase: "preparing",
        epoch: epoch(4),
        from: slot(0),
        promises: [{ from: "server 1", votes: [vote(0, a, 0)] }],
        asked: 0,
      },
      promised: epoch(4),
      view: epoch(4),
    });
    const { sent } = promise(mine, 2, [vote(0, b, 2)], { number: 4 });
    expect(sent).toEqual([["every server", { type: "accept", ...vote(0, b, 4) }]]);
  });

  test("S11: a gap before a reported vote becomes a noop", () => {
    const { after, sent } = promise(preparing(), 2, [vote(1, b, 0)]);
    expect(sent).toEqual([
      ["every server", { type: "accept", ...vote(0, NOOP, 1) }],
      ["every server", { type: "accept", ...vote(1, b, 1) }],
    ]);
    expect(after.leadership).toMatchObject({ next: 2 });
  });

  test("what it knows to be chosen it does not propose again", () => {
    const before = preparing({ chosen: [{ slot: slot(1), value: b }] });
    const { sent } = promise(before, 2, [vote(0, a, 0), vote(1, b, 0)]);
    expect(sent).toEqual([["every server", { type: "accept", ...vote(0, a, 1) }]]);
  });

  test("the same server twice is not a quorum", () => {
    const before = preparing();
    expect(promise(before, 1).after).toEqual(before);
  });

  test("S9: a promise for another epoch does not count, nor one that comes late", () => {
    const before = preparing();
    expect(promise(before, 2, [], { number: 4 }).after).toBe(before);
    const late = leader();
    expect(promise(late, 2, [vote(0, b, 0)]).after).toBe(late);
  });

  test("S8: when the prepared slots are used up it asks for more, in the same epoch", () => {
    const windowed = serverWith({ ...size, prepareWindow: 1 });
    const { sent } = promise(preparing(), 2, [vote(0, b, 0)], { on: windowed });
    expect(sent).toEqual([
      ["every server", { type: "accept", ...vote(0, b, 1) }],
      ["every server", { type: "prepare", epoch: 1, from: 1, to: 2 }],
    ]);
  });

  test("S8: votes in further slots are adopted as well", () => {
    const windowed = serverWith({ ...size, prepareWindow: 1 });
    const before = leader({ leadership: leads(1, { next: slot(1), preparedTo: slot(1), further: [own] }) });
    const message = { type: "promise", epoch: epoch(1), from: slot(1), votes: [vote(1, b, 0)] } as const;
    const { after, sent } = deliver(windowed, { before, from: "server 2", message, at: 1 });
    expect(sent[0]).toEqual(["every server", { type: "accept", ...vote(1, b, 1) }]);
    expect(after.leadership).toMatchObject({ preparedTo: 2, next: 2 });
  });
});

describe("request", () => {
  test("S8: the leader proposes it in the next slot, having voted for it itself", () => {
    const { after, sent } = ask(proposing(b), a);
    expect(sent).toEqual([["every server", { type: "accept", ...vote(1, a, 1) }]]);
    expect(after.votes).toEqual([vote(1, a, 1)]);
    expect(after.leadership).toMatchObject({ next: 2, proposals: [{ slot: 0 }, { slot: 1, voters: ["server 1"] }] });
  });

  test("S17: one that is proposed is waited for", () => {
    const before = proposing(a);
    expect(ask(before, a).after).toBe(before);
  });

  test("S17: one that is chosen but not executed is waited for", () => {
    const before = leader({ chosen: [{ slot: slot(1), value: a }] });
    expect(ask(before, a).after).toBe(before);
  });

  test("S17: one that was executed is answered again, by any server", () => {
    const cache = [{ client: 0, floor: a.ack, replies: [{ seq: a.seq, reply: "a1" }] }];
    const answer = [["client 0", { type: "reply", seq: 1, reply: "a1" }]];
    expect(ask(leader({ cache }), a).sent).toEqual(answer);
    expect(ask(state({ cache }), a).sent).toEqual(answer);
  });

  test("S15: an earlier request that comes after a later one of the same client is no duplicate", () => {
    expect(ask(proposing(a2), a).sent).toEqual([["every server", { type: "accept", ...vote(1, a, 1) }]]);
  });

  test("S15: or it takes a client's requests in their order", () => {
    const orderly = serverWith({ ...size, leaderDedupe: "in-order" });
    const before = leader();
    expect(ask(before, a2, orderly).after).toBe(before);
    expect(ask(proposing(a), a2, orderly).sent).toHaveLength(1);
    expect(ask(proposing(a), a, orderly).sent).toHaveLength(0);
  });

  test("S15: in their order, but an earlier one that an election has left out is not refused for ever", () => {
    const orderly = serverWith({ ...size, leaderDedupe: "in-order" });
    expect(ask(proposing(a2), a, orderly).sent).toEqual([["every server", { type: "accept", ...vote(1, a, 1) }]]);
  });

  test("S10: there are never more slots under way than the window allows", () => {
    const narrow = serverWith({ ...size, window: 1 });
    const before = proposing(b);
    expect(ask(before, a, narrow).after).toBe(before);
    const keeping = serverWith({ ...size, window: 1, backlog: 1 });
    expect(ask(before, a, keeping).after.backlog).toEqual([a]);
  });

  test("the end of the slots is reported", () => {
    const before = proposing(b);
    const { after, reached } = ask(before, a, serverWith({ slots: 1 }));
    expect(after).toBe(before);
    expect(reached).toEqual(["slots"]);
  });

  test("S8: it proposes in no slot that it has not prepared", () => {
    const windowed = serverWith({ ...size, prepareWindow: 1 });
    const before = leader({ leadership: leads(1, { next: slot(1), preparedTo: slot(1), further: [own] }) });
    expect(ask(before, a, windowed).after).toBe(before);
  });

  test("who prepares keeps it for later, and proposes it when it leads", () => {
    const keeping = serverWith({ ...size, backlog: 1 });
    const { after } = ask(preparing(), a, keeping);
    expect(after.backlog).toEqual([a]);
    expect(promise(after, 2, [], { on: keeping }).sent).toEqual([
      ["every server", { type: "accept", ...vote(0, a, 1) }],
    ]);
  });

  test("S17: who follows leaves it unread, or says who leads", () => {
    const before = state({ view: epoch(2) });
    expect(ask(before, a).after).toBe(before);
    expect(ask(before, a, serverWith({ ...size, redirects: true })).sent).toEqual([
      ["client 0", { type: "redirect", view: 2 }],
    ]);
  });
});

describe("accepted", () => {
  test("S2: with a majority of votes the leader executes, replies and tells the others", () => {
    const { after, sent } = accepted(proposing(a), 2);
    expect(after).toMatchObject({ executed: 1, application: "a1", leadership: { proposals: [] } });
    expect(sent).toEqual([
      ["client 0", { type: "reply", seq: 1, reply: "a1" }],
      ["every server", { type: "learn", slot: 0, value: a }],
    ]);
  });

  test("S10: a slot that is chosen before an earlier one waits, and so does its client", () => {
    const { after, sent } = accepted(proposing(b, a), 2, { where: 1 });
    expect(after).toMatchObject({ executed: 0, chosen: [{ slot: 1 }] });
    expect(sent).toEqual([["every server", { type: "learn", slot: 1, value: a }]]);
    expect(accepted(after, 2).sent.map(([to]) => to)).toEqual(["client 1", "client 0", "every server"]);
  });

  test("its own vote counts once, however often it is heard of", () => {
    const before = proposing(a);
    expect(accepted(before, 1).after).toEqual(before);
  });

  test("S9: a vote in another epoch does not count", () => {
    const before = proposing(a);
    expect(accepted(before, 2, { number: 4 }).after).toBe(before);
  });

  test("S10: when a slot is executed there is room for what waited", () => {
    const keeping = serverWith({ ...size, window: 1, backlog: 1 });
    const { after, sent } = accepted({ ...proposing(a), backlog: [b] }, 2, { on: keeping });
    expect(after.backlog).toEqual([]);
    expect(sent.at(-1)).toEqual(["every server", { type: "accept", ...vote(1, b, 1) }]);
  });

  test("S2: with votes to look up, the others are told by the next proposal, or else by a heartbeat", () => {
    const committing = serverWith({ ...size, learning: "commit" });
    const { after, sent } = accepted(proposing(a), 2, { on: committing });
    expect(sent.map(([to]) => to)).toEqual(["client 0"]);
    expect(ask(after, b, committing).sent).toEqual([["every server", { type: "accept", ...vote(1, b, 1), commit: 1 }]]);
    const heartbeat = act(committing, { before: after, action: "heartbeat", at: 1 });
    expect(heartbeat.sent).toEqual([["every server", { type: "heartbeat", epoch: 1, commit: 1 }]]);
    expect(act(committing, { before: heartbeat.after, action: "heartbeat", at: 1 }).sent).toEqual([]);
  });
});

describe("a later epoch", () => {
  const prepare = (before: ServerState, on = node) =>
    deliver(on, {
      before,
      from: "server 2",
      message: { type: "prepare", epoch: epoch(2), from: slot(0) },
      at: 1,
    }).after;

  test("S9: whoever hears of it follows", () => {
    expect(prepare(proposing(a))).toMatchObject({ promised: 2, view: 2, leadership: { phase: "following" } });
    const message = { type: "nack", promised: epoch(2) } as const;
    const told = deliver(serverWith({ ...size, nacks: true }), { before: leader(), from: "server 0", message, at: 1 });
    expect(told.after).toMatchObject({ promised: 1, view: 2, leadership: { phase: "following" } });
  });

  test("a leader that goes on all the same does not vote for its own proposals any more", () => {
    const stubborn = serverWith({ ...size, stepDown: false });
    const after = prepare(leader(), stubborn);
    expect(after).toMatchObject({ promised: 2, leadership: { phase: "leading" } });
    const { after: proposed } = ask(after, b, stubborn);
    expect(proposed).toMatchObject({ votes: [], leadership: { proposals: [{ slot: 0, voters: [] }] } });
  });
});

describe("retransmit", () => {
  const node2 = serverWith({ ...size, retransmissions: 1 });

  test("S2: who has not promised is asked again, once in this model", () => {
    const { after, sent } = act(node2, { before: preparing(), action: "retransmit", at: 1 });
    expect(sent.map(([to, { type }]) => [to, type])).toEqual([
      ["server 0", "prepare"],
      ["server 2", "prepare"],
    ]);
    expect(act(node2, { before: after, action: "retransmit", at: 1 }).reached).toEqual(["retransmissions"]);
  });

  test("S2: who has not voted is asked again, in every slot that is not chosen", () => {
    const { sent } = act(node2, { before: proposing(a, b), action: "retransmit", at: 1 });
    expect(sent.map(([to, message]) => [to, message])).toEqual([
      ["server 0", { type: "accept", ...vote(0, a, 1) }],
      ["server 2", { type: "accept", ...vote(0, a, 1) }],
      ["server 0", { type: "accept", ...vote(1, b, 1) }],
      ["server 2", { type: "accept", ...vote(1, b, 1) }],
    ]);
  });
});

test("S10: a client's later request may get the earlier slot, and is executed first", () => {
  const { after } = ask(ask(leader(), request(0, 2)).after, request(0, 1));
  expect(after.votes).toEqual([vote(0, a2, 1), vote(1, a, 1)]);
});
