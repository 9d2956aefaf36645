// Several searchers find what one finds: the same states, steps, levels, verdicts and witnesses, wherever they take over, however small their mail.
// They are run in one thread here, each up to its next meeting; that threads do the same is shown by test/cli/workers.test.ts.
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import lamportPaxos from "../../models/lamport-paxos/index.ts";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import twoPhaseCommit from "../../models/two-phase-commit/index.ts";
import type { Checkable } from "../../src/define/model.ts";
import { always, type Property, violation } from "../../src/define/property.ts";
import type { System } from "../../src/define/system.ts";
import { prepareGround, SIZES, type Sizes } from "../../src/explore/crew/ground.ts";
import type { Share } from "../../src/explore/crew/handover.ts";
import { Member } from "../../src/explore/crew/member.ts";
import { combined } from "../../src/explore/crew/together.ts";
import { type Findings, findingsOf } from "../../src/explore/findings.ts";
import { limitsFrom } from "../../src/explore/limits.ts";
import { Search } from "../../src/explore/search.ts";
import { actorSystem, transitionSystem } from "../../src/index.ts";
import { definitionOf, randomPlans } from "../oracle/random-actors.ts";
import { propertiesOf, propertyPlans } from "./random-properties.ts";
import { type Components, looksAt, systemOf, systemPlans } from "./random-systems.ts";

vi.setConfig({ testTimeout: 600_000 });

/** Reserving memory takes time even where nothing is used, and there are hundreds of searches. It is enough for those that end soon. */
const LITTLE = 2 ** 22;
/** The limit is on the whole process, which has run other tests before. */
const MUCH = 2 ** 33;
const limitsIn = (memory: number) => limitsFrom({ maxMemory: memory, maxStates: 5_000 });

type Build<State> = () => { readonly system: System<State>; readonly properties: readonly Property<State>[] };

function alone<State>(build: Build<State>, memory: number): Findings {
  const { system, properties } = build();
  const search = new Search(system, properties, { limits: limitsIn(memory) });
  while (!search.isDone) search.run(1000);
  return findingsOf(search);
}

interface Setting {
  readonly members: number;
  /** When they take over. */
  readonly level: number;
  readonly sizes: Partial<Sizes>;
}

const settings: fc.Arbitrary<Setting> = fc.record({
  members: fc.integer({ min: 1, max: 4 }),
  level: fc.nat({ max: 4 }),
  sizes: fc.constantFrom({}, { batch: 1 }, { box: 4000, reserve: 300, batch: 7, board: 2000 }),
});

/** What they find, or "failed" if they leave it to one searcher to find out. */
function together<State>(build: Build<State>, { members, level, sizes }: Setting, memory: number): Findings | "failed" {
  const { system, properties } = build();
  const search = new Search(system, properties, { limits: limitsIn(memory), teaches: true });
  search.pausesAtLevels = true;
  for (let at = 0; at <= level && !search.isDone; at++) search.run(1000);
  if (search.isDone) return findingsOf(search);
  const ground = prepareGround(members, memory, search.visited, { ...SIZES, ...sizes });
  const crew = Array.from({ length: members }, (_, me) => {
    const model: Checkable<State> = { name: "random", parameters: {}, ...build() };
    return new Member(model, ground, me, search.handover()).search();
  });
  let turns = crew.map((member) => member.next());
  while (!turns.every(({ done }) => done)) turns = crew.map((member) => member.next());
  const shares = turns.map(({ value }) => value as Share);
  return shares.some(({ hasFailed }) => hasFailed) ? "failed" : combined(search, shares, limitsIn(memory).maxStates);
}

/** Evaluations and what was built differ: each member learns for itself what a property says. */
function essence({ coverage, stoppedBy, properties, witnesses, exercised, bounds }: Findings) {
  const statuses = properties.map(({ name, status }) => [name, status]);
  const reached = witnesses.map(({ name, steps }) => [name, steps]);
  return { coverage, stoppedBy, statuses, reached, exercised: [...exercised].sort(), bounds };
}

function compare<State>(build: Build<State>, setting: Setting, memory = LITTLE): void {
  const expected = alone(build, memory);
  fc.pre(expected.stoppedBy === undefined);
  const found = together(build, setting, memory);
  const isViolated = expected.properties.some(({ status }) => status === "violated");
  if (found === "failed") expect(isViolated).toBe(true);
  else if (isViolated) expect(found.properties.some(({ status }) => status === "violated")).toBe(true);
  else expect(essence(found)).toEqual(essence(expected));
}

const runs = process.env.SYNOD_FULL ? 2000 : 100;

test("random transition systems", () => {
  const alike = fc.property(systemPlans(), propertyPlans, settings, (plan, properties, setting) => {
    // What can still happen is worked out by one (canBeShared).
    const plans = properties.filter(({ kind }) => kind !== "possible");
    compare(() => ({ system: systemOf(plan), properties: propertiesOf(plans, looksAt(plan)) }), setting);
  });
  fc.assert(alike, { numRuns: runs, seed: 51 });
});

test("random transition systems with step properties that hold, so that all is searched", () => {
  const alike = fc.property(systemPlans(), settings, fc.nat(), (plan, setting, seed) => {
    const rare = { seed, looks: 3, odds: 1_000_000 } as const;
    const plans = [{ kind: "step", ...rare } as const, { kind: "always", ...rare } as const];
    compare(() => ({ system: systemOf(plan), properties: propertiesOf(plans, looksAt(plan)) }), setting);
  });
  fc.assert(alike, { numRuns: runs, seed: 52 });
});

test("random actor systems on every network, with every fault", () => {
  const alike = fc.property(randomPlans, settings, (plan, setting) => {
    compare(() => ({ system: actorSystem(definitionOf(plan)), properties: [] }), setting);
  });
  fc.assert(alike, { numRuns: runs, seed: 53 });
});

/** The second counts only while the first is at `turn`; there, and only there, the property looks at the second. */
function lookingAsideAt(turn: number): Build<Components> {
  const system = transitionSystem<Components>({
    initial: { first: 0, second: 0 },
    actions: [
      { name: "first", reads: ["first"], next: ({ first }) => (Number(first) < 9 ? { first: Number(first) + 1 } : []) },
      {
        name: "second",
        reads: ["first", "second"],
        next: ({ first, second }) => (first === turn && second === 0 ? { second: 1 } : undefined),
      },
    ],
  });
  const apart = always<Components>("apart", (state) =>
    state.first === turn && state.second === 1 ? violation("both") : undefined,
  );
  return () => ({ system, properties: [apart] });
}

test("what a property looks at in a state of one member, the others know when they judge the next state", () => {
  for (const members of [2, 3, 4])
    for (let turn = 1; turn < 9; turn++) compare(lookingAsideAt(turn), { members, level: 0, sizes: {} });
});

test.each([1, 2, 3])("two-phase commit, Lamport's Paxos and Multi-Paxos with %i members", (members) => {
  const setting = { members, level: 2, sizes: {} };
  compare(() => twoPhaseCommit({ rms: 4 }), setting, MUCH);
  compare(() => lamportPaxos({ ballots: 2 }), setting, MUCH);
  compare(() => multiPaxos.configured("one-request"), setting, MUCH);
});
