import { expect, test } from "vitest";
import { actorSystem, bag, defineNode } from "../../src/index.ts";

interface Told {
  readonly type: "told";
  readonly what: string;
}

let runs = 0;

const listener = defineNode<{ heard: readonly string[] }, Told>({
  name: "listener",
  initial: () => ({ heard: [] }),
  start(_, { self, send }) {
    for (const what of ["a", "b", "c"]) send(self, { type: "told", what });
  },
  on: {
    told(me, { what }) {
      runs++;
      me.heard = [...me.heard, what];
    },
  },
});

const { groups, initial } = actorSystem({ nodes: { listener: [listener] }, network: bag({ noop: "leave" }) });
const [local, inbox = []] = (initial[0] ?? []) as [unknown, unknown[]];
const deliveries = (messages: readonly unknown[]) => groups[0]?.expand([local, messages]) ?? [];

test("a delivery is the same effect whatever else is on its way, and its reducer does not run again", () => {
  const [first, second, third] = deliveries(inbox);
  const before = runs;
  expect(deliveries(inbox.slice(1))).toEqual([second, third]);
  expect(deliveries(inbox.slice(1))[0]).toBe(second);
  expect(deliveries(inbox.slice(0, 1))[0]).toBe(first);
  expect(runs).toBe(before);
});

test("it takes its message out of any inbox, and nothing else", () => {
  const [first] = deliveries(inbox);
  const [component, take] = first?.updates[0] ?? [];
  expect(component).toBe(1);
  expect(take?.apply(inbox)).toEqual(inbox.slice(1));
  expect(take?.apply(inbox.slice(0, 2))).toEqual(inbox.slice(1, 2));
});
