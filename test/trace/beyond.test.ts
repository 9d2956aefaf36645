// What lies beyond the end of a run is looked at state by state, as far as it may be, and nothing is claimed of what was not.
import { expect, test } from "vitest";
import { possible, transitionSystem, violation } from "../../src/index.ts";
import { stuckAt } from "../../src/trace/beyond.ts";
import { evidenceAtEnd, replay } from "../../src/trace/replay.ts";

interface State {
  readonly at: number;
}

/** From 0 up to 9, and round again from there; 20 is by itself. */
const system = transitionSystem<State>({
  initial: [{ at: 0 }, { at: 20 }],
  actions: [{ name: "on", reads: ["at"], next: ({ at }) => (at < 10 ? { at: (at + 1) % 10 } : undefined) }],
});

const reaches = (goal: number, excused?: number) =>
  possible<State>("goal", ({ at }) => at === goal, {
    unless: ({ at }) => at === excused,
    missing: ({ at }) => violation(`at ${at}`),
  });

test("a goal, or an excuse, is found wherever it is", () => {
  for (const goal of [3, 9, 2]) expect(stuckAt(system, reaches(goal), [3])).toBeUndefined();
  expect(stuckAt(system, reaches(-1, 2), [3])).toBeUndefined();
});

test("where there is none, that is evidence, and all that can follow has been looked at", () => {
  expect(stuckAt(system, reaches(20), [3])?.message).toBe(
    "from here on no schedule reaches the goal: at 3 (9 more states can follow; in the last of them at 2)",
  );
  expect(stuckAt(system, reaches(3), [20])?.message).toBe(
    "nothing can happen any more, and the goal is not reached: at 20",
  );
});

test("a limit on states is reached with an error, and not with a verdict; before it, all is as without", () => {
  const undecided = expect.objectContaining({ code: "SYN025", message: expect.stringContaining("(9)") });
  expect(() => stuckAt(system, reaches(20), [3], 9)).toThrow(undecided);
  expect(stuckAt(system, reaches(20), [3], 10)?.details).toMatchObject({ following: 9, isCounted: true });
  expect(stuckAt(system, reaches(5), [3], 3)).toBeUndefined();
});

test("a replay asks it of the state it ends in", () => {
  const on = { event: { kind: "action" as const, action: "on", args: {} }, choice: 0 };
  expect(evidenceAtEnd(system, reaches(20), replay(system, 0, [on]))?.message).toContain("at 1");
  expect(evidenceAtEnd(system, reaches(0), replay(system, 0, [on]))).toBeUndefined();
  expect(() => evidenceAtEnd(system, reaches(20), replay(system, 0, [on]), 5)).toThrow("more states follow");
});
