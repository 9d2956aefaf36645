// What is said of coverage is counted right: states, runs that saw them, phases, and the curve.
import fc from "fast-check";
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/index.ts";
import type { Value } from "../../src/define/value.ts";
import { check } from "../../src/explore/check.ts";
import { coverageLines, coverageSvg } from "../../src/report/coverage.ts";
import { styleFor } from "../../src/report/style.ts";
import { phaseOf } from "../../src/simulate/phases.ts";
import { SeenStates } from "../../src/simulate/seen-states.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { lock } from "../cli/fixtures/lock.ts";

test("states are counted as a set counts them, and the runs that saw them too", () => {
  const sighting = fc.record({ run: fc.nat({ max: 20 }), ids: fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })) });
  fc.assert(
    fc.property(fc.array(sighting, { minLength: 1, maxLength: 9000, size: "max" }), (all) => {
      const sightings = all.toSorted((a, b) => a.run - b.run);
      const seen = new SeenStates();
      const runs = new Map<string, Set<number>>();
      for (const { run, ids } of sightings) {
        seen.note(ids[0], ids[1], run);
        const known = runs.get(String(ids)) ?? new Set();
        runs.set(String(ids), known.add(run));
      }
      const times = [...runs.values()].map(({ size }) => size);
      expect(seen).toMatchObject({
        size: runs.size,
        once: times.filter((each) => each === 1).length,
        twice: times.filter((each) => each === 2).length,
        sightings: times.reduce((sum, each) => sum + each, 0),
      });
    }),
    { numRuns: 6, seed: 1 },
  );
});

test("runs see no more states than there are, and in the end all", async () => {
  const { distinct } = await check(lock());
  const { coverage } = await simulate(lock(), { seed: 1, runs: 3000 });
  expect(coverage.states).toBe(distinct);
  expect(coverage).toMatchObject({ newShare: 0, newPerThousandRuns: 0, estimatedStates: distinct });
});

test("local states are those of nodes, however people see them; inboxes and observers have none", async () => {
  const { system, ...model } = lock({ clients: 1 });
  const components = system.components.map((component) => ({ show: (value: Value) => value, ...component }));
  for (const each of [system, { ...system, components }]) {
    const { coverage } = await simulate({ ...model, system: each }, { seed: 1, runs: 10 });
    // The client is idle, waiting, holding, and idle for good; the server is free or not.
    expect(coverage.localStates).toBe(6);
  }
  // Multi-Paxos shows requests by name.
  expect((await simulate(multiPaxos(), { seed: 1, runs: 10 })).coverage.localStates).toBeGreaterThan(6);
});

/** As the exhaustive search counts them, test/models/basic-paxos/spaces.test.ts. */
const STATES_OF_BASIC_PAXOS = 75_240;

test("the estimate of what can be seen lies between what was seen and what there is, while much is new", async () => {
  const few = (await simulate(basicPaxos(), { seed: 1, runs: 200 })).coverage;
  const many = (await simulate(basicPaxos(), { seed: 1, runs: 1200 })).coverage;
  for (const { states, estimatedStates } of [few, many]) {
    expect(estimatedStates).toBeGreaterThan(1.5 * states);
    expect(estimatedStates).toBeLessThan(STATES_OF_BASIC_PAXOS);
  }
  expect(many.newShare).toBeLessThan(few.newShare);
});

test("the curve rises from nothing to what was seen, in steps of runs", async () => {
  const { coverage, runs } = await simulate(basicPaxos(), { seed: 1, runs: 1000 });
  const { curve } = coverage;
  expect(curve[0]).toEqual({ runs: 0, states: 0 });
  expect(curve.at(-1)).toEqual({ runs, states: coverage.states });
  for (const [at, point] of curve.slice(1).entries()) {
    expect(point.runs).toBeGreaterThan(curve[at]?.runs ?? 0);
    expect(point.states).toBeGreaterThanOrEqual(curve[at]?.states ?? 0);
  }
});

test("a long simulation has a curve of few points", async () => {
  const { coverage } = await simulate(lock({ clients: 1 }), { seed: 1, runs: 20_000, strategy: "uniform" });
  expect(coverage.curve.length).toBeGreaterThan(100);
  expect(coverage.curve.length).toBeLessThan(260);
});

test("steps are counted by their sort and the phase of the node that takes them", async () => {
  const { coverage, steps } = await simulate(lock({ clients: 1 }), { seed: 1, runs: 10 });
  expect(coverage.exercised).toEqual([
    { sort: "ask", phase: "client idle", times: 10 },
    { sort: "grant", phase: "client waiting", times: 10 },
    { sort: "leave", phase: "client holding", times: 10 },
    { sort: "release", phase: "server", times: 10 },
    { sort: "request", phase: "server", times: 10 },
  ]);
  expect(steps).toBe(50);
  expect(coverage.missing).toContainEqual({ sort: "grant", phase: "client idle" });
  expect(coverage.missing).not.toContainEqual(expect.objectContaining({ phase: "server" }));
});

test("a plain system has sorts of steps and no phases", async () => {
  const { coverage } = await simulate(twoPhaseCommit({ rms: 3 }), { seed: 1, runs: 50 });
  expect(new Set(coverage.exercised.map(({ phase }) => phase))).toEqual(new Set([""]));
  expect(coverage.missing).toEqual([]);
});

test("a phase is a text of that name, in the state or one record down", () => {
  expect(phaseOf("server", { phase: "leading" })).toBe("server leading");
  expect(phaseOf("server", { leadership: { phase: "following" }, log: [] })).toBe("server following");
  expect(phaseOf("server", { phase: 3, vote: null })).toBe("server");
  expect(phaseOf("counter", 7)).toBe("counter");
});

const plain = styleFor({ isTty: false, refused: true, env: {} });

test("coverage is told in lines that fit", async () => {
  const { coverage } = await simulate(basicPaxos(), { seed: 1, runs: 500 });
  const lines = coverageLines(coverage, plain, 70);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(70);
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "    coverage: at the end 5,011 new states in 1,000 runs,
        26 % of what a run sees is new,
        such runs can reach at least 9.20k states
        states after so many runs: 64: 731  128: 1.28k  192: 1.73k
        256: 2.08k  320: 2.53k  384: 2.89k  448: 3.18k  500: 3.43k
        accept    acceptor 1.85k
        accepted  proposer proposing 1.27k,
                  never proposer preparing or proposer
        learn     learner 500
        prepare   acceptor 2.21k
        promise   proposer preparing 1.56k,
                  never proposer proposing or proposer
        start     proposer 1.00k,
                  never proposer proposing or proposer preparing"
  `);
});

test("the picture has both curves, and is whole also when there is nothing to draw", async () => {
  const { coverage } = await simulate(basicPaxos(), { seed: 1, runs: 500 });
  const picture = coverageSvg("basic-paxos", coverage);
  expect(picture).toContain("different states and new states per 1,000 runs, by runs");
  expect(picture.match(/<polyline/g)).toHaveLength(2);
  expect(picture).not.toMatch(/NaN|Infinity|undefined/);
  expect(coverageSvg("nothing", { ...coverage, curve: [{ runs: 0, states: 0 }] })).not.toMatch(/NaN|Infinity/);
});
