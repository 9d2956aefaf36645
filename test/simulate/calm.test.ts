// Calm runs: what is on its way arrives, timers wait until all is quiet, and nothing else goes wrong.
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../models/multi-paxos/index.ts";
import type { ServerState } from "../../models/multi-paxos/replica.ts";
import {
  type ActorState,
  type Address,
  actorSystem,
  bag,
  calmRuns,
  defineNode,
  type Event,
  type Observer,
} from "../../src/index.ts";
import { enabledIn, stateOf } from "../../src/trace/interpret.ts";

type Word = { readonly type: "ping"; readonly left: number };
interface Local {
  heard: number;
  ticks: number;
  rested: boolean;
  rests: number;
}

const FOR_EVER = -1;

/** Servers tell the other one to count; it answers until there is nothing left to say. */
const server = (perTick: number) =>
  defineNode<Local, Word>({
    name: "server",
    initial: () => ({ heard: 0, ticks: 0, rested: false, rests: 0 }),
    on: {
      ping(self, { left }, { from, send, record }) {
        record({ type: "heard" });
        self.heard += 1;
        self.rested = false;
        if (left !== 0) send(from, { type: "ping", left: Math.max(left - 1, FOR_EVER) });
      },
    },
    timers: {
      tick: {
        enabled: ({ ticks }) => ticks < 2,
        run(self, { broadcast }) {
          self.ticks += 1;
          broadcast("server", { type: "ping", left: perTick });
        },
      },
    },
    actions: {
      rest: {
        run(self) {
          if (self.rested) return;
          self.rested = true;
          self.rests += 1;
        },
      },
    },
    durable: ["ticks"],
  });

const systemOf = (perTick = 2, restarts = 1) =>
  actorSystem({
    nodes: { server: [server(perTick), server(perTick)] },
    network: bag({ noop: "leave" }),
    faults: { restart: restarts },
    observers: { heard: { initial: 0, observe: (times: number) => times + 1 } },
  });

type State = ActorState<{ readonly server: readonly ReturnType<typeof server>[] }, Record<"heard", Observer<number>>>;
const counted = ({ nodes }: State) => nodes.server.map(({ heard, ticks }) => ({ heard, ticks }));
const initial = (system: ReturnType<typeof systemOf>) => stateOf(system, system.initial[0] ?? []);

describe("a calm run", () => {
  const quietStates = (timeouts: number, without: Address[] = []) => {
    const seen: unknown[] = [];
    const run = calmRuns(systemOf(), {
      timeouts,
      until: (state) => {
        seen.push(counted(state));
        return undefined;
      },
    });
    expect(run(initial(systemOf()), without)).toBeUndefined();
    return seen;
  };

  test("is asked when all is quiet, and then a timer fires", () => {
    const first = [
      { heard: 1, ticks: 1 },
      { heard: 2, ticks: 0 },
    ];
    expect(quietStates(0)).toEqual([first.map(() => ({ heard: 0, ticks: 0 }))]);
    expect(quietStates(1)[1]).toEqual(first);
  });

  test("has each timer fire as often as the others, and ends when there are none", () => {
    const ticks = quietStates(9).map((state) => (state as { ticks: number }[]).map((each) => each.ticks));
    expect(ticks).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 1],
      [2, 2],
    ]);
  });

  test("goes on without those who have stopped: they hear nothing and do nothing", () => {
    expect(quietStates(9, ["server 0"]).at(-1)).toEqual([
      { heard: 0, ticks: 0 },
      { heard: 0, ticks: 2 },
    ]);
  });

  test("lets nodes do things by themselves only when all has arrived", () => {
    const run = calmRuns(systemOf(), {
      timeouts: 1,
      until: ({ nodes }) => (nodes.server[0]?.ticks ? nodes.server.map(({ rests }) => rests) : undefined),
    });
    expect(run(initial(systemOf()))).toEqual([2, 2]);
  });

  test("is seen by no observer", () => {
    const run = calmRuns(systemOf(), {
      timeouts: 1,
      until: ({ nodes, observed }) => (nodes.server[0]?.ticks ? observed.heard : undefined),
    });
    expect(run(initial(systemOf()))).toBe(0);
  });

  test("ends with the first answer", () => {
    const run = calmRuns(systemOf(), { timeouts: 9, until: (state) => counted(state)[1]?.heard || undefined });
    expect(run(initial(systemOf()))).toBe(2);
  });

  test("hears what those who have stopped had said", () => {
    const system = systemOf();
    const ticked = enabledIn(system, system.initial[0] ?? []).find(({ event }) => event.kind === "timeout");
    const run = calmRuns(systemOf(), { timeouts: 0, until: (state) => counted(state)[1]?.heard });
    expect(run(stateOf(system, ticked?.after ?? []), ["server 0"])).toBe(1);
  });

  test("may be of a system that allows for less, or more", () => {
    const run = calmRuns(systemOf(0, 0), { timeouts: 1, until: (state) => counted(state)[1]?.heard || undefined });
    expect(run(initial(systemOf(2, 1)))).toBe(1);
  });

  test("of nodes that answer each other for ever has no end, which is said", () => {
    const run = calmRuns(systemOf(FOR_EVER), { timeouts: 1, until: () => undefined });
    expect(() => run(initial(systemOf()))).toThrow(
      expect.objectContaining({ code: "SYN006", message: "a calm run does not come to rest within 10000 steps" }),
    );
  });

  test("goes on without nodes that there are", () => {
    const run = calmRuns(systemOf(), { timeouts: 0, until: () => undefined });
    expect(() => run(initial(systemOf()), ["server 2"])).toThrow("server 2, which is to have stopped, does not exist");
  });

  test("begins in a state as properties see it", () => {
    const run = calmRuns(systemOf(), { timeouts: 0, until: () => undefined });
    expect(() => run({ nodes: {} } as never)).toThrow(expect.objectContaining({ code: "SYN006" }));
  });
});

