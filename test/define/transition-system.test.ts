// The footprint of an action is a contract, and breaking it is an error that says how to mend it.
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import { type Action, transitionSystem, update } from "../../src/index.ts";

interface State {
  readonly a: number;
  readonly b: number;
}

const withAction = (next: Action<State>["next"], reads: readonly (keyof State)[] = ["a"]) => ({
  name: "footprint",
  parameters: {},
  properties: [],
  system: transitionSystem<State>({ initial: { a: 0, b: 0 }, actions: [{ name: "act", reads, next }] }),
});

test("reading what is not declared is refused", async () => {
  const undeclared = check(withAction((state) => (state.a + state.b < 1 ? { a: 1 } : undefined)));
  await expect(undeclared).rejects.toMatchObject({
    code: "SYN014",
    message: "action act reads b without declaring it",
  });
});

test("naming a component that does not exist is refused", () => {
  expect(() => withAction(() => undefined, ["c" as "a"])).toThrow(
    "action act names a component that does not exist: c",
  );
});

test("initial states must have the same components", () => {
  const initial = [{ a: 0, b: 0 }, { a: 0 } as State];
  expect(() => transitionSystem<State>({ initial, actions: [] })).toThrow(
    "initial states must have the same components",
  );
});

test("what is not read can be set, or updated from what it was", async () => {
  const setting = await check(withAction(({ a }) => (a < 3 ? { a: a + 1, b: 7 } : undefined)));
  expect(setting.distinct).toBe(4);
  const updating = await check(
    withAction(({ a }) => (a < 3 ? { a: a + 1, b: update(["+2"], (b) => b + 2) } : undefined)),
  );
  expect(updating).toMatchObject({ distinct: 4, depth: 4 });
});

test("an action may offer a choice", async () => {
  const result = await check(withAction(({ a }) => (a === 0 ? [{ a: 1 }, { a: 2 }] : undefined)));
  expect(result).toMatchObject({ distinct: 3, generated: 3, terminal: 2 });
});
