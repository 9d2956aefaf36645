// Epochs and quorums (S9): dealt out round robin, and always sharing an acceptor.
import { expect, test } from "vitest";
import { NO_EPOCH, nextEpochOf, ownerOf } from "../../../models/basic-paxos/epoch.ts";
import { majority } from "../../../models/basic-paxos/quorum.ts";
import { epoch } from "./words.ts";

const proposers = 3;

test("S9: every epoch has one owner, who comes to it in its turn", () => {
  const owned = [0, 1, 2].map((proposer) => {
    const first = nextEpochOf(proposer, proposers, NO_EPOCH);
    return [first, nextEpochOf(proposer, proposers, first)];
  });
  expect(owned).toEqual([
    [0, 3],
    [1, 4],
    [2, 5],
  ]);
  expect(owned.map((epochs) => epochs.map((each) => ownerOf(each, proposers)))).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test("S9: the next epoch is later than any that was heard of", () => {
  expect(nextEpochOf(1, proposers, epoch(3))).toBe(4);
  expect(nextEpochOf(1, proposers, epoch(4))).toBe(7);
});

test("S2: two majorities always meet, and anything smaller might not", () => {
  for (let acceptors = 1; acceptors <= 9; acceptors++) {
    expect(2 * majority(acceptors)).toBeGreaterThan(acceptors);
    expect(2 * (majority(acceptors) - 1)).toBeLessThanOrEqual(acceptors);
  }
});
