// What may be deleted, and what has to be left (S13, S20): each property on states that have it and on states that have not.
import { describe, expect, test } from "vitest";
import {
  acknowledgedRequestsSurvive,
  aLeaderIsBehind,
  anInstalledCacheAnswers,
  aSlotIsTooOld,
  aSnapshotIsInstalled,
  chosenIsRecoverable,
  keepsNoOldVotes,
  logsAreBounded,
  logsOnlyGrow,
  onceChosenAlwaysChosen,
  promisesNeverGoBack,
  promisesReportTheirBase,
  quorumsOf,
  snapshotsFollowFromLog,
  truncatesBehindSnapshot,
  votesFollowTheChosen,
} from "../../properties/index.ts";

type Vote = readonly [slot: number, epoch: number, value: string];

const votesOf = (votes: readonly Vote[]) => votes.map(([slot, epoch, value]) => ({ slot, epoch, value }));
const chosen = (...votes: Vote[]) => votesOf(votes).map((vote) => ({ ...vote, by: "A and B" }));

/** A request is named after its client and its number there, and appends its name. */
const meaning = {
  program: { initial: "", apply: (state: string, op: string) => ({ state: state + op, reply: state + op }) },
  requestIn: (value: string) =>
    value === "noop" ? null : { id: value, client: `client ${value[0]}`, seq: Number(value[1]), op: value },
};

const cacheOf = (client: string, ...replies: [seq: number, reply: string][]) => ({
  client: `client ${client}`,
  floor: 0,
  replies: replies.map(([seq, reply]) => ({ seq, reply })),
});

/** A server that has executed these requests, deleted them, and has votes for others. */
const replica = (name: string, covered: readonly string[], votes: readonly Vote[] = [], caches = [] as unknown[]) => ({
  name,
  isRecovering: false,
  base: covered.length,
  position: covered.length,
  votes: votesOf(votes),
  snapshot: {
    position: covered.length,
    application: covered.join(""),
    log: covered.map((request, slot) => ({ slot, request })),
    caches: caches as ReturnType<typeof cacheOf>[],
  },
});

test("quorums are all that there are", () => {
  expect(quorumsOf(["A", "B", "C"], 2)).toEqual([
    ["A", "B"],
    ["A", "C"],
    ["B", "C"],
  ]);
  expect(quorumsOf([1, 2, 3, 4, 5], 3)).toHaveLength(10);
});

describe("truncates behind the snapshot", () => {
  const says = (base: number, position: number, executed: number) =>
    truncatesBehindSnapshot.check({ replicas: [{ name: "A", base, position, executed }] })?.message;

  test("S13: what is deleted is in the snapshot, and that was executed", () => {
    expect(says(1, 2, 3)).toBeUndefined();
    expect(says(2, 1, 3)).toBe("A has deleted the slots before 2, but its snapshot covers those before 1");
    expect(says(1, 3, 2)).toBe("A has a snapshot of the slots before 3, but executed those before 2");
  });
});

test("S13: there is no vote in a deleted slot", () => {
  const says = (base: number) =>
    keepsNoOldVotes.check({ acceptors: [{ name: "A", base, votes: votesOf([[1, 0, "a"]]) }] })?.message;
  expect(says(1)).toBeUndefined();
  expect(says(2)).toBe("slot 1: A has a vote for a, although it has deleted the slots before 2");
});

test("S13: after a snapshot nothing is left of what it covers", () => {
  const says = (position: number) => logsAreBounded.check({ replicas: [{ name: "A", position, slots: [2, 1] }] });
  expect(says(1)).toBeUndefined();
  expect(says(2)?.message).toBe("A has a snapshot of the slots before 2, and still keeps slot 1");
});

