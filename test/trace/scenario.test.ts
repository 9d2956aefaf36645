// A scenario is a run written in the lines of a report, as short as one likes; whatever is not possible, or not clear, stops it with one sentence.
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import { check } from "../../src/explore/check.ts";
import {
  actorSystem,
  always,
  bag,
  defineNode,
  scenario,
  stepsText,
  transitionSystem,
  violation,
} from "../../src/index.ts";
import { stepTexts } from "../../src/trace/step-text.ts";

type Item = { readonly id: number; readonly name: string };
type Parcel = { readonly type: "parcel"; readonly item: Item; readonly to: string };
type Shelf = { items: Item[] };

const shelf = defineNode<Shelf, Parcel>({
  name: "shelf",
  initial: () => ({ items: [] }),
  start(_, { index, send }) {
    if (index > 0) return;
    send("shelf 1", { type: "parcel", item: { id: 1, name: "book" }, to: "a" });
    send("shelf 1", { type: "parcel", item: { id: 10, name: "lamp" }, to: "ab" });
  },
  on: {
    parcel(self, { item }) {
      self.items.push(item);
    },
  },
  actions: {
    clear: {
      run(self) {
        self.items = [];
      },
    },
  },
});

const shelves = (show = true) =>
  actorSystem({
    nodes: { shelf: [shelf, shelf] },
    network: bag({ noop: "leave" }),
    faults: { loss: 1, duplication: 1 },
    ...(show && { show: (value: unknown) => (isItem(value) ? `the ${value.name}` : undefined) }),
  });

type Shelves = ReturnType<ReturnType<typeof shelves>["state"]>;

function isItem(value: unknown): value is Item {
  return typeof value === "object" && value !== null && "id" in value;
}

const itemsAt = (text: string) => scenario(shelves(), text).end.nodes.shelf[1]?.items.map(({ name }) => name);

describe("a step is found", () => {
  test.each([
    ["in full", "shelf 0 → shelf 1 parcel item the book, to a"],
    [
      "in the columns of a report, with what it changed",
      "   1  shelf 0 → shelf 1  parcel item the book, to a   items gains the book",
    ],
    ["by as much of it as tells it from the others", "shelf 0 → shelf 1  parcel item the book"],
    ["with an arrow that was typed", "shelf 0 -> shelf 1 parcel item the book"],
    ["if it was too long for a report", "shelf 0 → shelf 1  parcel item the bo…   items gains the book"],
  ])("%s", (_, line) => {
    expect(itemsAt(line)).toEqual(["book"]);
  });

  test("by whole words: `to a` is not the beginning of `to ab`", () => {
    const plain = scenario(shelves(), "shelf 0 -> shelf 1 parcel item the lamp, to ab");
    expect(plain.steps).toHaveLength(1);
    expect(() => scenario(shelves(), "shelf 0 -> shelf 1 parcel item the lamp, to a")).toThrow("not possible");
  });

  test("also where a message is lost or doubled", () => {
    expect(itemsAt("shelf 0 -/> shelf 1 parcel is lost item the book\nshelf 0 -> shelf 1 parcel")).toEqual(["lamp"]);
    const twice = "shelf 0 => shelf 1 parcel is doubled item the book\nshelf 0 -> shelf 1 parcel item the book\n";
    expect(itemsAt(`${twice}shelf 0 -> shelf 1 parcel item the book`)).toEqual(["book", "book"]);
  });
});

