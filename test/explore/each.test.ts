// An invariant about each member of a list means the same as a loop over the list, and is judged one member at a time.
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import { action, always, alwaysEach, over, type Property, transitionSystem, violation } from "../../src/index.ts";
import { explored, fast } from "./fast.ts";

type Counters = Readonly<Record<`c${0 | 1 | 2}`, number>>;
type View = readonly { readonly at: string; readonly count: number }[];

const names = ["c0", "c1", "c2"] as const;

/** Three counters up to 5; the last one may overtake. */
const counters = () =>
  transitionSystem<Counters>({
    initial: { c0: 0, c1: 0, c2: 0 },
    actions: names.map((name) =>
      action<Counters, typeof name>({
        name,
        reads: [name],
        next: ({ [name]: count }) => (count < 5 ? ({ [name]: count + 1 } as Partial<Counters>) : undefined),
      }),
    ),
  });

const lazily = (state: Counters): View =>
  names.map((name) => ({
    at: name,
    get count() {
      return state[name];
    },
  }));

const below = (limit: number) => ({
  each: alwaysEach<View, View[number]>(
    "below",
    (view) => view,
    ({ at, count }) => (count < limit ? undefined : violation(`${at} is ${count}`)),
  ),
  loop: always<View>("below", (view) => {
    const high = view.find(({ count }) => count >= limit);
    return high && violation(`${high.at} is ${high.count}`);
  }),
});

function judged(property: Property<View>) {
  return fast(counters(), over(lazily, [property]));
}

test("it holds, or is violated after as many steps and with the same words, as a loop", () => {
  for (const limit of [1, 3, 6]) {
    const { each, loop } = below(limit);
    expect(judged(each)).toEqual(judged(loop));
  }
});

test("the values of one member are not multiplied by those of the others", () => {
  const evaluations = (property: Property<View>) =>
    explored(counters(), over(lazily, [property])).judge.standings[0]?.evaluations;
  expect(evaluations(below(6).each)).toBe(3 * 6);
  expect(evaluations(below(6).loop)).toBe(6 ** 3);
});

test("a list whose length changes is refused", async () => {
  const growing = alwaysEach<Counters, number>(
    "growing",
    ({ c0 }) => Array.from({ length: c0 + 1 }, (_, each) => each),
    () => undefined,
  );
  const model = { name: "counters", parameters: {}, system: counters(), properties: [growing] };
  await expect(check(model)).rejects.toThrow("property growing speaks of a list whose length changes");
});
