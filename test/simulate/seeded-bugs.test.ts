// What the portfolio is for: it finds the seeded bugs of both Paxos models, and finds nothing in what is sound.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import type { Checkable, Model } from "../../src/define/model.ts";
import { simulate } from "../../src/simulate/simulate.ts";

const isFull = process.env.SYNOD_FULL === "1";

/** Those that take more than a thousand runs, or much of a second, in the middle of 20 seeds. */
const rare = [
  "basic-paxos/accept-no-bump",
  "basic-paxos/adopt-lowest",
  "basic-paxos/single-epoch-variable",
  "basic-paxos/reuse-epoch",
  "multi-paxos/adopt-lowest",
  "multi-paxos/single-ballot-var",
  "multi-paxos/accept-no-bump",
  "multi-paxos/stale-promise",
  "multi-paxos/destroyed-five-quorum",
  "multi-paxos/members-count-at-once",
  "multi-paxos/vectors-on-promises-only",
  "multi-paxos/leads-again",
];

/** What can still happen is known of a whole space, and not of a run. */
const isSeenInRuns = ({ expect: expected, properties }: Checkable) =>
  !properties.some(({ name, kind }) => kind === "possible" && name === expected?.violates);

const configurations = ([basicPaxos, multiPaxos] as readonly Model[])
  .flatMap((model) =>
    model.configurations.map(({ name, expect: expected }) => ({
      name: name === "" ? model.modelName : `${model.modelName}/${name}`,
      build: () => model.configured(name),
      isBug: expected !== undefined,
    })),
  )
  .filter(({ build }) => isSeenInRuns(build()));

const bugs = configurations.filter(({ isBug }) => isBug);
const common = bugs.filter(({ name }) => !rare.includes(name));

test("there are bugs to find", () => {
  expect(common.length).toBeGreaterThan(30);
  expect(bugs.length - common.length).toBe(rare.length);
});

test.each(common)("$name is found in 1,000 runs", async ({ build }) => {
  expect(await simulate(build(), { seed: 1, runs: 1000 })).toMatchObject({ asExpected: true, verdict: "violated" });
});

test.runIf(isFull).each(bugs.filter(({ name }) => rare.includes(name)))(
  "$name is found in 100,000 runs",
  async ({ build }) => {
    expect(await simulate(build(), { seed: 1, runs: 100_000 })).toMatchObject({
      asExpected: true,
      verdict: "violated",
    });
  },
);

/** Every day a few, and few runs: the exhaustive search looks at all of them. */
const everyDay = [
  "basic-paxos/restart",
  "multi-paxos/restart",
  "multi-paxos/dedupe-election",
  "multi-paxos/roles-apart",
];
const sound = configurations.filter(({ name, isBug }) => !isBug && (isFull || everyDay.includes(name)));
const runs = isFull ? 2000 : 200;

test.each(sound)("$name is sound, and no run says otherwise", async ({ build }) => {
  const { failures, notIdle } = await simulate(build(), { seed: 1, runs });
  expect(failures).toEqual([]);
  expect(notIdle).toEqual([]);
});
