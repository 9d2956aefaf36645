// A seed means the same runs: on integers and through the real reducers, whatever was run before, and however the runs are divided.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/index.ts";
import type { Checkable } from "../../src/define/model.ts";
import { canonicalText } from "../../src/define/value.ts";
import { PORTFOLIO, strategies, strategiesNamed } from "../../src/simulate/portfolio.ts";
import { resolved } from "../../src/simulate/resolve.ts";
import { ROUND, Runner } from "../../src/simulate/runner.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { PlainWalker } from "./plain-walk.ts";

const DEPTH = 40;

function runnerOf(model: Checkable, strategy: string, seed: number) {
  return new Runner(model, { seed, strategies: strategiesNamed(strategy), depth: DEPTH });
}

const models: readonly Checkable[] = [
  basicPaxos({ restarts: 1, losses: 1, duplications: 1 }),
  multiPaxos.configured("dedupe-election"),
  twoPhaseCommit({ rms: 3 }),
];
const cases = strategies.flatMap(({ name }) => models.map((model) => [name, model.name, model] as const));

test.each(cases)("%s makes the same runs of %s on integers and through the real reducers", (name, _, model) => {
  const runner = runnerOf(model, name, 11);
  const [strategy] = strategiesNamed(name);
  const walker = new PlainWalker(model.system.fresh());
  const scheduler = strategy?.scheduler();
  if (scheduler === undefined) throw new Error("no such strategy");
  for (let run = 0; run < 4; run++) {
    const end = runner.play(run);
    const events = resolved(model.system.fresh(), runner.schedule).map(({ event }) => canonicalText(event));
    expect(events.length).toBeGreaterThan(1);
    expect({ events, end }).toEqual(walker.run(scheduler, 11, run, DEPTH));
  }
});

/** The schedules of some rounds, as text. */
function roundsOf(runner: Runner<unknown>, rounds: readonly number[], runs = ROUND): Map<number, string> {
  const schedules = new Map<number, string>();
  for (const round of rounds) {
    for (let run = round * ROUND; run < round * ROUND + runs; run++) {
      const end = runner.play(run);
      schedules.set(run, `${end} ${JSON.stringify(runner.schedule)}`);
    }
  }
  return schedules;
}

test("a round is the same whether the others were run before it, after it, or elsewhere", () => {
  const model = multiPaxos.configured("duel");
  const together = roundsOf(runnerOf(model, PORTFOLIO, 5), [0, 1, 2]);
  const backwards = roundsOf(runnerOf(model, PORTFOLIO, 5), [2, 1, 0]);
  const apart = [0, 1, 2].flatMap((round) => [...roundsOf(runnerOf(model, PORTFOLIO, 5), [round])]);
  expect(new Map([...backwards].sort(([a], [b]) => a - b))).toEqual(together);
  expect(new Map(apart)).toEqual(together);
  expect(new Set(together.values()).size).toBeGreaterThan(ROUND);
});

test("runs do not depend on what else the process has learnt of the model", () => {
  const fresh = roundsOf(runnerOf(multiPaxos.configured("duel"), PORTFOLIO, 5), [0], 64);
  const other = runnerOf(multiPaxos.configured("duel"), PORTFOLIO, 5);
  for (let seed = 0; seed < 500; seed++) other.playAlone(seed);
  expect(roundsOf(other, [0], 64)).toEqual(fresh);
});

test("the same seed gives the same result twice, to the byte, and another seed another", async () => {
  const once = async (seed: number) => {
    const {
      seconds: _,
      rate: __,
      memory: ___,
      ...result
    } = await simulate(basicPaxos.configured("lose-vote"), { seed });
    return JSON.stringify(result);
  };
  expect(await once(3)).toBe(await once(3));
  expect(await once(3)).not.toBe(await once(4));
});

test("the shards of a simulation make its runs, each once", async () => {
  const model = basicPaxos.configured("alone");
  const of = (part: number) => simulate(model, { seed: 1, runs: 1000, shard: { part, of: 3 } });
  const shards = await Promise.all([1, 2, 3].map(of));
  const whole = await simulate(model, { seed: 1, runs: 1000 });
  expect(shards.map(({ runs }) => runs)).toEqual([488, 256, 256]);
  expect(shards.reduce((sum, { steps }) => sum + steps, 0)).toBe(whole.steps);
});

test("a shard without a run proves nothing", async () => {
  const result = await simulate(basicPaxos(), { seed: 1, runs: 100, shard: { part: 2, of: 2 } });
  expect(result).toMatchObject({
    verdict: "inconclusive",
    inconclusive: { kind: "empty" },
    runs: 0,
    asExpected: false,
  });
});
