// The story of docs/scenarios/five-servers.md goes on: two servers have voted for a1, two for b1, then three for a1. From there on a1 stays chosen, whatever
// happens, and whoever leads. The story is that of a test of DSLabs ("two clients, five servers, multiple leader changes"), which searches from there as well.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { type MultiPaxosState, viewOf } from "../../../models/multi-paxos/view.ts";
import { check } from "../../../src/explore/check.ts";
import { type Checkable, type Scenario, scenario } from "../../../src/index.ts";
import { enabledIn, stateOf } from "../../../src/trace/interpret.ts";
import { stepTexts } from "../../../src/trace/step-text.ts";
import { stepsOn } from "./scenario-page.ts";
import { optionsWith } from "./words.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/scenarios/five-servers.md"), "utf8");
const isFull = Boolean(process.env.SYNOD_FULL);
/** What would notice; the others are left to the full tests. */
const telling = new Set(["agreement", "learns-only-chosen"]);

const untilChosen = stepTexts(stepsOn(page)).slice(0, 19);

const modelWith = (set: object): Checkable<MultiPaxosState> =>
  multiPaxos({ servers: 5, clients: 2, targets: "spread", learning: "leader-only", ...set });

const viewOfModel = ({ parameters }: Checkable) => viewOf(optionsWith(parameters));

function begun(model: Checkable<MultiPaxosState>, more = ""): Scenario<MultiPaxosState> {
  const run = scenario(model.system, [...untilChosen, more].join("\n"));
  const { chosen } = viewOfModel(model)(run.end);
  expect(chosen).toMatchObject([{ slot: 0, value: "c0#1 append a1", epoch: 5 }]);
  return run;
}

/** Everything that can happen after a scenario. */
async function searchFrom(model: Checkable<MultiPaxosState>, { onwards }: Scenario<MultiPaxosState>) {
  const properties = model.properties.filter(({ name, kind }) => (isFull ? kind !== "sometimes" : telling.has(name)));
  const { distinct, frontier, properties: judged } = await check({ ...model, system: onwards, properties });
  return { distinct, frontier, broken: judged.filter(({ status }) => status !== "held").map(({ name }) => name) };
}

describe("once chosen, a1 stays chosen", () => {
  test("in every run with one more leader, if what nobody waits for is lost", async () => {
    const model = modelWith({ epochs: 7, losses: 9 });
    const lost = [
      ...["server 1", "server 3", "server 4"].map((to) => `server 0 -/> ${to} accept is lost epoch 0`),
      ...["server 0", "server 3", "server 4"].map((to) => `server 1 -/> ${to} accept is lost epoch 1`),
      "server 1 -/> server 2 prepare is lost epoch 1",
      "server 0 -/> server 1 promise is lost epoch 1",
      "server 0 -/> server 2 prepare is lost epoch 5",
    ];
    // The votes of server 2 in epochs 0 and 1 are still on their way to be counted.
    expect(await searchFrom(model, begun(model, lost.join("\n")))).toEqual({
      distinct: 518_128,
      frontier: 0,
      broken: [],
    });
  });

  test.runIf(isFull)(
    "in every run with one more leader",
    async () => {
      const model = modelWith({ epochs: 7 });
      expect(await searchFrom(model, begun(model))).toEqual({ distinct: 2_590_640, frontier: 0, broken: [] });
    },
    300_000,
  );

  test("in random runs with three more leaders", () => {
    const model = modelWith({ epochs: 9, resends: 1 });
    const { onwards } = begun(model);
    const led = new Set<number>();
    const random = randomFrom(1);
    for (let run = 0; run < 25; run++) {
      const { chosen, proposals } = viewOfModel(model)(walk(onwards, random, 120));
      expect(new Set(chosen.map(({ value }) => value))).toEqual(new Set(["c0#1 append a1"]));
      for (const { epoch } of proposals) led.add(epoch);
    }
    expect([...led].sort((a, b) => a - b)).toEqual([0, 1, 5, 6, 7, 8]);
  });
});

/** The state after so many steps, each chosen from those that are possible. */
function walk(system: Scenario<MultiPaxosState>["onwards"], random: () => number, steps: number): MultiPaxosState {
  let values = system.initial[0] ?? [];
  for (let step = 0; step < steps; step++) {
    const enabled = enabledIn(system, values);
    values = enabled[Math.floor(random() * enabled.length)]?.after ?? values;
  }
  return stateOf(system, values);
}

/** Numbers from 0 to 1, the same in every run (a linear congruential generator, with the constants of Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
