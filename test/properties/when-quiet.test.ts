// What is true of servers that have stopped, and of what comes when all is quiet (S1, S12, S13).
import { describe, expect, test } from "vitest";
import {
  acknowledgedRequestsOutliveServers,
  destroyedServersRecover,
  logsAreBoundedWhenQuiet,
} from "../../properties/index.ts";

describe("acknowledged requests outlive servers", () => {
  const replicas = (recovering = "") => ["A", "B", "C"].map((name) => ({ name, isRecovering: name === recovering }));
  const says = (executed: readonly string[] | undefined, { returned = ["r1"], recovering = "" } = {}) => {
    const asked: string[] = [];
    const finding = acknowledgedRequestsOutliveServers.check({
      replicas: replicas(recovering),
      quorum: 2,
      clients: [{ name: "X", returned: returned.map((id) => ({ id })) }],
      electedWithout(stopped) {
        asked.push(stopped.join());
        return executed && { leader: "C", executed };
      },
    });
    return { message: finding?.message, asked };
  };

  test("S12: whichever servers stop, another leads and has executed the request once", () => {
    expect(says(["r1"])).toEqual({ message: undefined, asked: ["A", "B", "C"] });
    expect(says([]).message).toBe("X has the reply to r1, but without A C comes to lead and does not know of it");
    expect(says(["r1", "r1"]).message).toBe(
      "X has the reply to r1, but without A C comes to lead and executes it 2 times",
    );
    expect(says(undefined).message).toBe("X has the reply to r1, but without A nobody comes to lead");
  });

  test("nothing is asked as long as nobody has a reply", () => {
    expect(says([], { returned: [] })).toEqual({ message: undefined, asked: [] });
  });

  test("S12: one that is recovering is the one that has stopped", () => {
    expect(says(["r1"], { recovering: "B" })).toEqual({ message: undefined, asked: ["B"] });
  });
});

const replica = (isRecovering: boolean, slots: number[] = [], firstNeeded = 0) => ({
  ...{ name: "A", isRecovering, slots, firstNeeded },
});
type Replica = ReturnType<typeof replica>;
const view = (now: Replica[], later?: Replica[]) => ({ replicas: now, quiet: () => later });

test("S13: when all is quiet no slot is kept that snapshots cover", () => {
  const says = (...later: Replica[]) => logsAreBoundedWhenQuiet.check(view([], later))?.message;
  expect(says(replica(false, [1, 2], 1))).toBeUndefined();
  expect(says(replica(true, [0], 1))).toBeUndefined();
  expect(says(replica(false, [0, 1], 1))).toBe(
    "when all is quiet A still keeps slot 0, although snapshots cover all before 1",
  );
  expect(logsAreBoundedWhenQuiet.check(view([]))).toBeUndefined();
});

test("S12: one destroyed server recovers when the others have answered; of two nothing is promised", () => {
  const says = (now: Replica[], later: Replica[]) => destroyedServersRecover.check(view(now, later))?.message;
  const stuck = "A has lost its disk and never recovers, although all others are there";
  expect(says([replica(true)], [replica(false)])).toBeUndefined();
  expect(says([replica(true)], [replica(true)])).toBe(stuck);
  expect(says([replica(true), replica(true)], [replica(true)])).toBeUndefined();
});
