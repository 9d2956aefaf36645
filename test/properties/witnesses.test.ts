// Witnesses: each is false where the thing does not happen and true where it does.
import { describe, expect, test } from "vitest";
import {
  aLaterSlotIsChosenFirst,
  aLeaderGivesUpItsProposals,
  aNoopIsChosen,
  anEarlierVoteIsAdopted,
  aReplyIsSentAgain,
  aRequestIsAnswered,
  aRequestIsChosenTwice,
  aRequestIsExecuted,
  requestsAreChosenOutOfOrder,
  theThirdEpochIsLed,
  twoLeadersAtOnce,
} from "../../properties/index.ts";

const chosen = (slot: number, value: string, epoch = 0) => ({ by: "A and B", slot, value, epoch });
const proposed = (slot: number, value: string, epoch = 0, by = "A") => ({ by, slot, value, epoch });

describe("slots", () => {
  test("S9: adoption is to get chosen what an earlier epoch proposed", () => {
    const reached = (...proposals: ReturnType<typeof proposed>[]) =>
      anEarlierVoteIsAdopted.check({ chosen: [chosen(0, "a", 1)], proposals });
    expect(reached(proposed(0, "a", 1))).toBe(false);
    expect(reached(proposed(0, "b", 0), proposed(1, "a", 0))).toBe(false);
    expect(reached(proposed(0, "a", 0), proposed(0, "a", 1))).toBe(true);
  });

  test("S11: a noop is chosen", () => {
    expect(aNoopIsChosen.check({ chosen: [chosen(0, "a")] })).toBe(false);
    expect(aNoopIsChosen.check({ chosen: [chosen(0, "noop")] })).toBe(true);
  });

  test("S10: a slot is chosen before the one in front of it", () => {
    expect(aLaterSlotIsChosenFirst.check({ chosen: [chosen(0, "a"), chosen(1, "b")] })).toBe(false);
    expect(aLaterSlotIsChosenFirst.check({ chosen: [chosen(1, "b")] })).toBe(true);
  });

  test("S10: the request in front of a chosen one has to be proposed, or there is nothing to overtake", () => {
    const reached = (...proposals: ReturnType<typeof proposed>[]) =>
      requestsAreChosenOutOfOrder.check({ chosen: [chosen(1, "b")], proposals });
    expect(reached(proposed(1, "b"))).toBe(false);
    expect(reached(proposed(0, "noop"), proposed(1, "b"))).toBe(false);
    expect(reached(proposed(0, "a"), proposed(1, "b"))).toBe(true);
  });
});

describe("leaders", () => {
  const leader = (name: string, epoch: number, phase = "leading") => ({ name, epoch, phase });

  test("S5: two lead at once", () => {
    expect(twoLeadersAtOnce.check({ leaders: [leader("A", 0), leader("B", 1, "preparing")] })).toBe(false);
    expect(twoLeadersAtOnce.check({ leaders: [leader("A", 0), leader("B", 1)] })).toBe(true);
  });

  test("S9: epoch 2 or a later one is led", () => {
    expect(theThirdEpochIsLed.check({ leaders: [leader("A", 2, "preparing"), leader("B", 1)] })).toBe(false);
    expect(theThirdEpochIsLed.check({ leaders: [leader("A", 3)] })).toBe(true);
  });

  test("S9: who leads no longer has left something unfinished", () => {
    const reached = (now: ReturnType<typeof leader>, ...decided: ReturnType<typeof chosen>[]) =>
      aLeaderGivesUpItsProposals.check({ leaders: [now], proposals: [proposed(0, "a", 0)], chosen: decided });
    expect(reached(leader("A", 0))).toBe(false);
    expect(reached(leader("A", -1, "following"), chosen(0, "a"))).toBe(false);
    expect(reached(leader("A", -1, "following"))).toBe(true);
    expect(reached(leader("A", 3))).toBe(true);
  });
});

describe("requests", () => {
  const requestIn = (value: string) => (value === "noop" ? null : { id: value, client: "a", seq: 1, op: value });

  test("S10, S16: one is executed, one is answered", () => {
    expect(aRequestIsExecuted.check({ learners: [{ log: [] }] })).toBe(false);
    expect(aRequestIsExecuted.check({ learners: [{ log: [] }, { log: [{ slot: 0, request: "a" }] }] })).toBe(true);
    expect(aRequestIsAnswered.check({ clients: [{ returned: [] }] })).toBe(false);
    expect(aRequestIsAnswered.check({ clients: [{ returned: [{ seq: 1 }] }] })).toBe(true);
  });

  test("S18: a request has two slots, not one in two epochs", () => {
    const reached = (...decided: ReturnType<typeof chosen>[]) =>
      aRequestIsChosenTwice.check({ chosen: decided, requestIn });
    expect(reached(chosen(0, "a"), chosen(0, "a", 1), chosen(1, "b"))).toBe(false);
    expect(reached(chosen(0, "noop"), chosen(1, "noop"))).toBe(false);
    expect(reached(chosen(0, "a"), chosen(1, "b"), chosen(2, "a"))).toBe(true);
  });

  test("S18: a reply is on its way to a client that has it", () => {
    const reached = (seq: number) =>
      aReplyIsSentAgain.check({
        clients: [{ name: "a", returned: [{ seq: 1 }] }],
        repliesInFlight: [{ by: "A", client: "a", seq, reply: "x" }],
      });
    expect(reached(2)).toBe(false);
    expect(reached(1)).toBe(true);
  });
});
