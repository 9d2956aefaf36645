// How large the spaces are, and why some can be told beforehand.
import { describe, expect, test } from "vitest";
import { basicPaxos } from "../../../models/basic-paxos/index.ts";
import { check } from "../../../src/explore/check.ts";
import { ROOM } from "../room.ts";

describe("distinct states", () => {
  test.each([
    ["", 75_240],
    ["alone", 279],
    ["broadcast", 49_383],
    ["two-leaders", 126_954],
    ["unanimous", 75_240],
  ])("basic-paxos/%s has %i, and everything holds", async (name, distinct) => {
    const result = await check(basicPaxos.configured(name), ROOM);
    expect(result).toMatchObject({ verdict: "held", distinct, notIdle: [] });
  });
});

/**
 * When nobody listens to votes and each proposer has one epoch, any progress of one epoch goes with any progress of another: let the earlier epoch do all
 * that it does first. And how far each has come says the rest, since an acceptor never goes back. So the spaces multiply.
 */
describe("epochs multiply", () => {
  const distinctOf = async (acceptors: number, proposers: number) => {
    const model = basicPaxos({ acceptors, proposers, epochs: proposers, learning: "broadcast", learners: 0 });
    return (await check(model, ROOM)).distinct;
  };

  test.each([
    [2, 3],
    [3, 2],
    [4, 2],
  ])("%i acceptors, %i epochs", async (acceptors, epochs) => {
    const one = await distinctOf(acceptors, 1);
    expect(await distinctOf(acceptors, epochs)).toBe(one ** epochs);
  });
});
