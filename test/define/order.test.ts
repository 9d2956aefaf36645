// Maps, Sets and records have no order in a state. A handler that depends on one is no function of the state: states that count as equal would behave
// differently, and the search would only ever see one of them. So it is refused.
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import {
  type Action,
  actorSystem,
  always,
  bag,
  type Checkable,
  defineNode,
  type Observer,
  transitionSystem,
  violation,
} from "../../src/index.ts";

interface Choosing {
  readonly heard: ReadonlyMap<string, number>;
  readonly first: string;
}

interface Hear {
  readonly type: "hear";
  readonly name: string;
}

/** Hears a and b, in either order, and then takes whichever comes first in the collection in which it keeps them. */
function fickle<Heard extends object>(
  nothing: () => Heard,
  add: (heard: Heard, name: string) => void,
  names: (heard: Heard) => string[],
) {
  const node = defineNode<{ heard: Heard; first: string }, Hear>({
    name: "fickle",
    initial: () => ({ heard: nothing(), first: "" }),
    start: (_, { self, send }) => {
      for (const name of ["a", "b"]) send(self, { type: "hear", name });
    },
    on: {
      hear(self, { name }) {
        add(self.heard as Heard, name);
        if (names(self.heard as Heard).length < 2) return;
        // Once more from the beginning, but in the order that is there by now.
        self.first = "?";
      },
    },
    actions: {
      choose: {
        enabled: ({ first }) => first === "?",
        run(self, { record }) {
          self.first = names(self.heard as Heard)[0] ?? "none";
          record(self.first);
        },
      },
    },
  });
  const chosen: Observer<string, string> = { initial: "", observe: (_, name) => name };
  return actorSystem({ nodes: { node: [node] }, network: bag({ noop: "consume" }), observers: { chosen } });
}

test.each<[string, () => Checkable["system"]]>([
  [
    "a Map",
    () =>
      fickle(
        () => new Map<string, 1>(),
        (heard, name) => void heard.set(name, 1),
        (heard) => [...heard.keys()],
      ),
  ],
  [
    "a Set",
    () =>
      fickle(
        () => new Set<string>(),
        (heard, name) => void heard.add(name),
        (heard) => [...heard],
      ),
  ],
  [
    "a record",
    () =>
      fickle(
        (): Record<string, 1> => ({}),
        (heard, name) => void Object.assign(heard, { [name]: 1 }),
        (heard) => Object.keys(heard),
      ),
  ],
])("a handler that takes the first of %s is refused", async (_, build) => {
  const searched = check({ name: "fickle", parameters: {}, system: build(), properties: [] });
  await expect(searched).rejects.toMatchObject({
    code: "SYN013",
    message: expect.stringContaining("node 0: choose is not deterministic"),
  });
});

test("a handler that looks at all of them, in whatever order, is not refused", async () => {
  const sorted = fickle(
    () => new Set<string>(),
    (heard, name) => void heard.add(name),
    (heard) => [...heard].sort(),
  );
  const neverB = always<ReturnType<(typeof sorted)["state"]>>("never b", ({ observed }) =>
    observed.chosen === "b" ? violation("b was chosen") : undefined,
  );
  const result = await check({ name: "sorted", parameters: {}, system: sorted, properties: [neverB] });
  expect(result.properties).toMatchObject([{ status: "held" }]);
});

test("an action of a transition system that takes the first of a Map is refused too", async () => {
  const add = (name: string): Action<Choosing> => ({
    name: "add",
    args: { name },
    reads: ["heard"],
    next: ({ heard }) => (heard.has(name) ? undefined : { heard: new Map([...heard, [name, 1]]) }),
  });
  const take: Action<Choosing> = {
    name: "take",
    reads: ["heard", "first"],
    next: ({ heard, first }) => (heard.size < 2 || first !== "" ? undefined : { first: [...heard.keys()][0] ?? "" }),
  };
  const system = transitionSystem<Choosing>({
    initial: { heard: new Map(), first: "" },
    actions: [add("a"), add("b"), take],
  });
  const searched = check({ name: "fickle", parameters: {}, system, properties: [] });
  await expect(searched).rejects.toMatchObject({ code: "SYN013", message: expect.stringContaining("take") });
});
