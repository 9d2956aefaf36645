// What actor systems do at the edges: addresses and roles that do not exist, budgets, crashes, and names that are used twice.
import { describe, expect, test } from "vitest";
import { check } from "../../src/explore/check.ts";
import {
  actorSystem,
  always,
  bag,
  type Context,
  defineNode,
  type Faults,
  fifo,
  type NodeDefinition,
  type Observer,
  type System,
  set,
  violation,
} from "../../src/index.ts";
import { enabledIn, stateOf } from "../../src/trace/interpret.ts";

interface Local {
  readonly saved: number;
  readonly scratch: number;
}

interface Note {
  readonly type: "note";
}

/** Counts notes twice, on disk and in memory, and may send one to itself or wherever it is told. */
function noteTaker(more: Partial<NodeDefinition<Local, Note>> = {}): NodeDefinition<Local, Note> {
  return defineNode<Local, Note>({
    name: "note taker",
    initial: () => ({ saved: 0, scratch: 0 }),
    on: {
      note(self) {
        self.saved++;
        self.scratch++;
      },
    },
    ...more,
  });
}

function starting(start: (context: Context<Note>) => void) {
  return noteTaker({ start: (_, context) => start(context) });
}

function systemOf(node: NodeDefinition<Local, Note>, faults: Faults = {}) {
  return actorSystem({ nodes: { node: [node] }, network: bag({ noop: "consume" }), faults });
}

/** The initial state, as properties see it. */
function atFirst<State>(system: System<State>): State {
  return stateOf(system, system.initial[0] ?? []);
}

const checked = (node: NodeDefinition<Local, Note>, faults?: Faults) =>
  check({ name: "notes", parameters: {}, system: systemOf(node, faults), properties: [] });

/** The kinds of the events that are enabled at first. */
const kinds = (node: NodeDefinition<Local, Note>, faults?: Faults) => {
  const system = systemOf(node, faults);
  return enabledIn(system, system.initial[0] ?? []).map(({ event }) => event.kind);
};

test("sending to an address that does not exist is an error that lists those that do", () => {
  expect(() => systemOf(starting(({ send }) => send("node 7", { type: "note" })))).toThrow(
    expect.objectContaining({
      code: "SYN006",
      message: "node 0 sends to node 7, which does not exist",
      hint: "The nodes are node 0.",
    }),
  );
});

test("broadcasting to a role that does not exist is an error that lists those that do", () => {
  expect(() => systemOf(starting(({ broadcast }) => broadcast("nodes", { type: "note" })))).toThrow(
    expect.objectContaining({ code: "SYN006", message: "no node has the role nodes", hint: "The roles are node." }),
  );
});

test("a broadcast reaches every node of the role but the sender", () => {
  const node = starting(({ index, broadcast }) => {
    if (index === 1) broadcast("node", { type: "note" });
  });
  const { network } = atFirst(actorSystem({ nodes: { node: [node, node, node] }, network: fifo({ noop: "leave" }) }));
  expect(network.all().map(({ to }) => to)).toEqual(["node 0", "node 2"]);
});

test("a node may send to itself", async () => {
  const node = starting(({ self, send }) => send(self, { type: "note" }));
  expect(await checked(node)).toMatchObject({ distinct: 2, generated: 2, terminal: 1 });
});

describe("budgets", () => {
  const busy = noteTaker({
    durable: ["saved"],
    start: (_, { self, send }) => send(self, { type: "note" }),
    timers: {
      alarm: {
        run: (self) => {
          self.scratch = 7;
        },
      },
    },
  });

  test("no fault happens without one, but timers fire", () => {
    expect(kinds(busy)).toEqual(["deliver", "timeout"]);
  });

  test("each allows its fault", () => {
    expect(kinds(noteTaker({ ...busy, initial: () => ({ saved: 0, scratch: 0 }) }), { loss: 1 })).toContain("lose");
    expect(kinds(busy, { duplication: 1 })).toContain("duplicate");
    expect(kinds(busy, { timeout: 1 })).toContain("timeout");
    expect(kinds(busy, { timeout: 0 })).not.toContain("timeout");
  });

  test("a fault that is allowed to some nodes happens to no others", () => {
    expect(kinds(busy, { loss: { times: 1, only: [] } })).not.toContain("lose");
    expect(kinds(busy, { loss: { times: 1, only: ["node 0"] } })).toContain("lose");
  });

  test("are spent, and a spent one is reported as a bound that was reached", async () => {
    const sent = starting(({ self, send }) => send(self, { type: "note" }));
    const once = await checked(sent, { duplication: 1 });
    // One note or two, of which some have been read: with the budget 1 + 1, without 1 + 2.
    expect(once).toMatchObject({ distinct: 5, bounds: [{ name: "duplication budget", limit: 1, reached: true }] });
    const idle = await checked(noteTaker(), { duplication: 1 });
    expect(idle.bounds).toEqual([{ name: "duplication budget", limit: 1, reached: false }]);
  });

  test.each([-1, 0.5, Number.NaN])("cannot be %s", (loss) => {
    expect(() => systemOf(busy, { loss })).toThrow(expect.objectContaining({ code: "SYN006" }));
  });

  test("of messages are refused on a set network, which loses and doubles as it is", () => {
    expect(() => actorSystem({ nodes: { node: [busy] }, network: set(), faults: { loss: 1 } })).toThrow(
      expect.objectContaining({ code: "SYN006" }),
    );
  });
});

