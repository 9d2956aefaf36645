// Atomic commitment in states that two-phase commit never reaches.
import { expect, test } from "vitest";
import { commitNeedsEveryVote, type Participant, sameOutcome } from "../../properties/index.ts";

function participants(...given: readonly (readonly [Participant["outcome"], boolean])[]) {
  return { participants: given.map(([outcome, votedYes], index) => ({ by: `rm ${index}`, outcome, votedYes })) };
}

test("one participant may not commit while another aborts", () => {
  const found = sameOutcome.check(participants(["committed", true], [undefined, true], ["aborted", true]));
  expect(found?.message).toBe("rm 0 has committed, but rm 2 has aborted");
});

test("participants may end one after the other, all in the same way", () => {
  expect(sameOutcome.check(participants(["committed", true], [undefined, true]))).toBeUndefined();
  expect(sameOutcome.check(participants(["aborted", false], ["aborted", true]))).toBeUndefined();
});

test("nobody commits before everybody has voted yes", () => {
  const found = commitNeedsEveryVote.check(participants(["committed", true], [undefined, false]));
  expect(found?.message).toBe("rm 0 has committed, but rm 1 never voted yes");
  expect(commitNeedsEveryVote.check(participants(["aborted", true], [undefined, false]))).toBeUndefined();
});
