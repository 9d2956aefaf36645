// The pages of docs/scenarios are runs of the real reducers: steps and outcomes are what happens today.
// After a change that is meant, `npx vitest run test/models/multi-paxos/scenarios.test.ts -u` writes the pages anew; read the diff. A new page may say its
// steps briefly, as in `server 1 timeout`: they are written out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { type Property, scenario } from "../../../src/index.ts";
import { COLUMNS, printedAgain, told } from "./scenario-page.ts";

const folder = join(import.meta.dirname, "../../../docs/scenarios");
const read = (page: string) => readFileSync(join(folder, `${page}.md`), "utf8");

/** What each story is told for: what is chosen, slot by slot, and who has which replies in the end. */
const outcomes = {
  "happy-path": [["c0#1 append a1"], [["a1"]]],
  duel: [["c0#1 append a1"], [["a1"], []]],
  "old-leader": [["c1#1 append b1"], [[], ["b1"]]],
  gap: [
    ["noop", "c1#1 append b1", "c0#1 append a1"],
    [["b1 a1"], ["b1"]],
  ],
  crash: [
    ["c0#1 append a1", "c1#1 append b1"],
    [["a1"], ["a1 b1"]],
  ],
  overtaking: [["c0#2 append a2", "c0#1 append a1"], [["a2 a1", "a2"]]],
  "sent-again": [["c0#1 append a1"], [["a1"]]],
  "lost-reply": [["c0#1 append a1"], [["a1"]]],
  minority: [["c2#1 append c1"], [[], [], ["c1"]]],
  "five-servers": [["c0#1 append a1"], [[], []]],
} as const;

const pages = Object.keys(outcomes);

test("every page has its outcome here", () => {
  const names = readdirSync(folder).map((name) => name.replace(/\.md$/, ""));
  expect(names.filter((name) => name !== "README").sort()).toEqual(pages.toSorted());
});

describe.each(Object.entries(outcomes))("%s", (page, [decided, answered]) => {
  test("is what the reducers do", async () => {
    await expect(printedAgain(read(page))).toMatchFileSnapshot(join(folder, `${page}.md`));
  });

  test("ends as it is told for", () => {
    const { chosen, clients } = told(read(page)).end;
    const bySlot = new Map(chosen.map(({ slot, value }) => [slot, value]));
    expect(decided.map((_, slot) => bySlot.get(slot))).toEqual(decided);
    expect(bySlot.size).toBe(decided.length);
    expect(clients.map(({ returned }) => returned.map(({ reply }) => reply))).toEqual(answered);
  });

  test("breaks no property on the way", () => {
    const { model, run } = told(read(page));
    const broken = model.properties.flatMap((property) => findings(property, run.states));
    expect(broken).toEqual([]);
  });

  test("is short, and fits in 80 columns", () => {
    const blocks = read(page).match(/^```steps\n[\s\S]*?^```\n/gm) ?? [];
    const lines = blocks.flatMap((each) => each.split("\n"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(COLUMNS);
    expect(read(page).split("\n").length).toBeLessThan(120);
  });
});

test("the example for scenarios of one's own runs", () => {
  const [, configuration = "", text = ""] = /configured\("(.*)"\)[\s\S]*`([^`]*->[^`]*)`\);/.exec(read("README")) ?? [];
  expect(scenario(multiPaxos.configured(configuration).system, text).steps).toHaveLength(4);
});

function findings<State>(property: Property<State>, states: readonly State[]): string[] {
  const found = states.map((state, at) => {
    if (property.kind === "always") return property.check(state);
    return property.kind === "step" && at > 0 ? property.check(states[at - 1] as State, state) : undefined;
  });
  return found.flatMap((evidence) => (evidence === undefined ? [] : [`${property.name}: ${evidence.message}`]));
}