describe("a crash", () => {
  const taking = { start: (_: unknown, { self, send }: Context<Note>) => send(self, { type: "note" }) };

  async function localsOf(node: NodeDefinition<Local, Note>): Promise<Local[]> {
    const system = systemOf(node, { restart: 1 });
    const locals = new Map<string, Local>();
    const watch = always<ReturnType<(typeof system)["state"]>>("watch", ({ nodes }) => {
      const { saved, scratch } = nodes.node[0] as Local;
      locals.set(`${saved} ${scratch}`, { saved, scratch });
      return undefined;
    });
    await check({ name: "crash", parameters: {}, system, properties: [watch] });
    return [...locals.values()];
  }

  test("leaves what is durable, and the rest as it was at first", async () => {
    const locals = await localsOf(noteTaker({ ...taking, durable: ["saved"] }));
    expect(locals).toEqual([
      { saved: 0, scratch: 0 },
      { saved: 1, scratch: 1 },
      { saved: 1, scratch: 0 },
    ]);
  });

  test("is followed by the restart handler, which sees what is left", async () => {
    const restart = (self: { scratch: number }) => {
      self.scratch = 100 + 10 * self.scratch;
    };
    const locals = await localsOf(noteTaker({ ...taking, durable: ["saved"], restart }));
    expect(locals).toContainEqual({ saved: 1, scratch: 100 });
    expect(locals).not.toContainEqual({ saved: 1, scratch: 110 });
  });

  test("does not happen to a node that has nothing durable", () => {
    expect(kinds(noteTaker(taking), { restart: 1 })).toEqual(["deliver"]);
  });

  test("that nobody can notice is not a step", () => {
    expect(kinds(noteTaker({ durable: ["saved"] }), { restart: 1 })).toEqual([]);
  });
});

describe("a destroyed node", () => {
  const replace: NodeDefinition<Local, Note>["replace"] = (self, { send, self: own }, { saved }) => {
    self.scratch = 10 + saved;
    send(own, { type: "note" });
  };

  test("leaves nothing on disk, but what it was may be known to the one in its place", async () => {
    const node = noteTaker({ durable: ["saved"], replace, start: (_, { self, send }) => send(self, { type: "note" }) });
    const system = systemOf(node, { destroy: 1 });
    const seen = new Set<string>();
    const watch = always<ReturnType<(typeof system)["state"]>>("watch", ({ nodes, network }) => {
      const { saved, scratch } = nodes.node[0] as Local;
      seen.add(`${saved} ${scratch}, ${network.all().length} on the way`);
      return undefined;
    });
    await check({ name: "destruction", parameters: {}, system, properties: [watch] });
    expect(seen).toContain("0 10, 2 on the way");
    expect(seen).toContain("0 11, 1 on the way");
    expect(seen).toContain("2 12, 0 on the way");
  });

  test("is one that says what takes its place, and as often as the budget says", () => {
    expect(kinds(noteTaker({ durable: ["saved"] }), { destroy: 1 })).toEqual([]);
    expect(kinds(noteTaker({ replace }))).toEqual([]);
    expect(kinds(noteTaker({ replace }), { destroy: 1 })).toEqual(["destroy"]);
  });
});

test("a timer and an action may have one name", async () => {
  const node = noteTaker({
    timers: {
      go: {
        enabled: ({ saved }) => saved === 0,
        run: (self) => {
          self.saved = 1;
        },
      },
    },
    actions: {
      go: {
        enabled: ({ saved }) => saved === 0,
        run: (self) => {
          self.saved = 2;
        },
      },
    },
  });
  expect(await checked(node)).toMatchObject({ distinct: 3, generated: 3 });
});

test("a role may be empty", async () => {
  const system = actorSystem({ nodes: { node: [noteTaker()], spare: [] }, network: bag({ noop: "leave" }) });
  const none = always<ReturnType<(typeof system)["state"]>>("no spares", ({ nodes }) =>
    nodes.spare.length === 0 ? undefined : violation("a spare"),
  );
  const result = await check({ name: "empty", parameters: {}, system, properties: [none] });
  expect(result.properties).toMatchObject([{ status: "held" }]);
});

test("observers see what was recorded, in order, with who recorded it", async () => {
  const node = noteTaker({
    start: (_, { record, index }) => {
      record(`${index} first`);
      record(`${index} second`);
    },
  });
  const seen: Observer<readonly string[], string> = {
    initial: [],
    observe: (before, event, from) => [...before, `${from}: ${event}`],
  };
  const system = actorSystem({ nodes: { node: [node, node] }, network: set(), observers: { seen } });
  expect(atFirst(system).observed.seen).toEqual([
    "node 0: 0 first",
    "node 0: 0 second",
    "node 1: 1 first",
    "node 1: 1 second",
  ]);
});
