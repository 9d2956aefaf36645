// The properties of consensus (S1), each on a state that has it and on one that has not, with the evidence that a person will read.
import { describe, expect, test } from "vitest";
import {
  agreement,
  aValueIsChosen,
  aValueIsDecided,
  chosenBy,
  decidesOnce,
  decidesOnlyWishes,
  laterEpochAdoptsEarlierVote,
  learnsOnlyChosen,
  neverLearnsOtherwise,
  onceChosenAlwaysChosen,
  oneValuePerEpoch,
  promisesNeverGoBack,
  twoProposersActive,
  validity,
} from "../../properties/index.ts";

const decided = (by: string, value: string, slot?: number) => ({ by, value, ...(slot !== undefined && { slot }) });
const cast = (acceptor: string, epoch: number, value: string) => ({ acceptor, epoch, value });

describe("chosen", () => {
  const votes = [cast("A", 0, "a"), cast("B", 1, "a"), cast("C", 1, "b"), cast("B", 2, "a")];

  test("S2: a value is chosen by a quorum in one epoch, not by votes of several", () => {
    expect(chosenBy(votes, 2)).toEqual([]);
    expect(chosenBy([...votes, cast("C", 2, "a")], 2)).toEqual([{ by: "B and C", epoch: 2, value: "a" }]);
  });

  test("a vote that is cast twice counts once", () => {
    expect(chosenBy([cast("A", 0, "a"), cast("A", 0, "a")], 2)).toEqual([]);
  });

  test("slots are apart", () => {
    const inSlots = [0, 1].map((slot) => ({ ...cast(`acceptor ${slot}`, 0, "a"), slot }));
    expect(chosenBy(inSlots, 2)).toEqual([]);
    expect(chosenBy(inSlots, 1)).toHaveLength(2);
  });
});

describe("agreement", () => {
  const says = (...decisions: { by: string; value: string; epoch?: number }[]) =>
    agreement.check({ decisions })?.message;

  test("S1: the same value twice is agreement", () => {
    expect(says(decided("learner 0", "a"), decided("learner 1", "a"))).toBe(undefined);
  });

  test("S1: two values are not, and both are named", () => {
    expect(says({ ...decided("A and B", "b"), epoch: 1 }, decided("learner 1", "a"))).toBe(
      "A and B decided b in epoch 1, but learner 1 decided a",
    );
  });

  test("different slots may differ", () => {
    expect(says(decided("learner 0", "a", 0), decided("learner 0", "b", 1))).toBe(undefined);
    expect(says(decided("learner 0", "a", 3), decided("learner 1", "b", 3))).toMatch(/^slot 3: learner 0/);
  });
});

describe("validity", () => {
  const learned = [decided("learner 0", "c")];

  test("S1: if everybody wants the same, nothing else is decided", () => {
    expect(validity.check({ learned, wishes: ["a", "a"] })?.message).toBe(
      "everybody wanted a, but learner 0 decided c",
    );
    expect(validity.check({ learned, wishes: ["c", "c"] })).toBe(undefined);
    expect(validity.check({ learned, wishes: ["a", "b"] })).toBe(undefined);
  });

  test("S1: what is decided was wanted by somebody", () => {
    expect(decidesOnlyWishes.check({ learned, wishes: ["a", "b"] })?.message).toBe(
      "learner 0 decided c, which nobody wanted",
    );
    expect(decidesOnlyWishes.check({ learned, wishes: ["a", "c"] })).toBe(undefined);
  });
});

describe("integrity", () => {
  const learner = (...values: [value: string, slot?: number][]) => ({
    name: "learner 0",
    learned: values.map(([value, slot]) => ({ value, ...(slot !== undefined && { slot }) })),
  });

  describe("decides once", () => {
    const before = { learned: [decided("learner 0", "a")] };
    const says = (learned: { by: string; value: string }[]) => decidesOnce.check(before, { learned })?.message;

    test("S1: a decision stays as it is, and others may join", () => {
      expect(says([decided("learner 1", "b"), decided("learner 0", "a")])).toBe(undefined);
    });

    test("S1: it is neither changed nor forgotten", () => {
      expect(says([decided("learner 0", "b")])).toBe("learner 0 decided a, then b");
      expect(says([decided("learner 1", "a")])).toBe("learner 0 decided a, then forgot it");
    });
  });

  test("S12: who may forget a decision may still not change it", () => {
    const says = (...values: [string, number][]) =>
      neverLearnsOtherwise.check({ learners: [learner(["a", 0], ["b", 1])] }, { learners: [learner(...values)] })
        ?.message;
    expect(says()).toBe(undefined);
    expect(says(["b", 1], ["c", 2])).toBe(undefined);
    expect(says(["a", 0], ["c", 1])).toBe("slot 1: learner 0 decided b, then c");
  });

  test("S2: what is learned was chosen", () => {
    const says = (...chosen: { by: string; value: string }[]) =>
      learnsOnlyChosen.check({ learners: [learner(["a"])], chosen })?.message;
    expect(says(decided("A and B", "a"))).toBe(undefined);
    expect(says(decided("A and B", "b"))).toBe("learner 0 decided a, which no quorum voted for");
  });

  test("S2: it was chosen in this slot", () => {
    const learned = { learners: [learner(["a", 1])], chosen: [decided("A and B", "a", 0)] };
    expect(learnsOnlyChosen.check(learned)?.message).toBe("slot 1: learner 0 decided a, which no quorum voted for");
  });
});