// The same worked out on plain values, with every enabled step looked at anew.
test("a run through integers ends as one through the definition does", () => {
  const { system } = multiPaxos({ epochs: 9, clients: 2, targets: "spread", snapshots: "own", restarts: 1 });
  const timeouts = 6;
  const until = ({ nodes }: ReturnType<typeof system.state>) => {
    const isLed = (nodes.server as readonly ServerState[]).some(
      ({ leadership }) => leadership.phase === "leading" && leadership.epoch > 4,
    );
    return isLed ? JSON.stringify(nodes.server) : undefined;
  };
  const run = calmRuns(system.fresh(), { timeouts, until });
  const answers = [];
  let values = system.initial[0] ?? [];
  for (let step = 0; step < 24; step++) {
    const enabled = enabledIn(system, values);
    values = enabled[(7 * step + 3) % enabled.length]?.after ?? values;
    for (const stopped of [[], ["server 0"], ["server 2"]] satisfies Address[][]) {
      const answer = run(stateOf(system, values), stopped);
      expect(answer).toBe(plainly(stopped));
      answers.push(answer);
    }
  }
  expect(new Set(answers).size).toBeGreaterThan(5);

  function plainly(stopped: readonly Address[]): string | undefined {
    const fired = new Map<string, number>();
    const times = ({ event }: { readonly event: Event }) => fired.get(JSON.stringify(event)) ?? 0;
    let at = values.map((value, component) => (isStopped(component, stopped) ? system.initial[0]?.[component] : value));
    for (let left = timeouts; ; left--) {
      for (let next = quietly(at, stopped); next !== undefined; next = quietly(at, stopped)) at = [...next];
      const answer = until(stateOf(system, at));
      if (answer !== undefined || left === 0) return answer;
      const timer = stepsOf("timeout", at, stopped).sort((a, b) => times(a) - times(b))[0];
      if (timer === undefined) return undefined;
      fired.set(JSON.stringify(timer.event), times(timer) + 1);
      at = [...timer.after];
    }
  }

  function isStopped(component: number, stopped: readonly Address[]): boolean {
    return stopped.some((each) => system.components[component]?.name === each);
  }

  function quietly(at: typeof values, stopped: readonly Address[]) {
    return (stepsOf("deliver", at, stopped)[0] ?? stepsOf("act", at, stopped)[0])?.after;
  }

  function stepsOf(kind: Event["kind"], at: typeof values, stopped: readonly Address[]) {
    return enabledIn(system, at).filter(
      ({ event }) => event.kind === kind && "node" in event && !stopped.includes(event.node),
    );
  }
});
