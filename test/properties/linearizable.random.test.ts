// Linearizability against brute force, on random small histories; and on long ones, where brute force has no chance.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  appendLog,
  explain,
  findOrder,
  type History,
  invoked,
  keyValueStore,
  type LogCall,
  type RegisterCall,
  type RegisterResult,
  register,
  returned,
  type SequentialObject,
  type StoreCall,
  type TimedOperation,
} from "../../properties/index.ts";
import { endOf, isExplained, moments, recorded, withLie } from "./recorded.ts";

const letter = fc.constantFrom("a", "b");

const registerCall = fc.oneof(
  letter.map((value): RegisterCall => ({ kind: "write", value })),
  fc.constant<RegisterCall>({ kind: "read" }),
);
const storeCall = fc.oneof(
  fc.tuple(fc.constantFrom("x", "y"), letter).map(([key, value]): StoreCall => ({ kind: "put", key, value })),
  fc
    .constantFrom<StoreCall["kind"]>("get", "get", "delete")
    .chain((kind) => fc.constantFrom("x", "y").map((key) => ({ kind, key }) as StoreCall)),
);
const logCall = fc.oneof(
  letter.map((item): LogCall => ({ kind: "append", item })),
  fc.constant<LogCall>({ kind: "read" }),
);

function agreesWithBruteForce<State, Call, Result>(
  object: SequentialObject<State, Call, Result>,
  call: fc.Arbitrary<Call>,
) {
  const verdicts = { explained: 0, unexplained: 0 };
  const operations = fc.array(moments(call), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(operations, fc.nat(5), fc.nat(5), fc.boolean(), (happened, liar, other, isHonest) => {
      const truth = recorded(object, happened);
      const history = isHonest ? truth : withLie(truth, liar, other);
      const order = findOrder(history, object);
      const expected = isExplained(object, history);
      expect(order !== undefined).toBe(expected);
      if (order === undefined) expectRightExplanation(object, history);
      else expectRightOrder(object, history, order);
      verdicts[expected ? "explained" : "unexplained"]++;
    }),
    { numRuns: 1000, seed: 1 },
  );
  return verdicts;
}

/** It has every operation with a result, at most once, none after one that it had to precede, and each returned what it did. */
function expectRightOrder<State, Call, Result>(
  object: SequentialObject<State, Call, Result>,
  history: readonly TimedOperation<Call, Result>[],
  order: readonly TimedOperation<Call, Result>[],
) {
  expect(new Set(order).size).toBe(order.length);
  for (const operation of history) if (operation.result !== undefined) expect(order).toContain(operation);
  for (const [at, { invokedAt }] of order.entries())
    for (const later of order.slice(at + 1)) expect(later.returnedAt ?? invokedAt).toBeGreaterThanOrEqual(invokedAt);
  let state = object.initial;
  for (const { call, result: seen } of order) {
    const { state: after, result } = object.apply(state, call);
    state = after;
    if (seen !== undefined) expect(result).toEqual(seen);
  }
}

/** Up to the operation it names the history cannot be explained, and with what was expected instead it can. */
function expectRightExplanation<State, Call, Result>(
  object: SequentialObject<State, Call, Result>,
  history: readonly TimedOperation<Call, Result>[],
) {
  const found = explain(history, object);
  expect(found).toBeDefined();
  if (found === undefined) return;
  const { operation, expected } = found;
  const called = history.filter(({ invokedAt }) => invokedAt <= endOf(operation));
  const before = called.filter((each) => each.result !== undefined && endOf(each) < endOf(operation));
  expect(isExplained(object, called, (each) => before.includes(each))).toBe(true);
  // Others that returned at the same moment may have their part in it.
  expect(isExplained(object, called, (each) => each.result !== undefined && endOf(each) <= endOf(operation))).toBe(
    false,
  );
  const mended = { ...operation, result: expected };
  const mendedHistory = called.map((each) => (each === operation ? mended : each));
  expect(isExplained(object, mendedHistory, (each) => each === mended || before.includes(each))).toBe(true);
}

