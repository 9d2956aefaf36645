// Traces for other tools, each read by a strict reader of its format; Mermaid's reader is Mermaid.
import { expect, test } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import { primaryBackup } from "../../models/primary-backup/index.ts";
import { registerPaxos } from "../../models/register-paxos/index.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/index.ts";
import { actorSystem, bag, type Checkable, defineNode, set, transitionSystem } from "../../src/index.ts";
import { itfOf } from "../../src/trace/itf.ts";
import { mermaidOf } from "../../src/trace/mermaid.ts";
import { replay } from "../../src/trace/replay.ts";
import { shivizOf } from "../../src/trace/shiviz.ts";
import { hostile } from "../cli/fixtures/hostile.ts";
import { readItf } from "./itf-reader.ts";
import { drawn } from "./mermaid-reader.ts";
import { readShiviz } from "./shiviz-reader.ts";
import { walk } from "./walk.ts";

const clock = defineNode<{ ticks: number }, { type: "none" }>({
  name: "clock",
  initial: () => ({ ticks: 0 }),
  on: {},
  timers: {
    tick: {
      run(self) {
        self.ticks += 1;
      },
    },
  },
});

const models: readonly (readonly [name: string, model: Pick<Checkable, "system">])[] = [
  ["a clock", { system: actorSystem({ nodes: { clock: [clock] }, network: bag({ noop: "leave" }) }) }],
  ["basic Paxos with faults", basicPaxos({ restarts: 2, losses: 2, duplications: 2 })],
  ["Multi-Paxos with faults", multiPaxos({ restarts: 1, losses: 1, duplications: 1 })],
  ["primary-backup", primaryBackup()],
  ["register Paxos", registerPaxos()],
  ["two-phase commit", twoPhaseCommit()],
];

const runs = models.flatMap(([name, { system }]) =>
  [1, 2, 3].map((seed) => ({ name, seed, components: system.components, run: walk(system, seed, 80) })),
);

const itfText = (components: (typeof runs)[number]["components"], run: (typeof runs)[number]["run"]) =>
  JSON.stringify(itfOf({ model: "m", description: "d", components, ...run }));

test("the runs have all kinds of events", () => {
  const kinds = new Set(runs.flatMap(({ run }) => run.steps.map(({ event }) => event.kind)));
  expect([...kinds].sort()).toEqual(["act", "action", "deliver", "duplicate", "lose", "restart", "timeout"]);
});

test.each(runs)("$name, run $seed, is a diagram with an arrow a message", async ({ run: { steps } }) => {
  const { signals } = await drawn(mermaidOf({ steps, ending: undefined }));
  const last = signals.slice(-steps.length);
  const kinds = {
    deliver: "arrow",
    lose: "lost",
    duplicate: "dotted",
    timeout: "note",
    act: "note",
    restart: "note",
    destroy: "note",
    action: "note",
  };
  const told = last.filter(({ text }) => !text.endsWith("left out"));
  expect(told.map(({ kind }) => kind)).toEqual(steps.slice(-told.length).map(({ event }) => kinds[event.kind]));
  expect(signals.filter(({ kind }) => kind !== "note").length).toBeLessThanOrEqual(60);
});

test.each(runs)("$name, run $seed, is a log in causal order", ({ components, run }) => {
  const events = readShiviz(shivizOf({ components, ...run }));
  const initial = events.filter(({ text }) => text === "initial state").length;
  expect(events.length - initial).toBe(run.steps.length);
});

test.each(runs)("$name, run $seed, is an ITF trace with a state more than steps", ({ components, run }) => {
  const { states, vars } = readItf(itfText(components, run));
  expect(states.length).toBe(run.steps.length + 1);
  expect(vars).toEqual([...components.map(({ name }) => name), "mbt::actionTaken", "mbt::nondetPicks"]);
});

const names = hostile.parameters.name.accepts.split(", ");

