// What learners may make of the log, and what clients may be told: held against one machine that executes it.
import { describe, expect, test } from "vitest";
import {
  cachesAreBounded,
  clientsGetTheirReplies,
  clientsKeepCount,
  executesOnlyChosen,
  keepsReplies,
  logsArePrefixes,
  logsOnlyGrow,
  type ReplyCache,
  replay,
  repliesFollowFromLog,
  stateFollowsFromLog,
} from "../../properties/index.ts";

/** A list to append to; a request is named after its client and its number there, and appends its name. */
const meaning = {
  program: {
    initial: "",
    apply: (state: string, op: string) => ({ state: state + op, reply: state + op }),
  },
  requestIn: (value: string) =>
    value === "noop" ? null : { id: value, client: `client ${value[0]}`, seq: Number(value[1]), op: value },
};

const inSlots = (...values: (string | undefined)[]) =>
  values.flatMap((value, slot) => (value === undefined ? [] : [{ slot, value, by: "A and B" }]));

describe("one machine", () => {
  test("S10: executes slots in order, up to the first that is not decided", () => {
    const { application, executed, replies } = replay(inSlots("a1", "b1", undefined, "c1").toReversed(), meaning);
    expect({ application, executed }).toEqual({ application: "a1b1", executed: 2 });
    expect(replies.map(({ request, slot, reply }) => [request.id, slot, reply])).toEqual([
      ["a1", 0, "a1"],
      ["b1", 1, "a1b1"],
    ]);
  });

  test("S11, S18: skips noops, and requests that it has executed", () => {
    expect(replay(inSlots("a1", "noop", "a1", "b1"), meaning)).toMatchObject({ application: "a1b1", executed: 4 });
  });
});

describe("logs", () => {
  const learner = (name: string, executed: number, ...requests: string[]) => ({
    ...{ name, executed, log: requests.map((request, slot) => ({ slot, request })) },
  });
  const [one, two] = [learner("A", 1, "a1"), learner("B", 2, "a1", "b1")];

  test("S10: of two logs one is the beginning of the other", () => {
    const says = (...learners: (typeof one)[]) => logsArePrefixes.check({ learners })?.message;
    expect(says(learner("C", 0), one, two)).toBeUndefined();
    expect(says(one, learner("C", 0), learner("D", 1, "b1"))).toBe(
      "A has executed a1 from slot 0, but D has executed b1 from slot 0",
    );
  });

  test("S10: the same request is executed from the same slot", () => {
    const late = { name: "C", executed: 3, log: [{ slot: 2, request: "a1" }] };
    expect(logsArePrefixes.check({ learners: [one, late] })?.message).toBe(
      "A has executed a1 from slot 0, but C has executed a1 from slot 2",
    );
  });

  describe("only grow", () => {
    const says = (was: typeof one, is: typeof one) =>
      logsOnlyGrow.check({ learners: [was] }, { learners: [is] })?.message;

    test("S10: by what is executed", () => {
      expect(says(one, { ...two, name: "A" })).toBeUndefined();
    });

    test("S12: or all is lost", () => {
      expect(says(two, learner("B", 0))).toBeUndefined();
    });

    test("S12: but not a part of it", () => {
      expect(says(two, learner("B", 1, "a1"))).toBe("B had executed the slots before 2, now only those before 1");
      expect(says(two, learner("B", 2, "a1"))).toBe("B had executed b1 from slot 1, which its log no longer says");
      expect(says(one, learner("A", 2, "c1", "a1"))).toMatch("A had executed a1 from slot 0");
    });
  });

  test("S10: a learner comes no further than what is chosen", () => {
    const says = (executed: number, ...chosen: (string | undefined)[]) =>
      executesOnlyChosen.check({ learners: [{ name: "A", executed }], chosen: inSlots(...chosen) })?.message;
    expect(says(2, "a1", "b1")).toBeUndefined();
    expect(says(0)).toBeUndefined();
    expect(says(2, undefined, "b1")).toBe("slot 0: A has executed it, but nothing is chosen there");
  });
});

