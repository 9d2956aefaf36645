// Every seeded bug is caught, by the property that it breaks and in as few steps as can be; and what is harmless is not flagged.
import { expect, test } from "vitest";
import { type Bug, type BugName, bugs } from "../../../models/multi-paxos/bugs.ts";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { soundRules } from "../../../models/multi-paxos/rules.ts";
import { scenes } from "../../../models/multi-paxos/scenes.ts";
import { check } from "../../../src/explore/check.ts";
import { ROOM } from "../room.ts";

/** Steps of a shortest counterexample. */
const lengths = {
  "exec-on-accept": 1,
  "quorum-minus-one": 1,
  "nack-counts": 4,
  "skip-prepare": 5,
  "epochs-without-owners": 10,
  "prepare-quorum-minus-one": 5,
  "promise-reports-nothing": 7,
  "ignore-promised-values": 6,
  "promise-not-recorded": 7,
  "accept-no-guard": 7,
  "adopt-only-chosen": 6,
  "commit-own-value": 9,
  "lose-promise": 8,
  "lose-log": 8,
  "restart-same-epoch": 3,
  "learner-no-dedupe": 7,
  "learner-last-only": 6,
  "exec-skips-gap": 4,
  "window-ignored": 2,
  "reply-before-exec": 4,
  "votes-as-chosen": 7,
  "noop-overwrites": 7,
  "no-noop": 6,
  "gap-invents-request": 6,
  "leader-last-id": 1,
  "leader-fifo-drop": 1,
  "leader-next-number": 6,
  "no-client-resend": 2,
  "resend-to-same-server": 2,
  "prune-nondeterministic": 7,
  "window-by-count": 10,
  "cache-evict-early": 10,
  "reply-to-wrong-id": 4,
  "adopt-lowest": 10,
  "adopt-any": 10,
  "single-ballot-var": 11,
  "accept-no-bump": 17,
  "count-messages-not-senders": 5,
  "count-promises-not-senders": 4,
  "stale-epoch-ack": 11,
  "stale-promise": 16,
  "learn-by-value": 5,
  "windowed-prepare-gap": 10,
  "promise-binds-first-slot": 10,
  "promise-omits-base": 9,
  "leader-ignores-base": 9,
  "vote-below-base": 6,
  "truncate-before-snapshot-durable": 6,
  "gc-off-by-one": 4,
  "gc-deletes-unexecuted": 9,
  "gc-keeps-one": 0,
  "snapshot-no-cache": 10,
  "install-goes-back": 16,
  amnesia: 8,
  "recovering-answers": 3,
  "recover-read-one": 10,
  "recover-no-promise": 12,
  "recover-no-votes": 12,
  "vectors-on-promises-only": 18,
  "stale-memory": 13,
  "recover-waits-for-itself": 1,
  "leads-again": 14,
  "members-count-at-once": 11,
  "pipeline-beyond-alpha": 13,
  "joins-unprepared": 5,
  "joins-in-memory": 8,
} satisfies Partial<Record<BugName, number>>;

const all = Object.entries<Bug>(bugs);

test.each(all)("%s breaks exactly one rule", (_, { breaks }) => {
  const rules = Object.keys(breaks);
  expect(rules).toHaveLength(1);
  expect(Object.keys(soundRules)).toContain(rules[0]);
});

/** These take seconds each. That they are caught is seen by every `npm run check`; in how many steps, in the full mode. */
const slow = [
  ...["leader-next-number", "install-goes-back", "stale-memory"],
  ...["vectors-on-promises-only", "members-count-at-once"],
];
const isFull = Boolean(process.env.SYNOD_FULL);
const isToday = ([name]: readonly [name: string, ...rest: unknown[]]) => isFull || !slow.includes(name);

test.each(Object.entries(lengths).filter(isToday))("%s is caught after %i steps", async (name, length) => {
  const { asExpected, expected, properties } = await check(multiPaxos.configured(name), ROOM);
  expect(asExpected).toBe(true);
  const caught = properties.find((property) => property.name === expected);
  expect(caught?.counterexample?.steps).toHaveLength(length);
});

const isSmall = ({ scene }: Bug) => !("full" in scenes[scene]);

test.each(all.filter(([, bug]) => bug.violates === null && isSmall(bug)))("%s is harmless", async (name) => {
  expect(await check(multiPaxos.configured(name), ROOM)).toMatchObject({ verdict: "held" });
});

test.runIf(isFull).each([
  ["S3: broadcast votes and servers that are replaced do not go together", "destroyed-broadcast", 12],
  ["S12: among five servers a quorum may not know what a destroyed one said", "destroyed-five-quorum", 18],
])("%s", async (_, name, length) => {
  const { asExpected, properties } = await check(multiPaxos.configured(name), ROOM);
  expect(asExpected).toBe(true);
  expect(properties.find((property) => property.name === "agreement")?.counterexample?.steps).toHaveLength(length);
});

test("every bug has its length here", () => {
  const judged = all.filter(([, { violates }]) => violates !== null);
  expect(Object.keys(lengths)).toEqual(judged.map(([name]) => name));
});

/** What is missing when everything has happened that can happen. */
async function leftWaiting(set: Parameters<typeof multiPaxos>[0]): Promise<string | undefined> {
  const { properties, ...model } = multiPaxos(set);
  const name = "every-request-can-be-answered";
  const result = await check({ ...model, properties: properties.filter((property) => property.name === name) }, ROOM);
  return /in the last of them (.*)\)/.exec(result.properties[0]?.counterexample?.evidence.message ?? "")?.[1];
}

test("S15: of two requests the overtaken one waits for ever if the leader remembers the last one only", async () => {
  const { set } = scenes["two-outstanding"];
  expect(await leftWaiting({ ...set, bug: "leader-last-id" })).toBe("client 0 waits for the reply to request 1");
  expect(await leftWaiting(set)).toBeUndefined();
});

test.runIf(process.env.SYNOD_FULL)("S11: behind a gap that nobody fills requests wait for ever", async () => {
  const { set } = scenes["client-order-election"];
  const result = await check(
    {
      ...multiPaxos({ ...set, bug: "no-noop" }),
      expect: { violates: "every-request-can-be-answered" },
    },
    ROOM,
  );
  const starved = result.properties.find(({ name }) => name === "every-request-can-be-answered");
  expect(starved?.counterexample?.steps).toHaveLength(6);
});