describe("a scenario stops, with the number of the step,", () => {
  const failure = (text: string, system = shelves()) => {
    try {
      scenario(system, text);
    } catch (thrown) {
      const { code, message, hint } = thrown as { code: string; message: string; hint: string };
      return { code, message, hint };
    }
    return undefined;
  };

  test("where it is not possible, and says what is, the nearest first", () => {
    expect(failure("shelf 0 -> shelf 1 parcel item the book\nshelf 0 -> shelf 1 parcel item the book")).toEqual({
      code: "SYN022",
      message: "step 2 of the scenario is not possible: shelf 0 → shelf 1 parcel item the book",
      hint: expect.stringContaining("Enabled there: shelf 0 → shelf 1 parcel item the lamp, to ab; "),
    });
  });

  test("where it may be one of several, and says which", () => {
    expect(failure("shelf 0 -> shelf 1 parcel item")).toEqual({
      code: "SYN022",
      message: "step 1 of the scenario may be one of several: shelf 0 → shelf 1 parcel item",
      hint: "It may be shelf 0 → shelf 1 parcel item the book, to a; shelf 0 → shelf 1 parcel item the lamp, to ab.",
    });
  });

  test("where an action has several outcomes, which have one line", () => {
    const coin = transitionSystem<{ side: string }>({
      initial: { side: "none" },
      actions: [{ name: "toss", reads: [], next: () => [{ side: "heads" }, { side: "tails" }] }],
    });
    expect(failure("toss", coin as never)?.message).toBe("step 1 of the scenario may be one of several: toss");
  });

  test("where there is no such initial state", () => {
    expect(() => scenario(shelves(), "shelf 1 clear", 1)).toThrow(expect.objectContaining({ code: "SYN022" }));
  });
});

describe("the lines of a text", () => {
  test("are steps, without numbers, empty lines and remarks", () => {
    expect(stepTexts("\n    a  b\n  # why\n\n c\n")).toEqual(["a b", "c"]);
  });

  test("go on to the right of where numbered steps begin", () => {
    expect(stepTexts("   1  a  b\n         x: 1 → 2\n  10  c\n")).toEqual(["a b x: 1 → 2", "c"]);
  });

  test("may be added between numbered ones", () => {
    expect(stepTexts("   1  a\n         x: 1\nb\n   2  c")).toEqual(["a x: 1", "b", "c"]);
  });
});

test("values are shown as the system says, in steps and in changes", () => {
  const { steps } = scenario(shelves(), "shelf 0 -> shelf 1 parcel item the book\nshelf 1 clear");
  expect(stepsText(steps, 70)).toBe(
    [
      "   1  shelf 0 → shelf 1  parcel item the book, to a",
      "         items gains the book",
      "   2  shelf 1            clear            items: [the book] → []",
    ].join("\n"),
  );
  const whole = scenario(shelves(false), "shelf 0 -> shelf 1 parcel item (id 10");
  expect(stepsText(whole.steps, 100)).toContain("parcel item (id 10, name lamp), to ab");
  // Only people see less of it.
  expect(steps[0]?.event).toMatchObject({ message: { item: { id: 1, name: "book" } } });
});

test("there is a state before each step, and one at the end", () => {
  const { states, end } = scenario(shelves(), "shelf 0 -> shelf 1 parcel item the book\nshelf 1 clear");
  expect(states.map(({ nodes }) => nodes.shelf[1]?.items.length)).toEqual([0, 1, 0]);
  expect(end).toBe(states[2]);
  expect(scenario(shelves(), "").states).toHaveLength(1);
});

test("from where it ends everything can be searched", async () => {
  const { onwards } = scenario(shelves(), "shelf 0 -/> shelf 1 parcel is lost item the book");
  const noBook = always<Shelves>("no-book", ({ nodes }) =>
    nodes.shelf[1]?.items.some(({ name }) => name === "book") ? violation("a book") : undefined,
  );
  const searched = await check({ name: "onwards", parameters: {}, system: onwards, properties: [noBook] });
  expect(searched.properties[0]?.status).toBe("held");
  const searchedAll = await check({ name: "all", parameters: {}, system: shelves(), properties: [noBook] });
  expect(searchedAll.properties[0]?.status).toBe("violated");
});

test.each(["skip-prepare", "lose-log", "exec-skips-gap"])("the counterexample to %s can be pasted", async (bug) => {
  const model = multiPaxos.configured(bug);
  const { properties } = await check(model);
  const steps = properties.find(({ name }) => name === model.expect?.violates)?.counterexample?.steps ?? [];
  expect(steps.length).toBeGreaterThan(3);
  for (const columns of [60, 80, 120]) {
    const pasted = scenario(model.system, stepsText(steps, columns));
    expect(pasted.steps).toEqual(steps);
  }
});
