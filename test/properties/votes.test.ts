// What acceptors may promise and vote for in a log, and what may be proposed to them: each property on states that have it and on states that have not.
import { describe, expect, test } from "vitest";
import {
  keepsPromises,
  laterProposalsCarryTheChosen,
  promisesTellAll,
  proposalsAreSafe,
  votesOnlyForRequests,
  votesWereProposed,
} from "../../properties/index.ts";

type Vote = readonly [slot: number, epoch: number, value: string];

const vote = ([slot, epoch, value]: Vote) => ({ slot, epoch, value });
const acceptor = (name: string, promised: number, ...votes: Vote[]) => ({ name, promised, votes: votes.map(vote) });
const alone = (promised: number, ...votes: Vote[]) => ({ acceptors: [acceptor("A", promised, ...votes)] });

describe("keeps promises", () => {
  const says = (before: ReturnType<typeof alone>, after: ReturnType<typeof alone>) =>
    keepsPromises.check(before, after)?.message;

  test("S9: a vote in the promised epoch or a later one is fine, and promises the later one", () => {
    expect(says(alone(1, [0, 0, "a"]), alone(1, [0, 1, "b"]))).toBeUndefined();
    expect(says(alone(1), alone(2, [0, 2, "a"]))).toBeUndefined();
  });

  test("S9: an epoch that was left is not voted in", () => {
    expect(says(alone(1, [0, 1, "a"]), alone(1, [0, 1, "a"], [1, 0, "b"]))).toBe(
      "slot 1: A voted for b in epoch 0, although it had promised epoch 1",
    );
  });

  test("S9: a vote is a promise", () => {
    expect(says(alone(0), alone(0, [0, 1, "a"]))).toBe("slot 0: A voted for a in epoch 1 without promising it");
  });

  test("what was voted before is not judged again", () => {
    expect(says(alone(3, [0, 0, "a"]), alone(4, [0, 0, "a"]))).toBeUndefined();
  });
});

describe("votes were proposed", () => {
  const says = (...proposals: Vote[]) =>
    votesWereProposed.check({ ...alone(1, [2, 1, "a"]), proposals: proposals.map(vote) })?.message;

  test("S2: a vote is for what was proposed in this slot and epoch", () => {
    expect(says([2, 1, "a"])).toBeUndefined();
  });

  test("S9: another value, epoch or slot will not do", () => {
    expect(says([2, 1, "b"])).toBe("slot 2: A voted for a in epoch 1, in which b was proposed");
    expect(says([2, 0, "a"])).toBe("slot 2: A voted for a in epoch 1, in which nothing was proposed");
    expect(says([1, 1, "a"])).toMatch("nothing was proposed");
  });
});

describe("votes only for requests", () => {
  const says = (value: string) => votesOnlyForRequests.check({ ...alone(0, [0, 0, value]), submitted: ["a"] })?.message;

  test("S1: requests that were sent may be voted for", () => {
    expect(says("a")).toBeUndefined();
  });

  test("S11: noops too, which nobody sends", () => {
    expect(says("noop")).toBeUndefined();
  });

  test("S1: nothing else", () => {
    expect(says("b")).toBe("slot 0: A voted for b, which no client has sent");
  });
});

