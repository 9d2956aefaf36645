// Errors in the actions of a transition system, and in observers, are told with the name of what is wrong, never as a bare exception.
import { describe, expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import { type Action, actorSystem, defineNode, set, transitionSystem, update } from "../../src/index.ts";

interface State {
  readonly a: number;
  readonly list: readonly number[];
}

const initial: State = { a: 0, list: [1] };

function checked(next: Action<State>["next"], reads: readonly (keyof State)[] = ["a", "list"]) {
  const system = transitionSystem<State>({ initial, actions: [{ name: "act", reads, next }] });
  return check({ name: "system", parameters: {}, system, properties: [] });
}

describe("an action", () => {
  test("may not name a component that does not exist in what it changes", async () => {
    const changing = checked(() => ({ b: 1 }) as unknown as Partial<State>);
    await expect(changing).rejects.toMatchObject({
      code: "SYN006",
      message: "action act names a component that does not exist: b",
    });
  });

  test("may not update blindly what it reads", async () => {
    const updating = checked(() => ({ a: update(["add"], (a) => a + 1) }));
    await expect(updating).rejects.toMatchObject({
      code: "SYN006",
      message: "action act reads a, so it must write a value, not an update",
    });
  });

  test("that throws is named", async () => {
    const throwing = checked(() => {
      throw new RangeError("no such slot");
    });
    await expect(throwing).rejects.toMatchObject({ code: "SYN010", message: expect.stringContaining("act") });
  });

  test("that changes what it was given is named", async () => {
    const mutating = checked(({ list }) => {
      (list as number[]).push(2);
      return undefined;
    });
    await expect(mutating).rejects.toMatchObject({ code: "SYN011", message: expect.stringContaining("act") });
  });

  test("whose update throws is named", async () => {
    const throwing = checked(
      () => ({
        list: update<readonly number[]>(["broken"], () => {
          throw new RangeError("no such slot");
        }),
      }),
      ["a"],
    );
    await expect(throwing).rejects.toMatchObject({ code: "SYN010", message: expect.stringContaining("act") });
  });

  test("that makes what is no value is told where", async () => {
    await expect(checked(() => ({ a: Number.NaN }))).rejects.toMatchObject({
      code: "SYN012",
      message: "a is NaN, which cannot be part of a state",
    });
  });
});

test("an observer that throws is named", async () => {
  const node = defineNode<object, never>({
    name: "node",
    initial: () => ({}),
    on: {},
    start: (_, { record }) => record(1),
  });
  const history = {
    initial: 0,
    observe: () => {
      throw new RangeError("no such slot");
    },
  };
  const building = async () => actorSystem({ nodes: { node: [node] }, network: set(), observers: { history } });
  await expect(building()).rejects.toMatchObject({ code: "SYN010", message: expect.stringContaining("history") });
});
