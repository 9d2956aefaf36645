// What a report says of a staged search: its landmarks, and in what sense a counterexample is shortest.

import type { Checkable, Property } from "synod";
import { expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import { always, sometimes, transitionSystem, violation } from "../../src/index.ts";
import { jsonReporter } from "../../src/report/json.ts";
import { styleFor } from "../../src/report/style.ts";
import { resultText } from "../../src/report/text.ts";

type State = { readonly at: number };

const system = transitionSystem<State>({
  initial: { at: 0 },
  actions: [{ name: "on", reads: ["at"], next: ({ at }) => (at < 5 ? { at: at + 1 } : undefined) }],
});
const half = sometimes<State>("half-way", ({ at }) => at === 2);
const never = (bad: number) => always<State>("never", ({ at }) => (at === bad ? violation(`at ${at}`) : undefined));

async function reported(property: Property<State>) {
  const properties = [property, half];
  const stages = [
    { reach: "half-way", system, properties },
    { system, properties },
  ];
  const model: Checkable<State> = { name: "walk", parameters: {}, system, properties, stages };
  const result = await check(model);
  const style = styleFor({ isTty: false, refused: true, env: {} });
  const text = resultText(result, { style, width: 100, verbose: false, replayOf: () => undefined });
  const outcome = { name: "walk", result, traces: new Map(), replays: new Map(), gone: [] };
  const run = { tool: "synod", exitCode: 0, seconds: 0, left: [], error: undefined, outcomes: [outcome] };
  const { print = "" } = await jsonReporter(run, { folder: "", env: {}, isAlone: true });
  return { text, json: JSON.parse(print) };
}

test("a search that held tells its landmarks", async () => {
  const { text, json } = await reported(never(9));
  expect(text).toMatch("by way of half-way after 2 steps");
  expect(json).toMatchObject({ models: [{ stages: [{ reach: "half-way", steps: 2, distinct: 3 }] }] });
});

test("a counterexample is shortest from its last stage on", async () => {
  const { text } = await reported(never(4));
  expect(text).toMatch("violated after 4 steps");
  expect(text).toMatch("no run from its last stage is shorter");
  expect(text).toMatch("by way of half-way after 2 steps");
});
