// Long runs of large spaces end far from the shortest ones. What leaving out cannot reach, other nodes, one more event, and chance do.
import { expect, test } from "vitest";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import type { Judged } from "../../src/define/property.ts";
import { type Address, always, type Event, transitionSystem, violation } from "../../src/index.ts";
import { shorterByChance } from "../../src/shrink/chance.ts";
import { withoutWhatIsSpare } from "../../src/shrink/delta.ts";
import { shorterByDetour } from "../../src/shrink/detours.ts";
import { Patience } from "../../src/shrink/patience.ts";
import { RandomWalks } from "../../src/shrink/random-walk.ts";
import { Scheduler } from "../../src/shrink/schedule.ts";
import { shrink } from "../../src/shrink/shrink.ts";
import { shorterByStandIns } from "../../src/shrink/stand-ins.ts";

const model = multiPaxos.configured("vote-below-base", {
  slots: 3,
  requests: 3,
  epochs: 6,
  late: "consumed",
  restarts: 1,
});
const property = "keeps-no-old-votes";
const judged = model.properties.find(({ name }) => name === property) as Judged<unknown>;
const patience = new Patience(60, undefined);

const [first, second, third] = ["server 0", "server 1", "server 2"] as const;
const value = { client: 0, seq: 1, op: "append a1", ack: 0 };
const deliver = (
  node: Address,
  from: Address,
  message: { readonly type: string; readonly [field: string]: unknown },
): Event => ({
  kind: "deliver",
  node,
  from,
  message,
});

/** The second server is elected, and has a value chosen that the third learns, deletes, and votes for. The first could have done it. */
const withAnElection = [
  deliver(first, "client 0", { type: "request", seq: 1, op: "append a1", ack: 0 }),
  { kind: "timeout", node: second, timer: "timeout" },
  deliver(first, second, { type: "prepare", epoch: 1, from: 0 }),
  deliver(second, first, { type: "promise", epoch: 1, from: 0, votes: [{ slot: 0, epoch: 0, value }] }),
  deliver(first, second, { type: "accept", epoch: 1, slot: 0, value }),
  deliver(second, first, { type: "accepted", epoch: 1, slot: 0, value }),
  deliver(third, second, { type: "learn", slot: 0, value }),
  { kind: "act", node: third, action: "snapshot" },
  deliver(third, second, { type: "accept", epoch: 1, slot: 0, value }),
].map((event) => ({ event: event as Event, choice: 0 }));

function scheduled() {
  const scheduler = new Scheduler(model.system, judged, 0);
  return { scheduler, schedule: scheduler.scheduleOf(withAnElection) };
}

test("leaving out alone finds nothing spare in a run with an election, although it needs none", async () => {
  const { scheduler, schedule } = scheduled();
  expect(scheduler.run(schedule)).toHaveLength(9);
  expect(await withoutWhatIsSpare(scheduler, schedule, patience)).toHaveLength(9);
});

test("the first leader stands in for the second, and needs no election", async () => {
  const { scheduler, schedule } = scheduled();
  const found = (await shorterByStandIns(scheduler, schedule, patience)) ?? schedule;
  expect(found.length).toBeLessThan(9);
  expect(scheduler.run(found)).toEqual(found);
});

test("a short random run of such events may fail too", async () => {
  const skipping = multiPaxos.configured("skip-prepare", { resends: 3, restarts: 1, epochs: 6, slots: 3 });
  const agreement = skipping.properties.find(({ name }) => name === "agreement") as Judged<unknown>;
  const scheduler = new Scheduler(skipping.system, agreement, 0);
  const other = { client: 1, seq: 1, op: "append b1", ack: 0 };
  const events: readonly Event[] = [
    { kind: "act", node: "client 1", action: "resend" },
    { kind: "act", node: "client 1", action: "resend" },
    deliver(first, "client 1", { type: "request", seq: 1, op: "append b1", ack: 0 }),
    deliver(second, first, { type: "accept", epoch: 0, slot: 0, value: other }),
    { kind: "restart", node: first },
    { kind: "timeout", node: first, timer: "timeout" },
    deliver(first, "client 0", { type: "request", seq: 1, op: "append a1", ack: 0 }),
    deliver(second, first, { type: "accept", epoch: 3, slot: 0, value }),
  ];
  const schedule = scheduler.scheduleOf(events.map((event) => ({ event, choice: 0 })));
  expect(scheduler.run(schedule)).toHaveLength(8);
  const found = (await shorterByChance(scheduler, schedule, patience)) ?? schedule;
  expect(found.length).toBeLessThan(8);
  expect(scheduler.run(found)).toEqual(found);
});

test("one more event may make others spare: a leap, and there is no need of five steps", async () => {
  const walker = transitionSystem<{ readonly at: number }>({
    initial: { at: 0 },
    actions: [
      { name: "step", reads: ["at"], next: ({ at }) => (at < 9 ? { at: at + 1 } : undefined) },
      { name: "leap", reads: ["at"], next: ({ at }) => (at === 2 ? { at: 7 } : undefined) },
    ],
  });
  const near = always<{ readonly at: number }>("near", ({ at }) => (at < 9 ? undefined : violation(`it is at ${at}`)));
  const scheduler = new Scheduler(walker, near, 0);
  const steps = Array.from({ length: 9 }, () => ({
    event: { kind: "action", action: "step", args: {} } as const,
    choice: 0,
  }));
  const found = await shorterByDetour(scheduler, scheduler.scheduleOf(steps), patience);
  expect(found?.map((wanted) => scheduler.stepper.stepOf(wanted).event)).toMatchObject(
    ["step", "step", "leap", "step", "step"].map((action) => ({ action })),
  );
});

test("together they find the shortest run there is, of 6 steps, where hardly anything may be searched", async () => {
  const shrunk = await shrink(model, { property, initial: 0, steps: withAnElection }, { maxStates: 1 });
  expect(shrunk?.steps).toHaveLength(6);
});

test("a walk that puts the failure off is long, ends with its first violation, and becomes as short as any", async () => {
  const { failure } = new RandomWalks(model, judged).untilFailure(1, { walks: 100, depth: 200, putOff: 40 });
  if (failure === undefined) throw new Error("no walk fails");
  expect(failure.steps.length).toBeGreaterThan(40);
  const scheduler = new Scheduler(model.system, judged, 0);
  expect(scheduler.run(scheduler.scheduleOf(failure.steps))).toHaveLength(failure.steps.length);
  const shrunk = await shrink(model, failure);
  expect(shrunk?.steps.length).toBeLessThanOrEqual(9);
});
