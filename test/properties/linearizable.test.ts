// Linearizability by cases: each history is a few operations of two or three clients, given as the calls and returns in the order in which they happened.
import { describe, expect, test } from "vitest";
import {
  appendLog,
  explain,
  findOrder,
  type History,
  invoked,
  keyValueStore,
  linearizable,
  type RegisterCall,
  type RegisterResult,
  register,
  returned,
  type SequentialObject,
  type TimedOperation,
} from "../../properties/index.ts";

type Happening =
  | readonly [client: number, call: RegisterCall]
  | readonly [client: number, returns: "returns", result: RegisterResult];

const write = (value: string): RegisterCall => ({ kind: "write", value });
const read: RegisterCall = { kind: "read" };
const written: RegisterResult = { kind: "written" };
const got = (value: string): RegisterResult => ({ kind: "read", value });

function findingIn(...happenings: readonly Happening[]): string | undefined {
  const start: History<RegisterCall, RegisterResult> = {};
  const history = happenings.reduce((seen, happening) => {
    const [client, what, result] = happening;
    return what === "returns" && result !== undefined
      ? returned(seen, `client ${client}`, result)
      : invoked(seen, `client ${client}`, what as RegisterCall);
  }, start);
  return linearizable(register("")).check({ history })?.message;
}

test("nothing at all is linearizable", () => {
  expect(findingIn()).toBeUndefined();
});

test("a read after a write returns what was written", () => {
  expect(findingIn([0, write("A")], [0, "returns", written], [1, read], [1, "returns", got("A")])).toBeUndefined();
});

test("a read after a write may not return what was there before", () => {
  expect(findingIn([0, write("A")], [0, "returns", written], [1, read], [1, "returns", got("")])).toBe(
    'no order of the operations explains read → "" by client 1; there is one for read → "A": write A by client 0, read → "A" by client 1',
  );
});

test("a read during a write may return the old value or the new one", () => {
  expect(findingIn([0, write("A")], [1, read], [1, "returns", got("")])).toBeUndefined();
  expect(findingIn([0, write("A")], [1, read], [1, "returns", got("A")])).toBeUndefined();
});

test("a value that nobody has written cannot be read", () => {
  expect(findingIn([0, write("A")], [1, read], [1, "returns", got("B")])).toMatch('read → "B"');
});

test("once one client has read a pending write, no later read may miss it", () => {
  const pending: Happening[] = [
    [0, write("A")],
    [1, read],
    [1, "returns", got("A")],
    [2, read],
  ];
  expect(findingIn(...pending, [2, "returns", got("A")])).toBeUndefined();
  expect(findingIn(...pending, [2, "returns", got("")])).toMatch('explains read → "" by client 2');
});

test("a client's own operations happen in its own order", () => {
  const wrote: Happening[] = [
    [0, write("A")],
    [0, "returns", written],
    [0, write("B")],
    [0, "returns", written],
    [0, read],
  ];
  expect(findingIn(...wrote, [0, "returns", got("B")])).toBeUndefined();
  expect(findingIn(...wrote, [0, "returns", got("A")])).toMatch(
    'there is one for read → "B": write A by client 0, write B by client 0, read → "B" by client 0',
  );
});

test("two clients may not see two writes in different orders", () => {
  const bothWritten: Happening[] = [
    [0, write("A")],
    [1, write("B")],
    [0, "returns", written],
    [1, "returns", written],
    [2, read],
    [2, "returns", got("A")],
    [3, read],
  ];
  expect(findingIn(...bothWritten, [3, "returns", got("A")])).toBeUndefined();
  expect(findingIn(...bothWritten, [3, "returns", got("B")])).toMatch("no order");
});

test("an operation that was never invoked cannot return", () => {
  expect(() => findingIn([0, "returns", written])).toThrow("client 0 has no operation that could return");
});

test("a history in which something returned before it was called cannot have happened", () => {
  const a = { call: write("A"), result: written, after: { "client 1": 1 } };
  const b = { call: write("B"), result: written, after: { "client 0": 1 } };
  expect(() => findOrder({ "client 0": [a], "client 1": [b] }, register(""))).toThrow("nothing can have happened");
});

