// Staged search: to a landmark and on from there, by parts of the model, with one counterexample of the whole.
import { describe, expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import {
  actorSystem,
  always,
  bag,
  defineModel,
  defineNode,
  integer,
  type Property,
  type Stage,
  sometimes,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { replay } from "../../src/trace/replay.ts";

interface State {
  readonly x: number;
  readonly y: number;
}

const parameters = {
  x: integer({ default: 6, max: 9, about: "how far x goes" }),
  y: integer({ default: 6, max: 9, about: "how far y goes" }),
};

const reaches = (name: string, isThere: (state: State) => boolean) => sometimes<State>(name, isThere);
const never = (name: string, isBad: (state: State) => boolean) =>
  always<State>(name, (state) => (isBad(state) ? violation(`x is ${state.x}, y is ${state.y}`) : undefined));

/** Two counters, each of which goes up by ones. */
function countersWith(stages: readonly Stage<typeof parameters>[], properties: readonly Property<State>[] = []) {
  return defineModel({
    name: "counters",
    about: "two counters",
    parameters,
    configurations: [{ name: "", about: "in stages", stages }],
    build: ({ x, y }) => ({
      system: transitionSystem<State>({
        initial: { x: 0, y: 0 },
        actions: [
          { name: "right", reads: ["x"], next: (now) => (now.x < x ? { x: now.x + 1 } : undefined) },
          { name: "up", reads: ["y"], next: (now) => (now.y < y ? { y: now.y + 1 } : undefined) },
        ],
      }),
      properties: [...properties],
      landmarks: [reaches("right-of-3", (now) => now.x === 3), reaches("nowhere", (now) => now.x === 8)],
    }),
  });
}

const corner = never("no-corner", ({ x, y }) => x === 4 && y === 2);
const checked = (stages: readonly Stage<typeof parameters>[], properties: readonly Property<State>[] = []) =>
  check(countersWith(stages, properties).configured(""));

/** Only x moves until it is 3, then only y and one more of x. */
const stages = [{ reach: "right-of-3", set: { y: 0 } }, { set: { x: 4 } }] as const;

describe("a staged search", () => {
  test("finds one run of the whole model, told from its beginning", async () => {
    const model = countersWith(stages, [corner]).configured("");
    const { verdict, properties } = await check(model);
    expect(verdict).toBe("violated");
    const { initial, steps } = properties[0]?.counterexample ?? { initial: -1, steps: [] };
    expect(steps).toHaveLength(6);
    expect(steps.slice(0, 3).map(({ event }) => event)).toMatchObject([
      { action: "right" },
      { action: "right" },
      { action: "right" },
    ]);
    expect(replay(model.system.fresh(), initial, steps).states.at(-1)).toEqual([4, 2]);
  });

  test("looks at less than a search in one go, and counts it all", async () => {
    const {
      verdict,
      distinct,
      depth,
      stages: passed,
      witnesses,
    } = await checked(stages, [reaches("at-the-wall", ({ x }) => x === 1), reaches("far-up", ({ y }) => y === 6)]);
    // x from 0 to 3; then x is 3 or 4, and y 0 to 6.
    expect({ verdict, distinct, depth }).toEqual({ verdict: "held", distinct: 4 + 14, depth: 3 + 8 });
    expect(passed).toMatchObject([{ reach: "right-of-3", steps: 3, distinct: 4 }]);
    expect(witnesses).toMatchObject([
      { name: "at-the-wall", reached: true, steps: 1 },
      { name: "far-up", reached: true, steps: 9 },
    ]);
  });

  test("that never comes to a landmark shows nothing", async () => {
    const { verdict, inconclusive } = await checked([{ reach: "nowhere" }, {}]);
    expect({ verdict, inconclusive }).toEqual({
      verdict: "inconclusive",
      inconclusive: { kind: "vacuous", witnesses: ["nowhere"], actions: [] },
    });
  });

  test("tells of what it finds on the way", async () => {
    const { verdict, stages: passed, properties } = await checked(stages, [never("never-2", ({ x }) => x === 2)]);
    expect({ verdict, passed }).toEqual({ verdict: "violated", passed: [] });
    expect(properties[0]?.counterexample?.steps).toHaveLength(2);
  });

  test("judges what the model is judged by, and nothing else", async () => {
    const model = countersWith(stages, [corner, never("never-2", ({ x }) => x === 2)]).configured("");
    const { properties } = await check({ ...model, properties: [corner] });
    expect(properties).toMatchObject([{ name: "no-corner", status: "violated" }]);
  });

  test("takes what is set for all of it", async () => {
    const model = countersWith([{ reach: "right-of-3" }, { set: { y: 3 } }]).configured("", { y: 1 });
    expect(await check(model)).toMatchObject({ parameters: { y: 1 }, distinct: 6 + 8 });
  });

  test("of a model without stages is what it was", async () => {
    expect(await check(countersWith(stages)())).toMatchObject({ distinct: 49, stages: [] });
  });
});

describe("stages that make no sense are refused", () => {
  test("one that lets happen what the configuration does not", async () => {
    const far = never("never-far", ({ y }) => y === 8);
    await expect(checked([{ reach: "right-of-3" }, { set: { y: 8 } }], [far])).rejects.toMatchObject({
      code: "SYN023",
      hint: "A stage may set nothing that lets more happen than the configuration does.",
    });
  });

  test.each<[string, Stage<typeof parameters>[]]>([
    ["stage 1 has nothing to reach", [{}, {}]],
    ["stage 1 is to reach the-moon, which is no witness", [{ reach: "the-moon" }, {}]],
    ["the last stage has something to reach", [{ reach: "right-of-3" }, { reach: "nowhere" }]],
    ["there are no stages", []],
  ])("%s", async (why, wrong) => {
    await expect(checked(wrong)).rejects.toMatchObject({ code: "SYN006", message: `counters: ${why}` });
  });
});

test("of a budget no more is left in a stage than the stages before it have left", async () => {
  const node = defineNode<{ got: number }, { readonly type: "note" }>({
    name: "node",
    initial: () => ({ got: 0 }),
    start: (_, { self, send }) => send(self, { type: "note" }),
    on: {
      note(self) {
        self.got++;
      },
    },
  });
  const notes = (last: number) =>
    defineModel({
      name: "notes",
      about: "a note that is doubled",
      parameters: { duplications: integer({ default: 3, max: 9, about: "how often" }) },
      configurations: [
        {
          name: "",
          about: "",
          stages: [{ reach: "three-on-the-way", set: { duplications: 2 } }, { set: { duplications: last } }],
        },
      ],
      build: ({ duplications }) => {
        const system = actorSystem({
          nodes: { node: [node] },
          network: bag({ noop: "consume" }),
          faults: { duplication: duplications },
        });
        type Notes = ReturnType<(typeof system)["state"]>;
        const got = [3, 4, 5].map((count) =>
          sometimes<Notes>(`got-${count}`, ({ nodes }) => nodes.node[0]?.got === count),
        );
        const onTheWay = sometimes<Notes>("three-on-the-way", ({ network }) => network.all().length === 3);
        return { system, properties: got, landmarks: [onTheWay] };
      },
    });
  const reached = async (last: number) =>
    (await check(notes(last).configured(""))).witnesses.map((witness) => witness.reached);
  // Three copies in all, of which the first stage has made two.
  expect(await reached(2)).toEqual([true, true, false]);
  expect(await reached(0)).toEqual([true, false, false]);
});
