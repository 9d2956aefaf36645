// The local state of a node, as properties see it, is read field by field; it behaves like the record it stands for, and depends on no more than was read.
import { describe, expect, test } from "vitest";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { actorSystem, always, bag, defineNode, violation } from "../../src/index.ts";

interface Local {
  readonly x: number;
  readonly noise: number;
  readonly y?: number;
}

const node = defineNode<Local, never>({
  name: "node",
  initial: () => ({ x: 1, noise: 0 }),
  on: {},
  actions: {
    count: {
      enabled: ({ x }) => x < 3,
      run: (self) => {
        self.x++;
        self.y = 0;
      },
    },
    hum: { enabled: ({ noise }) => noise < 50, run: (self) => void self.noise++ },
  },
});

const system = actorSystem({ nodes: { node: [node] }, network: bag({ noop: "leave" }) });

/** Whether it holds in all of the 153 states, and how often it was asked. */
function judged(isGood: (local: Local) => boolean) {
  const good = always<ReturnType<(typeof system)["state"]>>("good", ({ nodes }) =>
    isGood(nodes.node[0] as Local) ? undefined : violation("bad"),
  );
  const search = new Search(system, [good], { limits: limitsFrom({ maxMemory: 2 ** 22 }) });
  search.run(10_000);
  const [standing] = search.judge.standings;
  return { holds: standing?.decidedAt === -1, evaluations: standing?.evaluations, states: search.coverage.distinct };
}

describe("a local state", () => {
  test.each<[string, (local: Local) => boolean]>([
    ["has its fields", ({ x, y }) => (x === 1 ? y === undefined : y === 0)],
    ["has its keys", (local) => Object.keys(local).includes("y") === "y" in local],
    ["can be spread", (local) => ({ ...local, z: 1 }).x === local.x],
    ["can be taken apart", ({ x, ...rest }) => x > 0 && !("x" in rest)],
    ["can be written as JSON", (local) => (JSON.parse(JSON.stringify(local)) as Local).x === local.x],
    [
      "has no fields that it has not",
      (local) => (local as { z?: number }).z === undefined && !Object.hasOwn(local, "z"),
    ],
    ["has the methods that all objects have", (local) => Object.hasOwn(local, "x") && `${local}` === "[object Object]"],
  ])("%s", (_, isGood) => {
    expect(judged(isGood)).toMatchObject({ holds: true, states: 153 });
  });

  test("cannot be changed", () => {
    expect(judged((local) => !Reflect.set(local, "x", 9) && !Reflect.deleteProperty(local, "x")).holds).toBe(true);
  });
});

test("a property is asked once for each value of the fields that it reads", () => {
  expect(judged(({ x }) => x > 0).evaluations).toBe(3);
  expect(judged(({ x, y }) => x > 0 || y === undefined).evaluations).toBe(3);
  expect(judged((local) => Object.keys(local).length > 0).evaluations).toBe(153);
});
