// The proposer: phases 1a and 2a (S2), which value it may propose (S9), and what it counts.
import { describe, expect, test } from "vitest";
import { NO_EPOCH } from "../../../models/basic-paxos/epoch.ts";
import type { Vote } from "../../../models/basic-paxos/messages.ts";
import { type Proposer, proposer, proposerRules } from "../../../models/basic-paxos/proposer.ts";
import { act, deliver, restarted } from "../one-step.ts";
import { a, b, epoch, vote } from "./words.ts";

/** Proposer 1 of 2, so it wants b and owns epochs 1 and 3. */
const at = 1;
const node = proposer({ acceptors: 3, proposers: 2, wishes: "different", epochs: 4, rules: proposerRules });

const fresh: Proposer = { latest: NO_EPOCH, attempt: null };
const preparing: Proposer = { latest: epoch(1), attempt: { phase: "preparing", epoch: epoch(1), promises: [] } };
const proposing: Proposer = {
  latest: epoch(1),
  attempt: { phase: "proposing", epoch: epoch(1), value: b, votes: [] },
};

const start = (before: Proposer) => act(node, { before, action: "start", at });

const promise = (before: Proposer, from: number, reported: Vote | null = null, number = 1) =>
  deliver(node, {
    before,
    from: `acceptor ${from}`,
    message: { type: "promise", epoch: epoch(number), vote: reported },
    at,
  });

const accepted = (before: Proposer, from: number, number = 1) =>
  deliver(node, {
    before,
    from: `acceptor ${from}`,
    message: { type: "accepted", epoch: epoch(number), value: b },
    at,
  });

describe("start", () => {
  test("S9: it takes the first of its own epochs, and asks every acceptor", () => {
    const { after, sent } = start(fresh);
    expect(after).toEqual(preparing);
    expect(sent).toEqual([["every acceptor", { type: "prepare", epoch: 1 }]]);
  });

  test("S9: its next attempt is in its next epoch, and forgets the one before", () => {
    expect(start(proposing).after).toEqual({
      latest: 3,
      attempt: { phase: "preparing", epoch: 3, promises: [] },
    });
  });

  test("S9: it passes over its epochs that others have left behind", () => {
    expect(start({ latest: epoch(2), attempt: null }).after.latest).toBe(3);
  });

  test("the end of the epochs is reported, and nothing starts", () => {
    const before: Proposer = { latest: epoch(2), attempt: null };
    const { after, sent, reached } = act(node, { before, action: "start", at: 0 });
    expect(after).toBe(before);
    expect(sent).toEqual([]);
    expect(reached).toEqual(["epochs"]);
  });
});

describe("promise", () => {
  test("S2: one promise of three is not enough", () => {
    expect(promise(preparing, 0).sent).toEqual([]);
  });

  test("S2: with a majority, and no vote among them, it proposes its own value", () => {
    const { after, sent, recorded } = promise(promise(preparing, 0).after, 2);
    expect(after).toEqual(proposing);
    expect(sent).toEqual([["every acceptor", { type: "accept", epoch: 1, value: "b" }]]);
    expect(recorded).toEqual([{ type: "proposed", epoch: 1, value: "b" }]);
  });

  test("S9: a single reported vote is adopted, since it may be part of a decision", () => {
    const { sent } = promise(promise(preparing, 0, vote(a, 0)).after, 2);
    expect(sent).toEqual([["every acceptor", { type: "accept", epoch: 1, value: "a" }]]);
  });

  test("S9: of several votes the latest is adopted, in whichever order they come", () => {
    const third: Proposer = { latest: epoch(3), attempt: { phase: "preparing", epoch: epoch(3), promises: [] } };
    const oneWay = promise(promise(third, 0, vote(a, 0), 3).after, 1, vote(b, 1), 3);
    const otherWay = promise(promise(third, 1, vote(b, 1), 3).after, 0, vote(a, 0), 3);
    expect(oneWay.sent).toEqual([["every acceptor", { type: "accept", epoch: 3, value: "b" }]]);
    expect(otherWay.sent).toEqual(oneWay.sent);
  });

  test("the same acceptor twice is not a quorum", () => {
    const once = promise(preparing, 0).after;
    expect(promise(once, 0).after).toEqual(once);
  });

  test("promises are remembered in one order, in whichever they come", () => {
    const five = proposer({ acceptors: 5, proposers: 2, wishes: "different", epochs: 4, rules: proposerRules });
    const hear = (before: Proposer, from: number) =>
      deliver(five, { before, from: `acceptor ${from}`, message: { type: "promise", epoch: epoch(1), vote: null } })
        .after;
    expect(hear(hear(preparing, 2), 0)).toEqual(hear(hear(preparing, 0), 2));
  });

  test("S9: a promise for another epoch does not count", () => {
    expect(promise(preparing, 0, null, 3).after).toBe(preparing);
  });

  test("a late promise no longer changes the value", () => {
    expect(promise(proposing, 2, vote(a, 0)).after).toBe(proposing);
  });
});

describe("accepted", () => {
  test("S2: with a majority of votes it tells every learner", () => {
    const { after, sent } = accepted(accepted(proposing, 0).after, 2);
    expect(after.attempt).toEqual({ phase: "done", epoch: 1, value: "b" });
    expect(sent).toEqual([["every learner", { type: "learn", value: "b" }]]);
  });

  test("the same acceptor twice is not a quorum", () => {
    expect(accepted(accepted(proposing, 0).after, 0).sent).toEqual([]);
  });

  test("S9: a vote in another epoch does not count", () => {
    expect(accepted(proposing, 0, 3).after).toBe(proposing);
  });

  test("the decision is announced once", () => {
    const done = accepted(accepted(proposing, 0).after, 1).after;
    expect(accepted(done, 2).sent).toEqual([]);
  });
});

describe("nack", () => {
  const nack = (before: Proposer, number: number) =>
    deliver(node, { before, from: "acceptor 0", message: { type: "nack", promised: epoch(number) }, at });

  test("S9: the next epoch will be later than the one heard of, and this attempt goes on", () => {
    const { after } = nack(preparing, 2);
    expect(after).toEqual({ ...preparing, latest: 2 });
    expect(start(after).after.latest).toBe(3);
  });

  test("a late nack takes nothing back", () => {
    expect(nack({ latest: epoch(3), attempt: null }, 2).after.latest).toBe(3);
  });
});

test("S9: after a crash the attempt is gone, but its epoch is not used again", () => {
  const after = restarted(node, proposing);
  expect(after).toEqual({ latest: 1, attempt: null });
  expect(start(after).after.latest).toBe(3);
});
