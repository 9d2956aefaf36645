// Handlers must be pure: what they do depends on the state and the event. Each way of breaking that is an error that names the node and the event.
import { describe, expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import { actorSystem, bag, type Context, defineNode, type Handler, SynodError } from "../../src/index.ts";
import { stateOf } from "../../src/trace/interpret.ts";

interface Local {
  count: number;
  readonly seen: Map<string, number>;
  extra?: unknown;
}

interface Poke {
  readonly type: "poke";
  readonly list: readonly number[];
  readonly set: ReadonlySet<number>;
  readonly inner: { readonly n: number };
}

type PokeHandler = Handler<Local, Poke, Poke>;

/** Two nodes; the first pokes the second, which handles it in the given way. */
function poked(poke: PokeHandler) {
  const node = defineNode<Local, Poke>({
    name: "node",
    initial: () => ({ count: 0, seen: new Map([["a", 1]]) }),
    start: (_, { index, send }) => {
      if (index === 0) send("node 1", { type: "poke", list: [1, 2], set: new Set([1]), inner: { n: 1 } });
    },
    on: { poke },
  });
  const system = actorSystem({ nodes: { node: [node, node] }, network: bag({ noop: "consume" }) });
  return check({ name: "poked", parameters: {}, system, properties: [] });
}

const what = "node 1: poke from node 0";

async function refusal(poke: PokeHandler): Promise<SynodError> {
  const thrown = await poked(poke).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(SynodError);
  const error = thrown as SynodError;
  expect(error.message).toContain(what);
  return error;
}

/** What a careless author writes, past the types. */
function careless(value: unknown) {
  return value as { n: number; list: number[] } & unknown[] & Set<number>;
}

test("a handler that changes its draft, sends and records is fine", async () => {
  const result = await poked((self, { list }, { send, record, from }) => {
    self.count += list.length;
    self.seen.set("b", 2);
    record({ counted: self.count });
    if (self.count < 5) send(from, { type: "poke", list: [], set: new Set(), inner: { n: self.count } });
  });
  expect(result).toMatchObject({ verdict: "held" });
});

test("a handler that throws is told with what it threw", async () => {
  const error = await refusal(() => {
    throw new RangeError("no such slot\nand more");
  });
  expect(error).toMatchObject({ code: "SYN010", message: `${what} threw: no such slot` });
  expect(error.cause).toBeInstanceOf(RangeError);
});

describe("a handler may not change what is not its draft:", () => {
  test.each<[string, PokeHandler]>([
    [
      "a field of the message",
      (_, message) => {
        careless(message.inner).n = 2;
      },
    ],
    ["a list in the message", (_, message) => void careless(message.list).push(3)],
    ["a Set in the message", (_, message) => void careless(message.set).add(3)],
    ["the message", (_, message) => void delete (message as { list?: unknown }).list],
  ])("%s", async (_, handler) => {
    expect(await refusal(handler)).toMatchObject({ code: "SYN011" });
  });
});

describe("what a handler leaves, sends and records must be plain data, or the error names the place:", () => {
  test.each<[string, PokeHandler, string]>([
    [
      "leaves",
      (self) => {
        self.extra = new Date(0);
      },
      "the state left by",
    ],
    [
      "leaves, and sends besides",
      (self, message, { send }) => {
        self.extra = { f: () => 1 };
        send("node 0", message);
      },
      "the state left by",
    ],
    ["sends", (_, message, { send }) => send("node 0", { ...message, list: [Number.NaN] }), "a message sent by"],
    ["records", (_self, _message, { record }) => record({ at: Symbol("now") }), "an event recorded by"],
  ])("%s", async (_, handler, place) => {
    expect(await refusal(handler)).toMatchObject({ code: "SYN012", message: expect.stringContaining(place) });
  });
});

describe("a handler does the same when run twice:", () => {
  let outside = 0;
  test.each<[string, PokeHandler]>([
    [
      "its state may not be random",
      (self) => {
        self.count = Math.random();
      },
    ],
    ["nor what it sends", (_, message, { send }) => send("node 0", { ...message, list: [Math.random()] })],
    ["nor what it records", (_self, _message, { record }) => record(Math.random())],
    [
      "nor may it depend on a variable that outlives it",
      (self) => {
        self.count = ++outside;
      },
    ],
  ])("%s", async (_, handler) => {
    expect(await refusal(handler)).toMatchObject({ code: "SYN013" });
  });
});

test("what a handler returns is of no account", async () => {
  const returning: PokeHandler = (self) => self.count;
  expect(await poked(returning)).toMatchObject({ verdict: "inconclusive", distinct: 2 });
  const changing = ((self: Local) => self.seen.set("b", 2)) as unknown as PokeHandler;
  expect(await poked(changing)).toMatchObject({ verdict: "held", distinct: 2 });
});

interface Take {
  readonly type: "take";
  readonly list: readonly number[];
}

test("messages are taken as they are when they are sent, also if they are parts of the draft", () => {
  const node = defineNode<{ list: number[] }, Take>({
    name: "node",
    initial: () => ({ list: [] }),
    on: {},
    start(self, { index, send }: Context<Take>) {
      if (index === 1) return;
      self.list.push(1);
      const own = { type: "take" as const, list: [5] };
      send("node 1", { type: "take", list: self.list });
      send("node 1", own);
      self.list.push(2);
      own.list.push(6);
    },
  });
  const system = actorSystem({ nodes: { node: [node, node] }, network: bag({ noop: "consume" }) });
  const { nodes, network } = stateOf(system, system.initial[0] ?? []);
  expect({ ...nodes.node[0] }).toEqual({ list: [1, 2] });
  expect(network.all().map(({ message }) => message.list)).toEqual([[1], [5]]);
});
