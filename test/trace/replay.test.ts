// A replay does exactly the events it is given, and stops at the first that is not possible with what would be.
import { describe, expect, test } from "vitest";
import { always, type Event, step, transitionSystem, update, violation } from "../../src/index.ts";
import { differences } from "../../src/trace/difference.ts";
import { evidenceAtEnd, replay, type TraceStep } from "../../src/trace/replay.ts";

interface State {
  readonly at: number;
  readonly log: readonly string[];
}

const system = transitionSystem<State>({
  initial: [
    { at: 0, log: [] },
    { at: 5, log: [] },
  ],
  actions: [
    ...[1, 2].map((by) => ({
      name: "go",
      args: { by },
      reads: ["at" as const],
      next: ({ at }: Pick<State, "at">) => (at + by < 10 ? { at: at + by } : undefined),
    })),
    { name: "jump", reads: ["at"], next: ({ at }) => (at === 3 ? [{ at: 7 }, { at: 8 }, { at: 9 }] : []) },
    { name: "note", reads: [], next: () => ({ log: update(["note"], (log) => [...log, "noted"].slice(-2)) }) },
  ],
});

const go = (by: number): TraceStep => ({ event: { kind: "action", action: "go", args: { by } }, choice: 0 });
const jump = (choice: number): TraceStep => ({ event: { kind: "action", action: "jump", args: {} }, choice });
const note: TraceStep = { event: { kind: "action", action: "note", args: {} }, choice: 0 };

test("the events are done one after the other, and what each changed is told", () => {
  const run = replay(system, 0, [go(1), note, go(2)]);
  expect(run.states).toEqual([
    [0, []],
    [1, []],
    [1, ["noted"]],
    [3, ["noted"]],
  ]);
  expect(run.steps.map(({ changes }) => changes)).toEqual([
    [{ component: "at", path: "", before: 0, after: 1 }],
    [{ component: "log", path: "", before: [], after: ["noted"] }],
    [{ component: "at", path: "", before: 1, after: 3 }],
  ]);
});

test("no events are a replay too, from whichever initial state", () => {
  expect(replay(system, 1, [])).toEqual({ states: [[5, []]], steps: [] });
});

test("of the steps with one event the choice says which", () => {
  const ends = [0, 1, 2].map((choice) => replay(system, 0, [go(1), go(2), jump(choice)]).states.at(-1)?.[0]);
  expect(ends).toEqual([7, 8, 9]);
});

test.each<[string, number, readonly TraceStep[], string, string]>([
  [
    "an event that is not enabled",
    1,
    [go(1), jump(0)],
    "step 2 is no longer possible: jump",
    "Enabled there: go by 1; go by 2; note.",
  ],
  [
    "a choice that is not there",
    0,
    [go(1), go(2), jump(3)],
    "step 3 is no longer possible: jump",
    "Enabled there: go by 1; go by 2; jump; note.",
  ],
  [
    "a negative choice",
    0,
    [{ ...go(1), choice: -1 }],
    "step 1 is no longer possible: go by 1",
    "Enabled there: go by 1; go by 2; note.",
  ],
  ["other arguments", 0, [go(3)], "step 1 is no longer possible: go by 3", "Enabled there: go by 1; go by 2; note."],
])("%s stops it, with the number of the step and what is enabled", (_, initial, steps, message, hint) => {
  expect(() => replay(system, initial, steps)).toThrow(expect.objectContaining({ code: "SYN022", message, hint }));
});

test.each([2, -1, 0.5])("there is no initial state %s", (initial) => {
  expect(() => replay(system, initial, [])).toThrow(expect.objectContaining({ code: "SYN022" }));
});

test("where nothing is enabled, that is said; where much is, the first six are named", () => {
  const still = transitionSystem<{ a: number }>({ initial: { a: 0 }, actions: [] });
  expect(() => replay(still, 0, [note])).toThrow(expect.objectContaining({ hint: "Nothing is enabled there." }));
  const busy = transitionSystem<{ a: number }>({
    initial: { a: 0 },
    actions: Array.from({ length: 9 }, (_, n) => ({ name: "do", args: { n }, reads: [], next: () => ({ a: n }) })),
  });
  expect(() => replay(busy, 0, [note])).toThrow(
    expect.objectContaining({ hint: "Enabled there: do n 0; do n 1; do n 2; do n 3; do n 4; do n 5; and 3 more." }),
  );
});

test("evidence is that of the last state, or of the last step", () => {
  const not3 = always<State>("not 3", ({ at }) => (at === 3 ? violation("at 3") : undefined));
  const slow = step<State>("slow", (before, after) => (after.at - before.at > 1 ? violation("fast") : undefined));
  const at3 = replay(system, 0, [go(1), go(2)]);
  expect(evidenceAtEnd(system, not3, at3)?.message).toBe("at 3");
  expect(evidenceAtEnd(system, slow, at3)?.message).toBe("fast");
  const past = replay(system, 0, [go(1), go(2), go(1)]);
  expect(evidenceAtEnd(system, not3, past)).toBeUndefined();
  expect(evidenceAtEnd(system, slow, past)).toBeUndefined();
  const never = step<State>("never", () => violation("a step"));
  expect(evidenceAtEnd(system, never, replay(system, 0, [note]))?.message).toBe("a step");
  expect(evidenceAtEnd(system, never, replay(system, 0, []))).toBeUndefined();
});

describe("differences", () => {
  const components = [{ name: "a" }, { name: "b", show: (value: unknown) => (value as { shown: unknown }).shown }];
  const between = (before: unknown, after: unknown) =>
    differences(components, [before, { shown: 0 }], [after, { shown: 0 }]);

  test("go into records, field by field", () => {
    const before = { vote: { epoch: 1, value: "x" }, promised: 1, gone: true };
    const after = { vote: { epoch: 2, value: "x" }, promised: 1, fresh: [1] };
    expect(between(before, after)).toEqual([
      { component: "a", path: "vote.epoch", before: 1, after: 2 },
      { component: "a", path: "gone", before: true, after: undefined },
      { component: "a", path: "fresh", before: undefined, after: [1] },
    ]);
  });

  test.each<[unknown, unknown]>([
    [[1], [1, 2]],
    [new Set([1]), new Set([2])],
    [new Map([[1, 2]]), new Map([[1, 3]])],
    [null, { a: 1 }],
    [{ a: 1 }, null],
    [1, 1n],
  ])("show everything else as a whole: %o, %o", (before, after) => {
    expect(between(before, after)).toEqual([{ component: "a", path: "", before, after }]);
  });

  test("are none between values that are the same piece of state", () => {
    expect(between({ a: 0, b: new Set([1, 2]) }, { b: new Set([2, 1]), a: -0, c: undefined })).toEqual([]);
  });

  test("are only in what the component shows", () => {
    const hidden = (shown: number, rest: number) => [0, { shown, rest }];
    expect(differences(components, hidden(1, 1), hidden(1, 2))).toEqual([]);
    expect(differences(components, hidden(1, 1), hidden(2, 1))).toEqual([
      { component: "b", path: "", before: 1, after: 2 },
    ]);
  });
});

test("an event is found by what it says, not by which object it is", () => {
  const event: Event = JSON.parse('{"args":{"by":2},"action":"go","kind":"action"}');
  expect(replay(system, 0, [{ event, choice: 0 }]).states.at(-1)).toEqual([2, []]);
});