describe("one value per epoch", () => {
  const says = (...proposals: { epoch: number; value: string; slot?: number }[]) =>
    oneValuePerEpoch.check({ proposals })?.message;

  test("S9: epochs may differ, and slots", () => {
    expect(says({ epoch: 0, value: "a" }, { epoch: 1, value: "b" })).toBe(undefined);
    expect(says({ epoch: 0, value: "a", slot: 0 }, { epoch: 0, value: "b", slot: 1 })).toBe(undefined);
  });

  test("S9: one epoch has one value", () => {
    expect(says({ epoch: 1, value: "a" }, { epoch: 1, value: "b" })).toBe("a and b were both proposed in epoch 1");
  });
});

describe("promises never go back", () => {
  const says = (from: [number, number], to: [number, number]) => {
    const acceptors = ([promised, votedIn]: [number, number]) => ({ acceptors: [{ name: "A", promised, votedIn }] });
    return promisesNeverGoBack.check(acceptors(from), acceptors(to))?.message;
  };

  test("S9: forward is fine", () => {
    expect(says([0, -1], [2, 0])).toBe(undefined);
  });

  test("S9: a promise is not taken back", () => {
    expect(says([1, -1], [0, -1])).toBe("A had promised epoch 1 and is back at epoch 0");
  });

  test("S12: nor is a vote forgotten", () => {
    expect(says([1, 1], [1, -1])).toBe("A had voted in epoch 1 and has forgotten it");
  });
});

describe("once chosen, always chosen", () => {
  const chosen = [{ ...decided("A and B", "a"), epoch: 0 }];
  const holding = (...votes: { epoch: number; value: string }[]) => ({ chosen, holders: [{ name: "B", votes }] });
  const vote = (epoch: number, value: string) => ({ epoch, value });

  test("S9: a vote for a decision is replaced by a later one for the same value", () => {
    expect(onceChosenAlwaysChosen.check(holding(vote(0, "a")), holding(vote(1, "a")))).toBe(undefined);
  });

  test("S9: a vote for another value, or from before the decision, is replaced by any", () => {
    expect(onceChosenAlwaysChosen.check(holding(vote(0, "b")), holding(vote(1, "c")))).toBe(undefined);
    expect(onceChosenAlwaysChosen.check(holding(vote(-1, "a")), holding(vote(1, "b")))).toBe(undefined);
  });

  test("S9: a vote for a decision is not replaced by one for another value, nor forgotten", () => {
    expect(onceChosenAlwaysChosen.check(holding(vote(0, "a")), holding(vote(1, "b")))?.message).toBe(
      "A and B decided a in epoch 0, but B now holds b",
    );
    expect(onceChosenAlwaysChosen.check(holding(vote(0, "a")), holding())?.message).toBe(
      "A and B decided a in epoch 0, but B has forgotten its vote for it",
    );
  });
});

describe("witnesses", () => {
  test("are false where nothing happens, and true where it does", () => {
    expect(aValueIsDecided.check({ learned: [] })).toBe(false);
    expect(aValueIsDecided.check({ learned: [decided("learner 0", "a")] })).toBe(true);
    expect(aValueIsChosen.check({ chosen: [] })).toBe(false);
    expect(aValueIsChosen.check({ chosen: [decided("A and B", "a")] })).toBe(true);
  });

  test("S9: adoption is to propose what one did not want", () => {
    expect(laterEpochAdoptsEarlierVote.check({ proposals: [{ epoch: 1, value: "b", wish: "b" }] })).toBe(false);
    expect(laterEpochAdoptsEarlierVote.check({ proposals: [{ epoch: 1, value: "a", wish: "b" }] })).toBe(true);
  });

  test("S5: two proposers have to be active in the same state", () => {
    const active = (...proposers: boolean[]) => ({ proposers: proposers.map((isActive) => ({ isActive })) });
    expect(twoProposersActive.check(active(true, false))).toBe(false);
    expect(twoProposersActive.check(active(true, false, true))).toBe(true);
  });
});