describe("state and cache", () => {
  const cache = (floor: number, ...replies: [seq: number, reply: string][]): ReplyCache => ({
    ...{ client: "client a", floor, replies: replies.map(([seq, reply]) => ({ seq, reply })) },
  });
  const learner = (executed: number, application: string, ...caches: ReplyCache[]) => ({
    ...{ name: "A", executed, application, caches, learned: inSlots("a1", "a1", "a2") },
  });

  describe("follow from the log", () => {
    const says = (...given: Parameters<typeof learner>) =>
      stateFollowsFromLog.check({ ...meaning, learners: [learner(...given)] })?.message;

    test("S10: the state is that after the executed slots, not that after all that is known", () => {
      expect(says(2, "a1", cache(0, [1, "a1"]))).toBeUndefined();
      expect(says(3, "a1a2", cache(1, [2, "a1a2"]))).toBeUndefined();
    });

    test("S18: a request that was executed twice shows in the state", () => {
      expect(says(2, "a1a1")).toBe('A has "a1a1" after the slots before 2, but should have "a1"');
    });

    test("S18: cached replies are those that the requests had", () => {
      expect(says(3, "a1a2", cache(0, [2, "a2"]))).toBe(
        'A keeps "a2" as its reply to request 2 of client a, which should be "a1a2" after the slots before 3',
      );
      expect(says(2, "a1", cache(0, [2, "a1a2"]))).toMatch("which has no reply yet after the slots before 2");
    });
  });

  describe("replies are kept", () => {
    const says = (answered: readonly number[], ...caches: ReplyCache[]) =>
      keepsReplies.check({
        ...meaning,
        learners: [learner(3, "a1a2", ...caches)],
        clients: [{ name: "client a", returned: answered.map((seq) => ({ seq })) }],
      })?.message;

    test("S19: until the client has them", () => {
      expect(says([], cache(0, [1, "a1"], [2, "a1a2"]))).toBeUndefined();
      expect(says([1], cache(1, [2, "a1a2"]))).toBeUndefined();
      expect(says([1, 2])).toBeUndefined();
    });

    test("S19: one that is forgotten too early may be asked for", () => {
      expect(says([2], cache(1, [2, "a1a2"]))).toBe(
        "A has forgotten its reply to a1 of slot 0, which client a does not have",
      );
    });
  });
});

test("S19: a learner keeps no more replies for a client than that has requests under way", () => {
  const says = (...caches: ReplyCache[]) =>
    cachesAreBounded.check({ learners: [{ name: "A", caches }], outstandingLimit: 2 })?.message;
  const cache = (client: string, ...seqs: number[]): ReplyCache => ({
    ...{ client, floor: 0, replies: seqs.map((seq) => ({ seq, reply: "" })) },
  });
  expect(says(cache("client a", 1, 2), cache("client b", 3))).toBeUndefined();
  expect(says(cache("client a"), cache("client b", 1, 2, 3))).toBe(
    "A keeps 3 replies for client b, which has no more than 2 requests under way",
  );
});

describe("replies", () => {
  const log = (...values: (string | undefined)[]) => ({ ...meaning, chosen: inSlots(...values) });
  const sent = (seq: number, reply: string) => ({ by: "A", client: "client a", seq, reply });

  test("S18: a reply is what came of the request at its first slot", () => {
    const says = (view: ReturnType<typeof log>, ...repliesInFlight: ReturnType<typeof sent>[]) =>
      repliesFollowFromLog.check({ ...view, repliesInFlight })?.message;
    expect(says(log("b1", "a1", "a1"), sent(1, "b1a1"), sent(1, "b1a1"))).toBeUndefined();
    expect(says(log("b1", "a1"), sent(1, "a1"))).toBe(
      'A replied "a1" to request 1 of client a, but executing the log gives "b1a1"',
    );
    expect(says(log(undefined, "a1"), sent(1, "a1"))).toBe(
      'A replied "a1" to request 1 of client a, which cannot have been executed: it is in no slot before 0',
    );
  });

  test("S14: a client takes it for the reply to that request", () => {
    const says = (...returned: [seq: number, reply: string][]) =>
      clientsGetTheirReplies.check({
        ...log("a2", "a1"),
        clients: [{ name: "client a", returned: returned.map(([seq, reply]) => ({ seq, reply })) }],
      })?.message;
    expect(says()).toBeUndefined();
    expect(says([1, "a2a1"], [2, "a2"])).toBeUndefined();
    expect(says([1, "a2"])).toBe('client a took "a2" for the reply to request 1, but executing the log gives "a2a1"');
    expect(says([3, "a3"])).toMatch("which cannot have been executed: it is in no slot before 2");
  });

  describe("S14: clients keep count", () => {
    const says = (outstanding: number[], answered: number[], ack: number) =>
      clientsKeepCount.check({
        clients: [{ name: "client a", outstanding, returned: answered.map((seq) => ({ seq })), ack }],
      })?.message;

    test("a request is waited for or answered", () => {
      expect(says([2, 4], [1, 3], 1)).toBeUndefined();
      expect(says([1, 2], [2], 0)).toBe("client a waits for the reply to request 2, which it has");
    });

    test("numbers are used once", () => {
      expect(says([1, 1], [], 0)).toBe("client a has used twice the number 1");
      expect(says([], [1, 1], 1)).toBe("client a has used twice the number 1");
    });

    test("S19: what is acknowledged was returned, all of it", () => {
      expect(says([2], [1, 3], 3)).toBe(
        "client a acknowledges the replies up to 3, but does not have that to request 2",
      );
    });
  });
});
