// Successors that are known to be old need not be built. Whether they are or not, the search finds the same states, in the same order, with the same parents.
import fc from "fast-check";
import { expect, test } from "vitest";
import lamportPaxos from "../../models/lamport-paxos/index.ts";
import twoPhaseCommit from "../../models/two-phase-commit/index.ts";
import { type Property, step, violation } from "../../src/define/property.ts";
import type { System } from "../../src/define/system.ts";
import { canonicalText } from "../../src/define/value.ts";
import { check } from "../../src/explore/check.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { actorSystem } from "../../src/index.ts";
import { definitionOf, randomPlans } from "../oracle/random-actors.ts";
import { counters } from "./counters.ts";
import { propertiesOf, propertyPlans } from "./random-properties.ts";
import { type Components, looksAt, systemOf, systemPlans } from "./random-systems.ts";

const LARGEST = 10_000;
/** To reserve memory takes longer than most of these searches, so they are tried with little. */
const LITTLE = 2 ** 21;
const MUCH = 2 ** 29;

interface Run {
  readonly found: unknown;
  readonly built: number;
}

function searched<State>(
  system: System<State>,
  properties: readonly Property<State>[],
  buildAll: boolean,
  maxMemory: number,
): Search<State> {
  const limits = limitsFrom({ maxMemory, maxStates: LARGEST });
  const search = new Search(system, properties, { limits, until: ["what never happens"], buildAll });
  while (!search.isDone) search.run(1000);
  return search.stoppedBy === "memory" && maxMemory < MUCH ? searched(system, properties, buildAll, MUCH) : search;
}

function run<State>(system: System<State>, properties: readonly Property<State>[], buildAll: boolean): Run {
  const search = searched(system, properties, buildAll, LITTLE);
  // Where exactly a limit cuts a search short depends on how many successors wait.
  fc.pre(search.stoppedBy === undefined);
  const { space, visited } = search;
  const { rows, parents, size } = visited;
  // By value: a successor that is not built may give its components their numbers later.
  const stateAt = (state: number) => space.valuesOf(space.unpack(rows, state * space.layout.words));
  const verdicts = search.judge.standings.map(({ property, decidedAt }) => [property.name, decidedAt]);
  return {
    found: [
      search.coverage,
      Array.from({ length: size }, (_, state) => canonicalText(stateAt(state))),
      Array.from(parents.subarray(0, size)),
      verdicts,
    ],
    built: space.built,
  };
}

/** Checks that both ways agree, and returns the share of the successors that were built. */
function shareBuilt<State>(system: () => System<State>, properties: readonly Property<State>[] = []): number {
  const all = run(system(), properties, true);
  const some = run(system(), properties, false);
  expect(some.found).toEqual(all.found);
  expect(some.built).toBeLessThanOrEqual(all.built);
  return some.built / all.built;
}

test("random transition systems, with invariants and step properties", () => {
  const alike = fc.property(systemPlans(), propertyPlans, (plan, properties) => {
    shareBuilt(() => systemOf(plan), propertiesOf(properties, looksAt(plan)));
  });
  fc.assert(alike, { numRuns: 200, seed: 41 });
});

test("random actor systems on every network, with every fault", () => {
  const alike = fc.property(randomPlans, (plan) => {
    shareBuilt(() => actorSystem(definitionOf(plan)));
  });
  fc.assert(alike, { numRuns: 100, seed: 42 });
});

test("of two-phase commit nearly half is left out", () => {
  expect(shareBuilt(() => twoPhaseCommit({ rms: 4 }).system)).toBeLessThan(0.6);
});

test("of Lamport's Paxos too", () => {
  expect(shareBuilt(() => lamportPaxos({ ballots: 2 }).system)).toBeLessThan(0.7);
});

// A step that is left out has a like in the parent, which was judged. Where a property sees the two differently, it has to be built all the same.

test("a step is judged where what else the property reads has changed in the step before", async () => {
  const onlyInSecond = step<Components>("only while the second is at 0", (before, after) =>
    before["counter 0"] !== after["counter 0"] && before["counter 1"] !== 0 ? violation("it moved") : undefined,
  );
  const result = await check({ name: "two", parameters: {}, system: counters([1, 1]), properties: [onlyInSecond] });
  expect(result.properties[0]).toMatchObject({ status: "violated" });
  expect(result.properties[0]?.counterexample?.steps).toHaveLength(2);
});