describe("what is chosen can be recovered", () => {
  const says = (replicas: ReturnType<typeof replica>[]) =>
    chosenIsRecoverable.check({ replicas, quorum: 2, chosen: chosen([0, 1, "a1"]) })?.message;
  const [has, hasNot] = [replica("A", [], [[0, 1, "a1"]]), replica("C", [])];

  test("S12: from every quorum, by a vote or by a snapshot", () => {
    expect(says([has, replica("B", [], [[0, 2, "a1"]]), hasNot])).toBeUndefined();
    expect(says([has, replica("B", ["a1"]), hasNot])).toBeUndefined();
    expect(says([has, replica("B", [], [[0, 2, "b1"]]), hasNot])).toBe(
      "slot 0: A and B decided a1 in epoch 1, but B and C have neither a vote for it nor a snapshot",
    );
  });

  test("S12: one that has lost its disk is in no quorum", () => {
    expect(says([has, { ...replica("B", []), isRecovering: true }, hasNot])).toBeUndefined();
  });

  test("S13: a base without a snapshot is nothing", () => {
    expect(says([has, { ...replica("B", ["a1"]), position: 0 }, hasNot])).toMatch(
      "neither a vote for it nor a snapshot",
    );
  });
});

describe("acknowledged requests survive", () => {
  const clients = [{ name: "client a", returned: [{ id: "a1" }] }];
  const says = (...replicas: ReturnType<typeof replica>[]) =>
    acknowledgedRequestsSurvive.check({ requestIn: meaning.requestIn, quorum: 2, clients, replicas })?.message;
  const voted = replica("A", [], [[0, 0, "a1"]]);

  test("S16: in a vote, or in a snapshot", () => {
    expect(says(voted, replica("B", [], [[0, 0, "a1"]]), replica("C", []))).toBeUndefined();
    expect(says(voted, replica("B", ["a1"], [], [cacheOf("a", [1, "a1"])]), replica("C", []))).toBeUndefined();
  });

  test("S9: a later vote for something else is the end of it", () => {
    expect(says(voted, replica("B", [], [[0, 1, "b1"]]), replica("C", [], [[0, 0, "a1"]]))).toBe(
      "client a has the reply to a1, but A and B by themselves would not know of it",
    );
  });

  test("S20: a snapshot that does not remember it lets it be executed again", () => {
    const again = replica("A", [], [[1, 1, "a1"]]);
    const forgetful = replica("B", ["a1"]);
    expect(says(again, forgetful)).toBe(
      "client a has the reply to a1, but A and B by themselves would execute it again",
    );
    expect(says(again, replica("B", ["a1"], [], [cacheOf("a", [1, "a1"])]))).toBeUndefined();
  });

  test("S18: in two slots it is still executed once", () => {
    expect(says(replica("A", [], [[0, 0, "a1"]]), replica("B", [], [[1, 0, "a1"]]))).toBeUndefined();
  });
});

test("S9: who votes in the epoch of a decision or later votes for what was decided", () => {
  const says = (...votes: Vote[]) =>
    votesFollowTheChosen.check({
      acceptors: [{ name: "C", votes: votesOf(votes) }],
      chosen: chosen([1, 2, "a"]),
    })?.message;
  expect(says([1, 3, "a"], [0, 3, "b"])).toBeUndefined();
  expect(says([1, 1, "b"])).toBeUndefined();
  expect(says([1, 2, "b"])).toBe("slot 1: A and B decided a in epoch 2, but C has voted for b in epoch 2");
});

describe("snapshots follow from the log", () => {
  const says = (snapshot: object) =>
    snapshotsFollowFromLog.check({
      ...meaning,
      chosen: chosen([0, 0, "a1"], [1, 0, "a1"], [2, 0, "b1"]),
      replicas: [{ name: "A", snapshot: { position: 2, application: "a1", caches: [], ...snapshot } }],
    })?.message;

  test("S20: application and replies are those of one machine", () => {
    expect(says({ caches: [cacheOf("a", [1, "a1"])] })).toBeUndefined();
    expect(says({ caches: [{ client: "client a", floor: 1, replies: [] }] })).toBeUndefined();
    expect(says({ application: "a1b1", caches: [cacheOf("a", [1, "a1"])] })).toMatch(
      'the snapshot of A has "a1b1" after the slots before 2',
    );
  });

  test("S20: a request without a trace in the cache is forgotten", () => {
    expect(says({})).toBe("the snapshot of A has executed a1 in slot 0, and nothing in it says so");
  });

  test("what nobody took says nothing", () => {
    expect(says({ position: 0, application: "" })).toBeUndefined();
  });
});