test.each(names)("a run with %s in every place is text in every format", async (name) => {
  const { system } = hostile({ name: name as "long", ends: "badly" });
  const run = walk(system, 1, 1);
  const event = run.steps[0]?.event;
  if (event?.kind !== "action") throw new Error("the model has one action");
  const text = mermaidOf({ steps: run.steps, ending: event.action });
  const { participants, signals } = await drawn(text);
  expect(participants).toEqual(["system"]);
  expect(signals.map(({ kind }) => kind)).toEqual(["note", "note"]);
  expect(text).not.toMatch(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Cs}<>`"]|(?!\n)\p{Cc}/u);
  expect(readShiviz(shivizOf({ components: system.components, ...run }))).toHaveLength(2);
  const { states } = readItf(itfText(system.components, run));
  expect(states[1]?.get("mbt::actionTaken")).toEqual({ kind: "string", text: event.action });
});

test("Mermaid reads a text as it was meant", async () => {
  const text = `a<b> & "c"; #35; %% end`;
  const { signals } = await drawn(mermaidOf({ steps: [], ending: text }));
  expect(signals).toEqual([{ kind: "note", text }]);
});

test("nodes whose names are hostile are lanes of their own", async () => {
  const node = (name: string) =>
    defineNode<{ n: number }, { type: "go" }>({
      name,
      initial: () => ({ n: 0 }),
      on: {},
      actions: {
        go: {
          run(self) {
            self.n = 1;
          },
        },
      },
    });
  const system = actorSystem({
    nodes: { "a; end": [node("x")], "a  end": [node("x")], '<"\u202e': [node("y")] },
    network: bag({ noop: "leave" }),
  });
  const run = walk(system, 1, 3);
  const { participants } = await drawn(mermaidOf({ steps: run.steps, ending: undefined }));
  expect(participants.toSorted()).toEqual(['<"\\u{202e} 0', "a  end 0", "a; end 0"].toSorted());
  expect(new Set(readShiviz(shivizOf({ components: system.components, ...run })).map(({ host }) => host)).size).toBe(3);
});

test("of a long run the last 60 arrows are drawn, and the steps before are counted", async () => {
  const { system } = registerPaxos();
  const { steps } = walk(system, 1, 5);
  const message = steps.find(({ event }) => event.kind === "deliver");
  if (message === undefined) throw new Error("nothing was delivered");
  const { signals } = await drawn(mermaidOf({ steps: Array.from({ length: 75 }, () => message), ending: "the end" }));
  expect(signals.filter(({ kind }) => kind === "arrow")).toHaveLength(60);
  expect(signals[0]).toEqual({ kind: "note", text: "steps 1 to 15 are left out" });
  expect(signals[1]?.text).toMatch(/^16 /);
  expect(signals.at(-1)).toEqual({ kind: "note", text: "the end" });
});

test("a diagram has no more than 50,000 characters, however much its notes say", async () => {
  const { system } = hostile({ name: "wide", ends: "badly" });
  const [step] = walk(system, 1, 1).steps;
  const steps = Array.from({ length: 5000 }, () => step as NonNullable<typeof step>);
  const text = mermaidOf({ steps, ending: "the end" });
  expect(text.length).toBeGreaterThan(40_000);
  const { signals } = await drawn(text);
  expect(signals[0]?.text).toBe(`steps 1 to ${5000 - (signals.length - 2)} are left out`);
});

test("more nodes than there is room for share a lane", async () => {
  const steps = Array.from({ length: 40 }, (_, index) => ({
    event: { kind: "act", node: `node ${index}`, action: "go" } as const,
  }));
  const { participants } = await drawn(mermaidOf({ steps, ending: undefined }));
  expect(participants).toHaveLength(30);
  expect(participants.at(-1)).toBe("others");
});

