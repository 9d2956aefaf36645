// A server in the place of a destroyed one (S12): what it hears, what it says meanwhile, and what it knows in the end.
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import type { Memory } from "../../../models/multi-paxos/messages.ts";
import type { Options } from "../../../models/multi-paxos/parameters.ts";
import type { RecoveryState } from "../../../models/multi-paxos/recovery.ts";
import { apartLeader, type ServerState } from "../../../models/multi-paxos/replica.ts";
import { type Rules, soundRules } from "../../../models/multi-paxos/rules.ts";
import { react } from "../../../src/define/reaction.ts";
import { type act, deliver } from "../one-step.ts";
import { a, b, epoch, optionsWith, serverWith, slot, state, vote } from "./words.ts";

const serverThat = (set: Partial<Options> = {}) => serverWith({ epochs: 9, slots: 9, destroys: 1, ...set });
const node = serverThat();

const recovering = (...memories: RecoveringFrom[]): Partial<ServerState> => ({
  incarnation: 1,
  recovery: { phase: "recovering", memories: memories.map(([from, memory]) => ({ from, ...remembered(memory) })) },
});
type RecoveringFrom = readonly [from: "server 0" | "server 2", memory: Partial<Memory>];

const remembered = (memory: Partial<Memory>): Memory => ({
  ...{ incarnation: 1, promised: epoch(-1), votes: [] },
  ...memory,
});

const hear = (before: ServerState, from: "server 0" | "server 2", message: object, on = node) =>
  deliver(on as never, { before, from, message: message as never, at: 1 }) as ReturnType<
    typeof act<ServerState, never>
  >;

const remember = (before: ServerState, from: "server 0" | "server 2", memory: Partial<Memory>, on = node) =>
  hear(before, from, { type: "memory", ...remembered(memory) }, on);

const isDone = ({ recovery }: RecoveryState) => recovery.phase === "done";

describe("a new server", () => {
  const replaced = (destroyed: ServerState) =>
    react({ address: "server 1", index: 1, addressesOf: (role) => [`every ${role}` as "every 1"] }, state(), {
      what: "replace",
      run: (draft, context) => node.replace?.(draft as never, context as never, destroyed),
    });

  test("S12: has nothing, is one more than the one before it, and asks all others", () => {
    const { local, sent } = replaced(state({ promised: epoch(4), votes: [vote(0, a, 4)], incarnation: 1 }));
    expect(local).toMatchObject({ promised: -1, votes: [], incarnation: 2, recovery: { phase: "recovering" } });
    expect(sent.map(({ message }) => message)).toEqual([{ type: "recover", incarnation: 2 }]);
  });

  test("S12: has nothing to say, and takes no step of its own", () => {
    const before = state(recovering());
    for (const message of [
      { type: "prepare", epoch: epoch(2), from: slot(0) },
      { type: "accept", epoch: epoch(2), slot: slot(0), value: b },
      { type: "recover", incarnation: 1 },
    ])
      expect(hear(before, "server 2", message)).toMatchObject({ after: before, sent: [], recorded: [] });
    expect(node.timers?.timeout?.enabled?.(before, 1)).toBe(false);
    expect(node.timers?.timeout?.enabled?.(state(), 1)).toBe(true);
  });

  test("S12: that crashes goes on where it was, and asks again", () => {
    const { local, sent } = react(
      { address: "server 1", index: 1, addressesOf: () => ["server 0"] },
      state(recovering(["server 0", {}])),
      { what: "restart", run: (draft, context) => node.restart?.(draft as never, context as never) },
    );
    expect(local).toMatchObject({ recovery: { memories: [{ from: "server 0" }] } });
    expect(sent.map(({ message }) => message)).toEqual([{ type: "recover", incarnation: 1 }]);
    expect(node.durable).toEqual(["promised", "votes", "incarnation", "recovery", "vector"]);
  });
});

test("S12: the others tell what they have promised and voted, and what they have deleted", () => {
  const before = state({ promised: epoch(3), votes: [vote(1, a, 2)], base: slot(1) });
  const { after, sent } = hear(before, "server 2", { type: "recover", incarnation: 5 });
  expect(after).toEqual(before);
  const truncated = { base: 1, snapshot: before.snapshot };
  expect(sent).toEqual([
    ["server 2", { type: "memory", incarnation: 5, promised: 3, votes: [vote(1, a, 2)], truncated }],
  ]);
});

