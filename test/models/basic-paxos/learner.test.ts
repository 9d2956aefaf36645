// The learner: told by the proposer (S2), or counting votes (S3); and integrity (S1).
import { expect, test } from "vitest";
import {
  type CountingLearner,
  countingLearner,
  learnerRules,
  toldLearner,
} from "../../../models/basic-paxos/learner.ts";
import type { Value } from "../../../models/basic-paxos/messages.ts";
import { deliver } from "../one-step.ts";
import { a, b, epoch } from "./words.ts";

const learn = (decided: Value | null, value: Value) =>
  deliver(toldLearner, { before: { decided }, from: "proposer 0", message: { type: "learn", value } }).after;

const counting = countingLearner({ acceptors: 3, rules: learnerRules });

/** What a counting learner makes of votes `[acceptor, epoch, value]`, one after the other. */
const hearing = (...votes: readonly (readonly [from: number, epoch: number, value: Value])[]) =>
  votes.reduce<CountingLearner>(
    (before, [from, number, value]) =>
      deliver(counting, {
        before,
        from: `acceptor ${from}`,
        message: { type: "accepted", epoch: epoch(number), value },
      }).after,
    { decided: null, heard: [] },
  );

test("S2: a learner decides what the proposer says", () => {
  expect(learn(null, a)).toEqual({ decided: "a" });
});

test("S1: a learner decides once", () => {
  expect(learn(a, b)).toEqual({ decided: "a" });
});

test("S3: a majority of votes in one epoch is a decision", () => {
  expect(hearing([0, 1, b]).decided).toBe(null);
  expect(hearing([0, 1, b], [2, 1, b])).toEqual({ decided: "b", heard: [] });
});

test("S3: votes for one value in different epochs do not add up", () => {
  expect(hearing([0, 0, a], [1, 2, a]).decided).toBe(null);
});

test("S3: votes for different values in one epoch do not add up", () => {
  expect(hearing([0, 0, a], [1, 0, b]).decided).toBe(null);
});

test("S3: a vote heard twice counts once", () => {
  expect(hearing([0, 0, a], [0, 0, a]).decided).toBe(null);
});

test("S3: votes of several epochs may come in any order", () => {
  expect(hearing([0, 0, a], [1, 1, b], [2, 0, a]).decided).toBe("a");
  expect(hearing([0, 0, a], [1, 1, b])).toEqual(hearing([1, 1, b], [0, 0, a]));
});

test("S1: a learner that has decided hears no more", () => {
  expect(hearing([0, 0, a], [1, 0, a], [1, 1, b], [2, 1, b])).toEqual({ decided: "a", heard: [] });
});