type Note = { readonly type: "note" };
const sender = defineNode<{ sent: number }, Note>({
  name: "sender",
  initial: () => ({ sent: 0 }),
  on: {},
  actions: {
    tell: {
      run(self, { send }) {
        self.sent += 1;
        send("receiver 0", { type: "note" });
      },
    },
  },
});
const receiver = defineNode<{ heard: number }, Note>({
  name: "receiver",
  initial: () => ({ heard: 0 }),
  on: {
    note(self) {
      self.heard += 1;
    },
  },
});
const tell = { event: { kind: "act", node: "sender 0", action: "tell" }, choice: 0 } as const;
const hear = {
  event: { kind: "deliver", node: "receiver 0", from: "sender 0", message: { type: "note" } },
  choice: 0,
} as const;

function receivedClocks(network: ReturnType<typeof bag>, steps: readonly (typeof tell | typeof hear)[]) {
  const system = actorSystem({ nodes: { sender: [sender], receiver: [receiver] }, network });
  const events = readShiviz(shivizOf({ components: system.components, ...replay(system, 0, steps) }));
  return events
    .filter(({ host, text }) => host === "receiver_0" && text !== "initial state")
    .map(({ clock }) => clock.sender_0);
}

test("a delivery happens after the step that sent its message, and not after a later one", () => {
  expect(receivedClocks(bag({ noop: "leave" }), [tell, tell, tell, hear, hear, hear])).toEqual([2, 3, 4]);
  expect(receivedClocks(set(), [tell, tell, hear, hear])).toEqual([2, 2]);
});

test("ITF says numbers, nothing, maps and sets in its own way", () => {
  const value = {
    whole: -3,
    zero: -0,
    big: 2n ** 70n,
    part: 0.5,
    none: null,
    missing: undefined,
    flag: true,
    list: [1, "a"],
    map: new Map([[{ a: 1 }, new Set([2])]]),
    "": "",
  };
  const system = transitionSystem<Record<string, unknown>>({
    initial: { "#meta": value, "_#meta": { "#bigint": "1" } },
    actions: [],
  });
  const { states, vars } = readItf(itfText(system.components, replay(system, 0, [])));
  expect(vars.slice(0, 2)).toEqual(["_#meta", "_#meta_2"]);
  const integer = (text: string) => ({ kind: "integer", text });
  const string = (text: string) => ({ kind: "string", text });
  expect(states[0]?.get("_#meta")).toEqual({
    kind: "record",
    fields: new Map<string, unknown>([
      ["whole", integer("-3")],
      ["zero", integer("0")],
      ["big", integer(String(2n ** 70n))],
      ["part", { kind: "unserializable", text: "0.5" }],
      ["none", { kind: "tuple", items: [] }],
      ["flag", { kind: "boolean", text: "true" }],
      ["list", { kind: "list", items: [integer("1"), string("a")] }],
      [
        "map",
        {
          kind: "map",
          entries: [
            [
              { kind: "record", fields: new Map([["a", integer("1")]]) },
              { kind: "set", items: [integer("2")] },
            ],
          ],
        },
      ],
      ["", string("")],
    ]),
  });
  expect(states[0]?.get("_#meta_2")).toEqual({ kind: "map", entries: [[string("#bigint"), string("1")]] });
});

test("the readers refuse what they should", async () => {
  const state = { "#meta": { index: 0 }, x: 1 };
  expect(() => readItf(JSON.stringify({ "#meta": { format: "ITF" }, vars: ["x"], states: [state] }))).toThrow("object");
  expect(() => readShiviz('a\nh {"h":2}\n')).toThrow("from 1");
  expect(() => readShiviz('a\nh {"h":1,"g":1}\n')).toThrow("g has not done 1 events");
  expect(() => readShiviz('a\nh {"h":1}\nb\ng {"g":1,"h":1}\nc\nh {"h":2,"g":1}\nd\nf {"f":1,"h":2}\n')).toThrow(
    "all that was known",
  );
  await expect(drawn("sequenceDiagram\n  p0->>p1: a; b\n  end")).rejects.toThrow();
});