describe("proposals are safe", () => {
  const all = (...promised: number[]) => promised.map((epoch, index) => acceptor("ABC"[index] ?? "?", epoch));
  const cast = (name: string, ...[slot, epoch, value]: Vote) => ({ acceptor: name, slot, epoch, value });
  type Cast = ReturnType<typeof cast>;

  const says = (proposal: Vote, promised: readonly number[], ...votes: Cast[]) => {
    const view = { acceptors: all(...promised), votes, quorum: 2 };
    return proposalsAreSafe.check({ ...view, proposals: [] }, { ...view, proposals: [vote(proposal)] })?.message;
  };

  test("S9: where a quorum has promised and not voted, anything is safe", () => {
    expect(says([0, 1, "b"], [1, 1, 0], cast("C", 0, 0, "a"))).toBeUndefined();
  });

  test("S9: the latest vote of a quorum is safe, and nothing else", () => {
    const votes = [cast("A", 0, 0, "a"), cast("B", 0, 1, "b")];
    expect(says([0, 2, "b"], [2, 2, 0], ...votes)).toBeUndefined();
    expect(says([0, 2, "a"], [2, 2, 0], ...votes)).toBe(
      "slot 0: a in epoch 2 was proposed, but no quorum shows that it is safe: A had voted for a in epoch 0, B had voted for b in epoch 1, C has not promised the epoch",
    );
  });

  test("S9: of several quorums one is enough", () => {
    const votes = [cast("A", 0, 0, "a"), cast("B", 0, 1, "b")];
    expect(says([0, 2, "a"], [2, 2, 2], ...votes)).toBeUndefined();
    expect(says([0, 2, "c"], [2, 2, 2], ...votes)).toMatch("C had not voted");
  });

  test("S9: promises of too few show nothing", () => {
    expect(says([0, 1, "b"], [1, 0, 0])).toMatch("B has not promised the epoch, C has not promised the epoch");
  });

  test("S8: votes in other slots, and in this epoch or later ones, do not matter", () => {
    const votes = [cast("A", 1, 0, "a"), cast("B", 1, 0, "a"), cast("A", 0, 1, "b"), cast("B", 0, 3, "c")];
    expect(says([0, 1, "b"], [1, 3, 0], ...votes)).toBeUndefined();
  });

  test("S6: the first epoch needs no promises", () => {
    expect(says([0, 0, "a"], [-1, -1, -1])).toBeUndefined();
  });

  test("a proposal is judged when it is made", () => {
    const view = { acceptors: all(0, 0, 0), votes: [], quorum: 2, proposals: [vote([0, 1, "a"])] };
    expect(proposalsAreSafe.check(view, view)).toBeUndefined();
  });
});

describe("later proposals carry the chosen", () => {
  const chosen = [{ by: "A and B", slot: 0, epoch: 1, value: "a" }];
  const says = (...proposals: Vote[]) =>
    laterProposalsCarryTheChosen.check({ chosen, proposals: proposals.map(vote) })?.message;

  test("S9: the same value in a later epoch, and whatever it was in an earlier one", () => {
    expect(says([0, 0, "b"], [0, 1, "a"], [0, 2, "a"])).toBeUndefined();
  });

  test("S9: another value in a later epoch", () => {
    expect(says([0, 1, "a"], [0, 2, "b"])).toBe("slot 0: A and B decided a in epoch 1, but b was proposed in epoch 2");
  });

  test("other slots have other values", () => {
    expect(says([0, 1, "a"], [1, 2, "b"])).toBeUndefined();
  });
});

describe("promises tell all", () => {
  const promise = (epoch: number, votes: Vote[], range: { from?: number; to?: number } = {}) => ({
    ...{ acceptor: "A", epoch, votes: votes.map(vote), ...range },
  });
  const says = (view: ReturnType<typeof alone>, ...promisesInFlight: ReturnType<typeof promise>[]) =>
    promisesTellAll.check({ ...view, promisesInFlight })?.message;
  const votes: Vote[] = [
    [0, 0, "a"],
    [1, 0, "b"],
  ];

  test("S9: all votes are reported, of the slots that were asked for", () => {
    expect(says(alone(1, ...votes), promise(1, votes))).toBeUndefined();
    expect(says(alone(1, ...votes), promise(1, [[1, 0, "b"]], { from: 1 }))).toBeUndefined();
    expect(says(alone(1, ...votes), promise(1, [[0, 0, "a"]], { from: 0, to: 1 }))).toBeUndefined();
  });

  test("S9: a vote that is left out may have been the visible part of a decision", () => {
    expect(says(alone(1, ...votes), promise(1, [[0, 0, "a"]]))).toBe(
      "A promised epoch 1 without telling of its vote for b in epoch 0 in slot 1",
    );
  });

  test("S9: nothing is made up, and no vote is made to look later than it is", () => {
    expect(says(alone(1), promise(1, [[0, 0, "a"]]))).toBe(
      "A promised epoch 1 and told of a vote for a in epoch 0 in slot 0, which it does not have",
    );
    expect(says(alone(2, [0, 0, "a"]), promise(2, [[0, 1, "a"]]))).toMatch(
      "without telling of its vote for a in epoch 0",
    );
  });

  test("what was voted for since says nothing about the promise", () => {
    expect(says(alone(1, [0, 1, "b"]), promise(1, [[0, 0, "a"]]))).toBeUndefined();
    expect(says(alone(1, [0, 1, "b"]), promise(1, []))).toBeUndefined();
  });

  test("S12: a promise is on record before it leaves", () => {
    expect(says(alone(0), promise(1, []))).toBe("A sent a promise for epoch 1 without recording it");
  });

  test("those of others are about their votes", () => {
    expect(says(alone(0, ...votes), { ...promise(1, []), acceptor: "B" })).toBeUndefined();
  });
});
