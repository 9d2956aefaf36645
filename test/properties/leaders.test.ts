// What leaders may do, on states that show it and states that do not.
import { describe, expect, test } from "vitest";
import {
  leadsAnEpochOnce,
  leadsWithAQuorum,
  leavesNoGap,
  oneLeaderPerEpoch,
  proposesWherePrepared,
  staysInWindow,
} from "../../properties/index.ts";

const leader = {
  name: "server 1",
  phase: "leading",
  epoch: 1,
  promises: ["server 0", "server 1"],
  from: 0,
  next: 2,
  preparedTo: Number.POSITIVE_INFINITY,
  window: 2,
  proposed: [
    { slot: 0, value: "a", isChosen: true },
    { slot: 1, value: "b", isChosen: false },
  ],
};
type Leader = typeof leader;

const follower: Leader = { ...leader, phase: "following", epoch: -1, next: 0, proposed: [] };

describe("leads with a quorum", () => {
  const says = (changed: Partial<Leader>, ...promised: number[]) =>
    leadsWithAQuorum.check({
      leaders: [{ ...leader, ...changed }],
      acceptors: promised.map((epoch, index) => ({ name: `server ${index}`, promised: epoch })),
      quorum: 2,
    })?.message;

  test("S9: a quorum of promises that stand", () => {
    expect(says({}, 1, 1, 0)).toBeUndefined();
    expect(says({}, 2, 1, 0)).toBeUndefined();
  });

  test("S9: too few promises, or one of them twice", () => {
    expect(says({ promises: ["server 1"] }, 1, 1, 1)).toBe("server 1 leads epoch 1 promised by only server 1");
    expect(says({ promises: ["server 1", "server 1"] }, 1, 1, 1)).toMatch("only server 1");
    expect(says({ promises: [] }, 1, 1, 1)).toMatch("promised by nobody");
  });

  test("S9: a promise that was for an earlier epoch", () => {
    expect(says({}, 0, 1, 1)).toBe("server 1 leads epoch 1 by a promise of server 0, which stands at 0");
  });

  test("S6: the first leader has its promises by birth", () => {
    expect(says({ epoch: 0 }, -1, -1, -1)).toBeUndefined();
  });

  test("who does not lead needs none", () => {
    expect(says({ phase: "preparing", promises: [] }, 0, 0, 0)).toBeUndefined();
  });
});

describe("leaves no gap", () => {
  const says = (changed: Partial<Leader>) => leavesNoGap.check({ leaders: [{ ...leader, ...changed }] })?.message;

  test("S11: every slot before the next one is proposed or chosen", () => {
    expect(says({})).toBeUndefined();
    expect(says({ from: 3, next: 3, proposed: [] })).toBeUndefined();
  });

  test("S11: one that is not will never be finished", () => {
    expect(says({ next: 3 })).toBe("slot 2: server 1 has proposed nothing in epoch 1 and goes on at slot 3");
  });

  test("a follower has no slots to fill", () => {
    expect(says({ phase: "following", next: 3 })).toBeUndefined();
  });
});

describe("windows", () => {
  test("S8: a leader proposes where it has prepared", () => {
    const says = (changed: Partial<Leader>) =>
      proposesWherePrepared.check({ leaders: [{ ...leader, ...changed }] })?.message;
    expect(says({})).toBeUndefined();
    expect(says({ preparedTo: 2 })).toBeUndefined();
    expect(says({ preparedTo: 1 })).toBe("slot 1: server 1 has proposed in epoch 1, but prepared only slots before 1");
    expect(says({ phase: "following", preparedTo: 1 })).toBeUndefined();
  });

  describe("S10: a leader stays in its window", () => {
    const wider = { next: 3, proposed: [...leader.proposed, { slot: 2, value: "c", isChosen: false }] };
    const says = (was: Partial<Leader>, is: Partial<Leader>) =>
      staysInWindow.check({ leaders: [{ ...leader, ...was }] }, { leaders: [{ ...leader, ...is }] })?.message;

    test("so many slots after the first that is not chosen", () => {
      expect(says({}, wider)).toBeUndefined();
      expect(says({}, { ...wider, window: 1 })).toBe("slot 2: server 1 has proposed c, 1 or more after slot 1");
    });

    test("what it takes over may be wider", () => {
      expect(says(follower, { ...wider, window: 1 })).toBeUndefined();
      expect(says({ preparedTo: 2 }, { ...wider, window: 1, preparedTo: 4 })).toBeUndefined();
    });

    test("what it has already is not added", () => {
      expect(says({ ...wider, window: 1 }, { ...wider, window: 1 })).toBeUndefined();
    });
  });
});

describe("one leader an epoch", () => {
  const other = { ...leader, name: "server 2" };

  test("S5: two may lead at once, in different epochs", () => {
    const says = (...leaders: Leader[]) => oneLeaderPerEpoch.check({ leaders, proposals: [] })?.message;
    expect(says(leader, { ...other, epoch: 2 })).toBeUndefined();
    expect(says(leader, { ...other, phase: "preparing" })).toBeUndefined();
    expect(says(follower, leader, other)).toBe("server 1 and server 2 both lead epoch 1");
  });

  describe("S12: who begins to lead is the first in its epoch", () => {
    const proposal = { by: "server 1", slot: 0, epoch: 1, value: "a" };
    const says = (was: Leader, is: Leader, proposals = [proposal]) =>
      leadsAnEpochOnce.check({ leaders: [was], proposals }, { leaders: [is], proposals })?.message;

    test("a new epoch is fine, and to go on in the old one", () => {
      expect(says(follower, { ...leader, epoch: 2 })).toBeUndefined();
      expect(says(leader, { ...leader, next: 3 })).toBeUndefined();
      expect(says(leader, follower)).toBeUndefined();
    });

    test("an epoch in which somebody has proposed is used up", () => {
      expect(says(follower, leader)).toBe("server 1 begins to lead epoch 1, in which it had proposed a");
      expect(says(follower, other)).toBe("server 2 begins to lead epoch 1, in which server 1 had proposed a");
    });

    test("who forgets what it has proposed begins again", () => {
      expect(says(leader, { ...leader, next: 0, proposed: [] })).toBe(
        "server 1 begins epoch 1 again at slot 0, where it was at slot 2",
      );
    });
  });
});