describe("recovery ends", () => {
  test("S12: when all others have told, with the latest promise and the latest vote in each slot", () => {
    const first = remember(state(recovering()), "server 0", {
      promised: epoch(3),
      votes: [vote(0, a, 1), vote(1, b, 3)],
    });
    expect(isDone(first.after)).toBe(false);
    const { after } = remember(first.after, "server 2", { promised: epoch(2), votes: [vote(0, b, 2)] });
    expect(after).toMatchObject({
      promised: 3,
      view: 3,
      votes: [vote(0, b, 2), vote(1, b, 3)],
      recovery: { phase: "done" },
    });
  });

  test("S12: not when one has told twice, nor by an answer to the server before", () => {
    const before = state(recovering(["server 0", {}]));
    expect(isDone(remember(before, "server 0", {}).after)).toBe(false);
    expect(isDone(remember(before, "server 2", { incarnation: 0 }).after)).toBe(false);
    expect(isDone(remember(before, "server 2", {}).after)).toBe(true);
  });

  test("S12: of five servers all, or by option a quorum", () => {
    const before = state(recovering(["server 0", {}], ["server 2", {}]));
    const third = (on: typeof node) =>
      hear(before, "server 3" as "server 2", { type: "memory", ...remembered({}) }, on);
    expect(isDone(third(serverThat({ servers: 5 })).after)).toBe(false);
    expect(isDone(third(serverThat({ servers: 5, recovery: "quorum" })).after)).toBe(true);
  });

  test("S13: behind the snapshot of whoever has deleted votes, and with no vote before it", () => {
    const snapshot = { position: slot(1), application: "a1", cache: [], log: [], by: "server 0" as const };
    for (const snapshots of ["own", "quorum"] as const) {
      const { after } = remember(
        state(recovering(["server 0", { truncated: { base: slot(1), snapshot } }])),
        ...(["server 2", { votes: [vote(0, a, 0), vote(1, b, 0)] }, serverThat({ snapshots })] as const),
      );
      expect(after).toMatchObject({ base: 1, executed: 1, application: "a1", votes: [vote(1, b, 0)], snapshot });
    }
  });

  test("S12: and then it may ask what was chosen", () => {
    const { sent } = remember(state(recovering(["server 0", {}])), "server 2", {}, serverThat({ catchUp: true }));
    expect(sent).toEqual([["every server", { type: "catchUp", from: 0 }]]);
  });
});

describe("a learner that lives apart from acceptors", () => {
  const options = optionsWith({ roles: "apart", destroys: 1, catchUp: true, epochs: 9 });
  const apart = (rules: Partial<Rules> = {}) =>
    apartLeader({
      options,
      rules: { ...soundRules, ...rules },
      acceptors: ["acceptor 0"],
      leaders: ["leader 0", "leader 1"],
    });
  const fresh = apart().initial(1);

  test("S12: asks all others when it has been destroyed, of whom one is enough", () => {
    const { local, sent } = react({ address: "leader 1", index: 1, addressesOf: () => ["leader 0"] }, fresh, {
      what: "replace",
      run: (draft, context) => apart().replace?.(draft as never, context as never, { ...fresh, incarnation: 1 }),
    });
    expect(local).toMatchObject({ incarnation: 2, executed: 0 });
    expect(sent.map(({ message }) => message)).toEqual([{ type: "catchUp", from: 0 }]);
    const known = { type: "known", chosen: [{ slot: slot(0), value: a }] } as never;
    const { after } = deliver(apart() as never, {
      before: local as never,
      from: "leader 0",
      message: known,
      at: 1,
    }) as never;
    expect(after).toMatchObject({ executed: 1 });
  });

  test("S9, S12: leads no more, since it does not know in which epochs it has", () => {
    const mayLead = (incarnation: number, rules?: Partial<Rules>) =>
      apart(rules).timers?.timeout?.enabled?.({ ...fresh, incarnation }, 1);
    expect([mayLead(0), mayLead(1), mayLead(1, { leadsAgain: true })]).toEqual([true, false, true]);
  });

  test("has to ask", () => {
    expect(() => multiPaxos({ roles: "apart", destroys: 1 })).toThrow(expect.objectContaining({ code: "SYN004" }));
  });
});
