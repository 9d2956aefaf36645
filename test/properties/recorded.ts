// Histories made up for tests: operations that happened at some moment between call and return, with a lie among the results if one is wanted; and the plainest
// way to say whether a history can be explained, which is to try every order of every choice of operations.
import fc from "fast-check";
import type { SequentialObject, TimedOperation } from "../../properties/index.ts";
import { sameValue } from "../../src/index.ts";

/** When an operation was called, when it happened and when it returned; and whether anybody knows what it returned. */
export interface Moments<Call> {
  readonly call: Call;
  readonly invokedAt: number;
  readonly happenedAt: number;
  readonly returnedAt: number;
  readonly isKnown: boolean;
}

export function moments<Call>(call: fc.Arbitrary<Call>): fc.Arbitrary<Moments<Call>> {
  return fc
    .record({
      call,
      times: fc.tuple(fc.nat(12), fc.nat(3), fc.nat(3)),
      isKnown: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    })
    .map(({ call: what, times, isKnown }) => {
      const [invokedAt, first, second] = times;
      const happenedAt = invokedAt + first;
      return { call: what, invokedAt, happenedAt, returnedAt: happenedAt + second, isKnown };
    });
}

/** What clients would have recorded. */
export function recorded<State, Call, Result>(
  object: SequentialObject<State, Call, Result>,
  operations: readonly Moments<Call>[],
): TimedOperation<Call, Result>[] {
  let state = object.initial;
  return operations
    .toSorted((a, b) => a.happenedAt - b.happenedAt)
    .map(({ call, invokedAt, returnedAt, isKnown }) => {
      const { state: after, result } = object.apply(state, call);
      state = after;
      return { call, invokedAt, ...(isKnown && { result, returnedAt }) };
    });
}

/** The same history, in which one of the operations returned what another one did. */
export function withLie<Call, Result>(
  history: readonly TimedOperation<Call, Result>[],
  liar: number,
  other: number,
): TimedOperation<Call, Result>[] {
  const lie = history[other % Math.max(1, history.length)]?.result;
  return history.map((operation, at) =>
    at === liar % history.length && operation.result !== undefined && lie !== undefined
      ? { ...operation, result: lie }
      : operation,
  );
}

/** Whether some order explains the history, or those of its operations that are needed, by trying all. */
export function isExplained<State, Call, Result>(
  object: SequentialObject<State, Call, Result>,
  history: readonly TimedOperation<Call, Result>[],
  isNeeded = ({ result }: TimedOperation<Call, Result>) => result !== undefined,
  state: State = object.initial,
): boolean {
  const needed = history.filter(isNeeded);
  if (needed.length === 0) return true;
  return history.some((operation, at) => {
    if (needed.some((each) => each !== operation && endOf(each) < operation.invokedAt)) return false;
    const { state: after, result } = object.apply(state, operation.call);
    const isRight = operation.result === undefined || sameValue(operation.result, result);
    return isRight && isExplained(object, history.toSpliced(at, 1), isNeeded, after);
  });
}

export function endOf<Call, Result>({ returnedAt }: TimedOperation<Call, Result>): number {
  return returnedAt ?? Number.POSITIVE_INFINITY;
}
