// Runs as values of fast-check: they replay by its seed, are not shrunk by it, and a failure is printed as a story.
import fc from "fast-check";
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { primaryBackup } from "../../models/primary-backup/index.ts";
import { canonicalText } from "../../src/define/value.ts";
import { type Run, schedules, sometimes } from "../../src/index.ts";
import { evidenceAtEnd, replay } from "../../src/trace/replay.ts";

const broken = primaryBackup({ backups: 3 });

test("a sound model holds in all runs", () => {
  fc.assert(fc.property(schedules(basicPaxos()), ({ holds, failure }) => holds && failure === undefined));
});

test("a failing property prints the story of the run, and no list of numbers", () => {
  const details = fc.check(
    fc.property(schedules(broken), ({ holds }) => holds),
    { seed: 3 },
  );
  expect(fc.defaultReportMessage(details)).toMatchInlineSnapshot(`
    "Property failed after 1 tests
    { seed: 3, path: "0", endOnFailure: true }
    Counterexample: [
    ✗ agreement  primary-backup  violated after 11 steps
        primary 0 decided a, but primary 1 decided b

       1  primary 1              start           phase: idle → storing
       2  primary 1 → backup 0   store value b   value: – → b
       3  backup 0  → primary 1  stored          stored gains backup 0
       4  primary 1 → backup 1   store value b   value: – → b
       5  backup 1  → primary 1  stored          phase: storing → committed; stored gains backup 1
       6  primary 1 → backup 2   store value b   value: – → b
       7  primary 0              start           phase: idle → storing
       8  primary 0 → backup 1   store value a   value: b → a
       9  backup 1  → primary 0  stored          stored gains backup 1
      10  primary 0 → backup 2   store value a   value: b → a
      11  backup 2  → primary 0  stored          phase: storing → committed; stored gains backup 2

        primaries=2 backups=3 commit=majority
    ]
    Shrunk 0 time(s)

    Hint: Enable verbose mode in order to have the list of all failing values encountered during the run"
  `);
});

test("a run in which no property is violated can fail a property of one's own, and is printed as well", () => {
  const runs = schedules(broken.system);
  const details = fc.check(
    fc.property(runs, ({ events }) => events.length < 9),
    { seed: 3 },
  );
  expect(fc.defaultReportMessage(details)).toMatch(/\n✗ a run {2}a system {2}of \d+ steps\n\n {3}1 {2}primary \d/);
});

test("fast-check does not shrink a run: the value that failed is the one that is shown", () => {
  const details = fc.check(
    fc.property(schedules(broken), ({ holds }) => holds),
    { seed: 3 },
  );
  expect(details).toMatchObject({ failed: true, numShrinks: 0 });
  const [run] = details.counterexample ?? [];
  expect(run?.holds).toBe(false);
});

const textOf = ({ events, holds }: Run<unknown>) => `${holds} ${canonicalText(events)}`;

test("a seed of fast-check means the same runs, with this arbitrary or another one that has made others before", () => {
  const once = schedules(broken);
  const first = fc.sample(once, { seed: 9, numRuns: 15 }).map(textOf);
  fc.sample(once, { seed: 10, numRuns: 15 });
  expect(fc.sample(once, { seed: 9, numRuns: 15 }).map(textOf)).toEqual(first);
  expect(fc.sample(schedules(primaryBackup({ backups: 3 })), { seed: 9, numRuns: 15 }).map(textOf)).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(10);
});

test("the seed and the path of a report lead to the run that failed", () => {
  const runs = schedules(basicPaxos.configured("promise-reports-nothing"));
  const property = fc.property(runs, ({ holds }) => holds);
  const { seed, counterexamplePath, counterexample } = fc.check(property, { seed: 5, numRuns: 1000 });
  const again = fc.check(property, { seed, path: counterexamplePath ?? "", numRuns: 1000 });
  expect(again.numRuns).toBe(1);
  expect(again.counterexample?.map(textOf)).toEqual(counterexample?.map(textOf));
});

test("what is said to be violated is violated, where the real reducers lead", () => {
  const model = basicPaxos.configured("skip-prepare");
  const runs = fc.sample(schedules(model), { seed: 1, numRuns: 60 });
  const failing = runs.flatMap(({ failure }) => failure ?? []);
  expect(failing.length).toBeGreaterThan(3);
  expect(failing.length).toBeLessThan(60);
  for (const { property: name, initial, steps, evidence } of failing) {
    const system = model.system.fresh();
    const property = model.properties.find((each) => each.name === name) ?? sometimes("none", () => false);
    expect(evidenceAtEnd(system, property, replay(system, initial, steps))).toEqual(evidence);
  }
});

test("the states of a run are those its events lead to", () => {
  const [run] = fc.sample(schedules(broken, { strategy: "uniform", depth: 5 }), { seed: 1, numRuns: 1 });
  expect(run?.events).toHaveLength(5);
  expect(run?.states).toHaveLength(6);
  const values = run?.states.map(({ nodes }) => nodes.backup.map(({ value }) => value)) ?? [];
  expect(new Set(values[0])).toEqual(new Set([null]));
  expect(canonicalText(values.at(-1))).not.toBe(canonicalText(values[0]));
});

test("a strategy that does not exist is refused", () => {
  expect(() => schedules(broken, { strategy: "lucky" })).toThrow(/there is no strategy "lucky"/);
});
