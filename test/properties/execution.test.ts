// What executing a log may and may not look like, one learner at a time, and two side by side.
import { describe, expect, test } from "vitest";
import { equalLogsEqualStates } from "../../properties/equal-logs-equal-states.ts";
import { exactlyOnce } from "../../properties/exactly-once.ts";
import { executesInOrder } from "../../properties/executes-in-order.ts";

/** A learner that knows these requests by slot, and has executed some. */
const learner = (
  learned: readonly (string | null | undefined)[],
  executed: number,
  log: readonly [number, string][],
) => ({
  learners: [
    {
      name: "server 0",
      executed,
      learned: learned.flatMap((request, slot) => (request === undefined ? [] : [{ slot, request }])),
      log: log.map(([slot, request]) => ({ slot, request })),
    },
  ],
});

describe("exactly once", () => {
  test("S18: a request that is chosen twice is executed in the first of its slots; a noop never", () => {
    expect(
      exactlyOnce.check(
        learner(["a", null, "a", "b"], 4, [
          [0, "a"],
          [3, "b"],
        ]),
      ),
    ).toBeUndefined();
  });

  test("S18: it is not executed again", () => {
    expect(
      exactlyOnce.check(
        learner(["a", "a"], 2, [
          [0, "a"],
          [1, "a"],
        ]),
      )?.message,
    ).toBe("server 0 has executed a in slot 0 and again in slot 1");
  });

  test("S14: nor is it left out", () => {
    expect(exactlyOnce.check(learner(["b", "a"], 2, [[0, "b"]]))?.message).toBe(
      "server 0 has passed slot 1 without ever executing a",
    );
  });
});

describe("executes in order", () => {
  test("S10: what is chosen above a gap waits", () => {
    expect(executesInOrder.check(learner(["a", undefined, "c"], 1, [[0, "a"]]))).toBeUndefined();
  });

  test("S10: a gap is not skipped", () => {
    expect(
      executesInOrder.check(
        learner(["a", undefined, "c"], 3, [
          [0, "a"],
          [2, "c"],
        ]),
      )?.message,
    ).toBe("server 0 has executed up to slot 2, but does not know slot 1");
  });

  test("S10: nor filled later", () => {
    expect(
      executesInOrder.check(
        learner(["a", "b"], 2, [
          [1, "b"],
          [0, "a"],
        ]),
      )?.message,
    ).toBe("server 0 has executed a of slot 0 out of order");
  });
});

describe("equal logs, equal states", () => {
  const says = (...learners: [executed: number, application: string, cache: string][]) =>
    equalLogsEqualStates.check({
      learners: learners.map(([executed, application, cache], server) => ({
        name: `server ${server}`,
        ...{ executed, application, cache },
      })),
    })?.message;

  test("S13: learners that have come to different slots may differ", () => {
    expect(says([1, "a", "x"], [2, "a b", "y"], [1, "a", "x"])).toBeUndefined();
  });

  test("S19: those that have come to the same slot may not, in their state or in their cache", () => {
    expect(says([1, "a", "x"], [1, "b", "x"])).toBe(
      'server 0 and server 1 have executed slots 0 to 0, but as application they have "a" and "b"',
    );
    expect(says([1, "a", "x"], [1, "a", ""])).toBe(
      'server 0 and server 1 have executed slots 0 to 0, but as cache they have "x" and ""',
    );
  });
});