describe("recorded with times", () => {
  type Timed = TimedOperation<RegisterCall, RegisterResult>;
  const at = (invokedAt: number, returnedAt: number, call: RegisterCall, result?: RegisterResult): Timed => ({
    ...{ call, invokedAt, returnedAt },
    ...(result !== undefined && { result }),
  });
  const found = (...history: Timed[]) => findOrder(history, register(""));

  test("an order has every operation with a result", () => {
    const [a, b, read0] = [at(0, 9, write("A"), written), at(0, 9, write("B"), written), at(0, 9, read, got("A"))];
    expect(found(read0, b, a)).toEqual([b, a, read0]);
  });

  test("one client may have several operations under way, which overlap like those of several", () => {
    const client = { client: "client 0" };
    const first = { ...at(0, 9, write("A"), written), ...client };
    expect(found(first, { ...at(1, 8, read, got("")), ...client })).toBeDefined();
    expect(found(first, { ...at(1, 8, read, got("A")), ...client })).toBeDefined();
  });

  test("what ends and begins at the same time overlaps", () => {
    expect(found(at(0, 5, write("A"), written), at(5, 6, read, got("")))).toBeDefined();
    expect(found(at(0, 5, write("A"), written), at(6, 7, read, got("")))).toBeUndefined();
  });

  test("a write whose outcome is unknown may happen long after it was given up, or never", () => {
    const lost = at(0, 2, write("A"));
    expect(found(lost, at(3, 4, read, got("")))).toBeDefined();
    expect(found(lost, at(3, 4, read, got("")), at(5, 6, read, got("A")))).toBeDefined();
    expect(found(lost, at(3, 4, read, got("A")), at(5, 6, read, got("")))).toBeUndefined();
  });

  test("nothing returns before it is called", () => {
    expect(() => found(at(3, 2, read, got("")))).toThrow("called at 3 and returned at 2");
  });

  test("the first return that nothing explains is named, and what would have been right", () => {
    const history = [
      at(0, 1, write("A"), written),
      at(2, 5, write("B"), written),
      at(3, 4, read, got("B")),
      at(6, 7, read, got("A")),
      at(8, 9, read, got("")),
    ];
    const { operation, expected, order, message } = explain(history, register("")) ?? {};
    expect(operation).toBe(history[3]);
    expect(expected).toEqual(got("B"));
    expect(order?.map((placed) => placed.operation)).toEqual(history.slice(0, 4));
    expect(message).toBe(
      'no order of the operations explains read → "A"; there is one for read → "B": write A, write B, read → "B", read → "B"',
    );
    expect(explain(history.slice(0, 3), register(""))).toBeUndefined();
  });

  test("of a long order the end is told", () => {
    const writes = Array.from({ length: 20 }, (_, time) => at(2 * time, 2 * time + 1, write(`${time}`), written));
    expect(explain([...writes, at(50, 51, read, got(""))], register(""))?.message).toMatch(
      /: …, write 13, .*, write 19, read → "19"$/,
    );
  });
});

describe("objects", () => {
  /** What they return when they are used by one client at a time. */
  function used<State, Call, Result>(object: SequentialObject<State, Call, Result>, ...calls: Call[]): string[] {
    let state = object.initial;
    return calls.map((call) => {
      const { state: after, result } = object.apply(state, call);
      state = after;
      return object.show(call, result);
    });
  }

  test("a register returns what was written last", () => {
    expect(used(register("0"), read, write("1"), read)).toEqual(['read → "0"', "write 1", 'read → "1"']);
  });

  test("a store returns what was put under the same key last, and nothing after it was deleted", () => {
    const [x, y] = [{ key: "x" }, { key: "y" }];
    expect(
      used(
        keyValueStore,
        { kind: "get", ...x },
        { kind: "put", ...x, value: "1" },
        { kind: "put", ...y, value: "2" },
        { kind: "get", ...x },
        { kind: "delete", ...x },
        { kind: "get", ...x },
        { kind: "get", ...y },
      ),
    ).toEqual(["get x → nothing", "put x 1", "put y 2", "get x → 1", "delete x", "get x → nothing", "get y → 2"]);
  });

  test("a store knows no keys but its own", () => {
    expect(
      used(keyValueStore, { kind: "get", key: "constructor" }, { kind: "put", key: "__proto__", value: "1" }),
    ).toEqual(["get constructor → nothing", "put __proto__ 1"]);
  });

  test("a log returns all that was appended so far", () => {
    expect(used(appendLog, { kind: "append", item: "a" }, { kind: "append", item: "b" }, { kind: "read" })).toEqual([
      "append a → [a]",
      "append b → [a b]",
      "read → [a b]",
    ]);
  });

  test("what has not returned is shown as such", () => {
    expect(register("").show(read, undefined)).toBe("read …");
    expect(keyValueStore.show({ kind: "get", key: "x" }, undefined)).toBe("get x …");
    expect(appendLog.show({ kind: "append", item: "a" }, undefined)).toBe("append a …");
  });

  test("the keys of a store are judged one by one, and their orders put together into one", () => {
    const put = (key: string, value: string, invokedAt: number, returnedAt: number) => ({
      ...{ call: { kind: "put", key, value } as const, result: { kind: "done" } as const, invokedAt, returnedAt },
    });
    const history = [put("x", "1", 0, 1), put("y", "1", 2, 3), put("x", "2", 4, 5), put("y", "2", 6, 7)];
    expect(findOrder(history.toReversed(), keyValueStore)).toEqual(history);
  });
});