describe("the search says what brute force says", () => {
  test("of registers", () => {
    const { explained, unexplained } = agreesWithBruteForce<string, RegisterCall, RegisterResult>(
      register(""),
      registerCall,
    );
    expect(Math.min(explained, unexplained)).toBeGreaterThan(50);
  });

  test("of key-value stores, although it looks at each key by itself", () => {
    const { explained, unexplained } = agreesWithBruteForce(keyValueStore, storeCall);
    expect(Math.min(explained, unexplained)).toBeGreaterThan(50);
  });

  test("of logs", () => {
    const { explained, unexplained } = agreesWithBruteForce(appendLog, logCall);
    expect(Math.min(explained, unexplained)).toBeGreaterThan(50);
  });
});

test("both forms of a history have the same verdict", () => {
  const happening = fc.record({ client: fc.nat(2), call: registerCall, result: fc.constantFrom("", "a", "b") });
  let explained = 0;
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), (happenings) => {
      let history: History<RegisterCall, RegisterResult> = {};
      const operations: (TimedOperation<RegisterCall, RegisterResult> & { readonly client: string })[] = [];
      for (const [time, { client: number, call, result: value }] of happenings.entries()) {
        const client = `client ${number}` as const;
        const at = operations.findLastIndex((each) => each.client === client && each.returnedAt === undefined);
        const pending = operations[at];
        if (pending === undefined) {
          history = invoked(history, client, call);
          operations.push({ client, call, invokedAt: time });
        } else {
          const result: RegisterResult = pending.call.kind === "read" ? { kind: "read", value } : { kind: "written" };
          history = returned(history, client, result);
          operations[at] = { ...pending, result, returnedAt: time };
        }
      }
      const order = findOrder(history, register(""));
      expect(order === undefined).toBe(findOrder(operations, register("")) === undefined);
      if (order !== undefined) explained++;
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(explained).toBeGreaterThan(50);
  expect(explained).toBeLessThan(500);
});

describe("long histories", () => {
  /** Operations of eight clients, each with up to three under way. */
  function long<State, Call, Result>(
    object: SequentialObject<State, Call, Result>,
    call: fc.Arbitrary<Call>,
    length: number,
  ): TimedOperation<Call, Result>[] {
    const calls = fc.sample(call, { numRuns: length, seed: 7 });
    const durations = fc.sample(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 })), {
      numRuns: length,
      seed: 8,
    });
    return recorded(
      object,
      calls.map((what, at) => {
        const [first = 1, second = 1] = durations[at] ?? [];
        return { call: what, invokedAt: at, happenedAt: at + first, returnedAt: at + first + second, isKnown: true };
      }),
    );
  }

  const seconds = (run: () => unknown): number => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  };

  test("500 operations on a store, 24 of them at a time, are explained within a second", () => {
    const history = long(keyValueStore, storeCall, 500);
    expect(seconds(() => expect(findOrder(history, keyValueStore)).toHaveLength(500))).toBeLessThan(1);
  });

  test("500 operations on a log are, too", () => {
    const history = long(appendLog, logCall, 500);
    expect(seconds(() => expect(findOrder(history, appendLog)).toHaveLength(500))).toBeLessThan(1);
  });

  test("one wrong result among 500 is found within a second", () => {
    const history = long(appendLog, logCall, 500);
    const wrong = history.map((each, at) => (at === 400 ? { ...each, result: history[399]?.result ?? [] } : each));
    expect(seconds(() => expect(explain(wrong, appendLog)?.operation).toBe(wrong[400]))).toBeLessThan(1);
  });

  test("5,000 operations do not overflow the stack", () => {
    expect(findOrder(long(register(""), registerCall, 5000), register(""))).toHaveLength(5000);
  });
});