describe("promises report their base", () => {
  const says = (promise: object, epoch = 0) =>
    promisesReportTheirBase.check({
      acceptors: [{ name: "A" }],
      votes: [{ acceptor: "A", slot: 1, epoch, value: "a" }],
      promisesInFlight: [{ acceptor: "A", epoch: 2, votes: [], ...promise }],
    })?.message;

  test("S13: a vote that was cast is told of, or before the base", () => {
    expect(says({ votes: [{ slot: 1 }] })).toBeUndefined();
    expect(says({ base: 2 })).toBeUndefined();
    expect(says({ base: 1 })).toBe(
      "slot 1: A promised epoch 2 as if it had not voted for a in epoch 0, which it has deleted",
    );
  });

  test("S8, S9: it need not tell of other slots, and cannot of votes that came later", () => {
    expect(says({ from: 2 })).toBeUndefined();
    expect(says({ to: 1 })).toBeUndefined();
    expect(says({}, 2)).toBeUndefined();
  });
});

describe("what is deleted is not lost", () => {
  test("S13: a vote that was deleted was not taken back", () => {
    const acceptor = (votedIn: number, base?: number) => ({
      acceptors: [{ name: "A", promised: 1, votedIn, ...(base !== undefined && { base }) }],
    });
    expect(promisesNeverGoBack.check(acceptor(1, 0), acceptor(-1, 1))).toBeUndefined();
    expect(promisesNeverGoBack.check(acceptor(1, 1), acceptor(-1, 1))?.message).toMatch("has forgotten it");
  });

  test("S13: a decision lives on in the snapshot", () => {
    const holder = (base: number, ...votes: Vote[]) => ({
      holders: [{ name: "A", base, votes: votesOf(votes) }],
      chosen: chosen([0, 0, "a"]),
    });
    expect(onceChosenAlwaysChosen.check(holder(0, [0, 0, "a"]), holder(1))).toBeUndefined();
    expect(onceChosenAlwaysChosen.check(holder(0, [0, 0, "a"]), holder(0))?.message).toMatch("has forgotten its vote");
  });

  test("S12, S13: a learner that has crashed begins from its snapshot, and nowhere else", () => {
    const learner = (executed: number, position: number) => ({
      learners: [
        {
          name: "A",
          executed,
          position,
          log: ["a1", "b1"].slice(0, executed).map((request, slot) => ({ slot, request })),
        },
      ],
    });
    expect(logsOnlyGrow.check(learner(2, 1), learner(1, 1))).toBeUndefined();
    expect(logsOnlyGrow.check(learner(2, 0), learner(1, 0))?.message).toMatch("now only those before 1");
    expect(logsOnlyGrow.check(learner(2, 2), learner(1, 1))?.message).toMatch("now only those before 1");
  });
});

describe("witnesses", () => {
  const holder = (name: string, by: string | null) => ({ name, snapshot: { by, log: [{ request: "a1" }] } });

  test("S13: a snapshot is installed if somebody else took it", () => {
    const reached = (by: string | null) => aSnapshotIsInstalled.check({ replicas: [holder("A", by)] });
    expect([reached(null), reached("A"), reached("B")]).toEqual([false, false, true]);
  });

  test("S20: an installed cache answers what was executed elsewhere", () => {
    const reached = (by: string, id: string) =>
      anInstalledCacheAnswers.check({
        replicas: [holder("A", "A"), holder("B", "A")],
        repliesInFlight: [{ by, id }],
      });
    expect([reached("A", "a1"), reached("B", "b1"), reached("B", "a1")]).toEqual([false, false, true]);
  });

  test("S13: a leader is behind if a promise that it waits for tells of slots it does not know", () => {
    const reached = (base: number, phase: string, epoch = 1) =>
      aLeaderIsBehind.check({
        promisesInFlight: [{ leader: "A", epoch: 1, base }],
        leaders: [{ name: "A", phase, epoch }],
        learners: [{ name: "A", executed: 1 }],
      });
    expect([reached(1, "preparing"), reached(2, "following"), reached(2, "preparing", 2)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(reached(2, "preparing")).toBe(true);
  });

  test("S13: a slot is too old if somebody is told so", () => {
    expect([aSlotIsTooOld.check({ refusedSlots: [] }), aSlotIsTooOld.check({ refusedSlots: [{ base: 1 }] })]).toEqual([
      ...[false, true],
    ]);
  });
});
