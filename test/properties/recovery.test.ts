// A server that has lost its disk (S12) says nothing, and its promise is not held against it until it knows of it again.
import { describe, expect, test } from "vitest";
import {
  aPromiseOutlivesItsAcceptor,
  aRecoveredServerIsCounted,
  aReplacedLearnerCatchesUp,
  aServerRecovers,
  aVoteOutlivesItsAcceptor,
  leadsWithAQuorum,
  recoversInSilence,
} from "../../properties/index.ts";

const replica = (incarnation: number, isRecovering: boolean, executed = 0) => ({
  ...{ name: "A", incarnation, isRecovering, executed },
});

describe("recovers in silence", () => {
  const promise = (epoch: number) => ({ acceptor: "A", epoch });
  const vote = (epoch: number) => ({ acceptor: "A", slot: 0, epoch, value: "a" });
  const view = (is: ReturnType<typeof replica>, promises: number[], votes: number[]) => ({
    ...{ replicas: [is], promisesInFlight: promises.map(promise), votesInFlight: votes.map(vote) },
  });
  const says = (before: ReturnType<typeof view>, after: ReturnType<typeof view>) =>
    recoversInSilence.check(before, after)?.message;
  const lost = replica(1, true);

  test("S12: what was said before may still arrive", () => {
    expect(says(view(lost, [1], [0]), view(lost, [], []))).toBeUndefined();
    expect(says(view(replica(0, false), [], []), view(lost, [1], [0]))).toBeUndefined();
  });

  test("S12: nothing new is said", () => {
    expect(says(view(lost, [], []), view(lost, [2], []))).toBe("A has promised epoch 2 while it is recovering");
    expect(says(view(lost, [], [0]), view(lost, [], [0, 1]))).toBe(
      "A has voted for a in epoch 1 while it is recovering",
    );
  });

  test("by one that has recovered it may be", () => {
    expect(says(view(lost, [], []), view(replica(1, false), [2], [1]))).toBeUndefined();
  });
});

test("S12: a leader may lead by the promise of one that has been destroyed since", () => {
  const says = (isRecovering: boolean) =>
    leadsWithAQuorum.check({
      leaders: [{ name: "B", phase: "leading", epoch: 1, promises: ["A", "B"] }],
      acceptors: [
        { name: "A", promised: -1, isRecovering },
        { name: "B", promised: 1 },
      ],
      quorum: 2,
    })?.message;
  expect(says(true)).toBeUndefined();
  expect(says(false)).toMatch("by a promise of A, which stands at -1");
});

test("S12: witnesses are about servers that were destroyed", () => {
  const recovers = (...replicas: ReturnType<typeof replica>[]) => aServerRecovers.check({ replicas });
  expect([recovers(replica(0, false)), recovers(replica(1, true)), recovers(replica(1, false))]).toEqual([
    ...[false, false, true],
  ]);
  const catchesUp = (is: ReturnType<typeof replica>) => aReplacedLearnerCatchesUp.check({ learners: [is] });
  expect([catchesUp(replica(0, false, 1)), catchesUp(replica(1, false)), catchesUp(replica(1, false, 1))]).toEqual([
    ...[false, false, true],
  ]);
  const isCounted = (is: ReturnType<typeof replica>, epoch: number) =>
    aRecoveredServerIsCounted.check({ replicas: [is], leaders: [{ phase: "leading", epoch, promises: ["A"] }] });
  expect([isCounted(replica(1, false), 0), isCounted(replica(0, false), 1), isCounted(replica(1, false), 1)]).toEqual([
    ...[false, false, true],
  ]);
});

test("S12: what was said outlives who said it, if the one in its place does not know of it", () => {
  const recovered = {
    ...replica(1, false),
    promised: 0,
    votes: [] as { slot: number; epoch: number; value: string }[],
  };
  const promise = (is: typeof recovered) =>
    aPromiseOutlivesItsAcceptor.check({ replicas: [is], promisesInFlight: [{ acceptor: "A", epoch: 1 }] });
  expect(promise(recovered)).toBe(true);
  for (const more of [{ incarnation: 0 }, { isRecovering: true }, { promised: 1 }])
    expect(promise({ ...recovered, ...more })).toBe(false);

  const cast = { slot: 0, epoch: 0, value: "a" };
  const vote = (is: typeof recovered) =>
    aVoteOutlivesItsAcceptor.check({ replicas: [is], votesInFlight: [{ acceptor: "A", ...cast }] });
  expect(vote(recovered)).toBe(true);
  for (const more of [{ incarnation: 0 }, { isRecovering: true }, { votes: [cast] }])
    expect(vote({ ...recovered, ...more })).toBe(false);
});
