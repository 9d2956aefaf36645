// Maps, Sets and records have no order in a state. A handler that depends on one is no function of the state: the search would see one order, a replay
// another. It must be refused, or else mean the same to both.
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import { actorSystem, always, bag, defineNode, type Observer, SynodError, violation } from "../../src/index.ts";
import { naive } from "../oracle/naive.ts";

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

test.each([
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
])(
  "a handler that takes the first of %s is refused, or means the same to the search and to a replay",
  async (_, build) => {
    const neverB = always<ReturnType<ReturnType<typeof build>["state"]>>("never b", ({ observed }) =>
      observed.chosen === "b" ? violation("b was chosen") : undefined,
    );
    const searched = async () => {
      const result = await check({ name: "fickle", parameters: {}, system: build(), properties: [neverB] });
      return result.properties[0]?.status;
    };
    const explored = async () => naive(build(), [neverB]).verdicts["never b"]?.verdict;
    const [found, expected] = await Promise.all([searched, explored].map((run) => run().catch(codeOf)));
    expect(found).toBe(expected);
  },
);

function codeOf(thrown: unknown): string {
  return thrown instanceof SynodError ? thrown.code : String(thrown);
}
