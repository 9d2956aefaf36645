// The learner within a server: what it believes (S2, S3), in which order it executes (S10), and what it does not execute twice (S18, S19).
import { describe, expect, test } from "vitest";
import type { Options } from "../../../models/multi-paxos/parameters.ts";
import type { ServerState } from "../../../models/multi-paxos/replica.ts";
import { NOOP, type Value } from "../../../models/multi-paxos/value.ts";
import { deliver } from "../one-step.ts";
import { a, a2, b, epoch, leads, request, serverWith, slot, state, vote } from "./words.ts";

/** What became of a server that was told of chosen slots, one after the other. */
const learning = (told: readonly (readonly [where: number, value: Value])[], set: Partial<Options> = {}) =>
  told.reduce(
    (before, [where, value]) =>
      deliver(serverWith({ slots: 9, ...set }), {
        before,
        from: "server 0",
        message: { type: "learn", slot: slot(where), value },
        at: 1,
      }).after,
    state(),
  );

describe("order", () => {
  test("S10: a slot is executed when all before it have been", () => {
    const waiting = learning([[1, b]]);
    expect(waiting).toMatchObject({ executed: 0, application: "", chosen: [{ slot: 1 }] });
    const caughtUp = learning([
      [1, b],
      [0, a],
    ]);
    expect(caughtUp).toMatchObject({ executed: 2, application: "a1 b1" });
    expect(caughtUp.log).toEqual([
      { slot: 0, request: "c0#1" },
      { slot: 1, request: "c1#1" },
    ]);
  });

  test("S11: a noop takes its slot and does nothing", () => {
    const after = learning([
      [1, b],
      [0, NOOP],
    ]);
    expect(after).toMatchObject({ executed: 2, application: "b1", log: [{ slot: 1, request: "c1#1" }] });
  });

  test("S1: the first word is final", () => {
    const once = learning([[1, a]]);
    const again = learning([
      [1, a],
      [1, b],
    ]);
    expect(again).toEqual(once);
    const executed = learning([
      [0, a],
      [0, b],
    ]);
    expect(executed).toEqual(learning([[0, a]]));
  });

  test("what is known is the same in whichever order it was heard", () => {
    expect(
      learning([
        [2, b],
        [1, a],
      ]),
    ).toEqual(
      learning([
        [1, a],
        [2, b],
      ]),
    );
  });
});

describe("exactly once", () => {
  test("S18: a request that is chosen in two slots is executed in the first", () => {
    const after = learning([
      [0, a],
      [1, a],
      [2, b],
    ]);
    expect(after).toMatchObject({ executed: 3, application: "a1 b1" });
    expect(after.log.map(({ slot: where }) => where)).toEqual([0, 2]);
  });

  test("S18: an earlier request of a client is executed also after a later one", () => {
    const after = learning([
      [0, a2],
      [1, a],
    ]);
    expect(after.application).toBe("a2 a1");
    expect(after.cache).toEqual([
      {
        client: 0,
        floor: 0,
        replies: [
          { seq: 1, reply: "a2 a1" },
          { seq: 2, reply: "a2" },
        ],
      },
    ]);
  });

  test("S19: with acknowledgements, a reply is forgotten when a request that acknowledges it is executed", () => {
    const told = [
      [0, a],
      [1, request(0, 2, 1)],
      [2, a],
    ] as const;
    const after = learning(told, { pruning: "ack" });
    expect(after.cache).toEqual([{ client: 0, floor: 1, replies: [{ seq: 2, reply: "a1 a2" }] }]);
    expect(after.application).toBe("a1 a2");
  });

  test("S19: with a window, request 3 says that the reply to request 1 is there", () => {
    const told = [
      [0, a],
      [1, a2],
      [2, request(0, 3)],
    ] as const;
    const after = learning(told, { pruning: "window", outstanding: 2 });
    expect(after.cache).toMatchObject([{ floor: 1, replies: [{ seq: 2 }, { seq: 3 }] }]);
  });
});

describe("replies", () => {
  const learned = (before: ServerState, set: Partial<Options> = {}) =>
    deliver(serverWith({ slots: 9, ...set }), {
      before,
      from: "server 0",
      message: { type: "learn", slot: slot(0), value: a },
      at: 1,
    }).sent;

  test("S16: the learner of the leader replies when it has executed", () => {
    const { leadership } = state({ leadership: leads(1) });
    expect(learned(state({ leadership }))).toEqual([["client 0", { type: "reply", seq: 1, reply: "a1" }]]);
  });

  test("the others execute in silence, unless everybody is to reply", () => {
    expect(learned(state())).toEqual([]);
    expect(learned(state(), { answers: "everybody" })).toEqual([["client 0", { type: "reply", seq: 1, reply: "a1" }]]);
  });
});

describe("counting votes (S3)", () => {
  const node = serverWith({ learning: "broadcast", epochs: 9, slots: 9 });

  /** What server 1 makes of votes `[server, slot, value, epoch]`. */
  const hearing = (...votes: readonly (readonly [from: number, where: number, value: Value, number: number])[]) =>
    votes.reduce(
      (before, [from, where, value, number]) =>
        deliver(node, {
          before,
          from: `server ${from}`,
          message: { type: "accepted", ...vote(where, value, number) },
          at: 1,
        }).after,
      state(),
    );

  test("a majority of votes in one slot and epoch is a decision", () => {
    expect(hearing([0, 0, a, 1]).executed).toBe(0);
    expect(hearing([0, 0, a, 1], [2, 0, a, 1])).toMatchObject({ executed: 1, heard: [] });
  });

  test("votes in different slots, epochs or for different values do not add up, nor the same one twice", () => {
    expect(hearing([0, 0, a, 1], [2, 1, a, 1]).chosen).toEqual([]);
    expect(hearing([0, 0, a, 1], [2, 0, a, 2]).chosen).toEqual([]);
    expect(hearing([0, 0, a, 1], [2, 0, b, 1]).chosen).toEqual([]);
    expect(hearing([0, 0, a, 1], [0, 0, a, 1]).chosen).toEqual([]);
  });

  test("votes may come in any order, also for several slots", () => {
    expect(hearing([0, 1, b, 1], [0, 0, a, 1])).toEqual(hearing([0, 0, a, 1], [0, 1, b, 1]));
  });
});

describe("looking up votes (S2)", () => {
  const node = serverWith({ learning: "commit", epochs: 9, slots: 9 });

  const heartbeat = (before: ServerState, number: number, commit: number) =>
    deliver(node, {
      before,
      from: "server 2",
      message: { type: "heartbeat", epoch: epoch(number), commit: slot(commit) },
      at: 1,
    }).after;

  test("what it voted for in the leader's epoch is chosen, up to where the leader says", () => {
    const before = state({ promised: epoch(2), votes: [vote(0, a, 2), vote(1, b, 2)] });
    expect(heartbeat(before, 2, 1)).toMatchObject({ executed: 1, application: "a1" });
    expect(heartbeat(before, 2, 2)).toMatchObject({ executed: 2, application: "a1 b1" });
  });

  test("an earlier vote of its own may have been for another value", () => {
    const before = state({ promised: epoch(2), votes: [vote(0, a, 1)] });
    expect(heartbeat(before, 2, 1).chosen).toEqual([]);
  });

  test("an accept brings the news along", () => {
    const before = state({ promised: epoch(2), votes: [vote(0, a, 2)] });
    const message = { type: "accept", ...vote(1, b, 2), commit: slot(1) } as const;
    expect(deliver(node, { before, from: "server 2", message, at: 1 }).after).toMatchObject({ executed: 1 });
  });
});

describe("catching up (S12)", () => {
  const node = serverWith({ catchUp: true, slots: 9 });
  const knowing = state({ chosen: [a, b].map((value, where) => ({ slot: slot(where), value })), executed: slot(2) });

  test("a learner is told all that another knows, from where it stands", () => {
    const message = { type: "catchUp", from: slot(1) } as const;
    expect(deliver(node, { before: knowing, from: "server 2", message }).sent).toEqual([
      ["server 2", { type: "known", chosen: [{ slot: 1, value: b }] }],
    ]);
  });

  test("who knows nothing says nothing", () => {
    const message = { type: "catchUp", from: slot(2) } as const;
    expect(deliver(node, { before: knowing, from: "server 2", message }).sent).toEqual([]);
  });

  test("what it is told it executes", () => {
    const message = { type: "known", chosen: knowing.chosen } as const;
    expect(deliver(node, { before: state(), from: "server 0", message, at: 2 }).after.application).toBe("a1 b1");
  });
});
