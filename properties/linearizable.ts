/**
 * Linearizability (Herlihy and Wing 1990): every operation seems to happen at one moment between its call and its return. As a property of a model, and as
 * functions for histories that were recorded elsewhere.
 */
import { always, canonicalText, sameValue, violation } from "synod";
import { type Explicandum, OrderSearch, type Placed } from "./find-order.ts";
import type { SequentialObject } from "./sequential-object.ts";
import { type RecordedHistory, type TimedOperation, timed } from "./timed-operation.ts";

export interface HistoryView<Call, Result> {
  readonly history: RecordedHistory<Call, Result>;
}

/** Time and memory grow with the number of different orders, in the worst case exponentially in how many operations overlap. */
export function linearizable<State, Call, Result>(object: SequentialObject<State, Call, Result>) {
  return always<HistoryView<Call, Result>>(
    "linearizable",
    ({ history }) => {
      const found = explain(history, object);
      return found && violation(found.message, { ...found, history });
    },
    {
      about: "Every operation seems to happen at one moment between its call and its return.",
      source: "Herlihy and Wing 1990",
    },
  );
}

/**
 * An order of the operations that explains everything that came back, or nothing if there is none. Operations without a result are in it only where they have
 * to be.
 */
export function findOrder<State, Call, Result>(
  history: RecordedHistory<Call, Result>,
  object: SequentialObject<State, Call, Result>,
): TimedOperation<Call, Result>[] | undefined {
  const moments: { readonly operation: TimedOperation<Call, Result>; readonly moment: number }[] = [];
  for (const part of partsOf(timed(history), object)) {
    const order = orderOf(part, object);
    if (order === undefined) return undefined;
    // Each may have happened as soon as it was called and those before it had happened, which puts the parts together.
    let moment = Number.NEGATIVE_INFINITY;
    for (const { operation } of order) {
      moment = Math.max(moment, operation.invokedAt);
      moments.push({ operation, moment });
    }
  }
  return moments.sort((a, b) => a.moment - b.moment).map(({ operation }) => operation);
}

/** Why there is no order. */
export interface Unexplained<Call, Result> {
  readonly message: string;
  /** The first return that no order explains, given what the others returned, also later; up to the moment before it there is one. */
  readonly operation: TimedOperation<Call, Result>;
  /** Something that it might have returned instead. */
  readonly expected: Result;
  /** Operations that had been called by then, in an order that would explain that. */
  readonly order: readonly Placed<Call, Result>[];
}

/** Nothing for a history that some order explains; otherwise the first operation that none does. */
export function explain<State, Call, Result>(
  history: RecordedHistory<Call, Result>,
  object: SequentialObject<State, Call, Result>,
): Unexplained<Call, Result> | undefined {
  for (const part of partsOf(timed(history), object)) {
    const search = new OrderSearch(object, part.map(known));
    if (search.run() === undefined && search.culprit !== undefined) return accountOf(part, search.culprit, object);
  }
  return undefined;
}

/** What came back is explained up to one moment. Had this operation returned something else then, it would be explained a bit further. */
function accountOf<State, Call, Result>(
  operations: readonly TimedOperation<Call, Result>[],
  culprit: TimedOperation<Call, Result>,
  object: SequentialObject<State, Call, Result>,
): Unexplained<Call, Result> {
  const called = operations.filter(({ invokedAt }) => invokedAt <= endOf(culprit));
  const open = called.map((operation): Explicandum<Call, Result> => {
    if (operation === culprit) return { operation, mustHappen: true, accepts: () => true, alike: "" };
    return { ...known(operation), mustHappen: operation.result !== undefined && endOf(operation) < endOf(culprit) };
  });
  const order = new OrderSearch(object, open).run() ?? [];
  const at = order.findIndex(({ operation }) => operation === culprit);
  const expected = (order[at] as Placed<Call, Result>).result;
  const said = sentence(object, { operation: culprit, result: culprit.result as Result });
  const shown = order.slice(0, at + 1).map((placed) => sentence(object, placed));
  const which = (shown.length > SHOWN ? ["…", ...shown.slice(-SHOWN)] : shown).join(", ");
  const message = `no order of the operations explains ${said}; there is one for ${object.show(culprit.call, expected)}: ${which}`;
  return { message, operation: culprit, expected, order };
}

/** So many operations of an order are told, the last ones; all of them are in the evidence. */
const SHOWN = 8;

function sentence<State, Call, Result>(
  { show }: SequentialObject<State, Call, Result>,
  { operation: { client, call }, result }: Placed<Call, Result>,
): string {
  return client === undefined ? show(call, result) : `${show(call, result)} by ${client}`;
}

function orderOf<State, Call, Result>(
  operations: readonly TimedOperation<Call, Result>[],
  object: SequentialObject<State, Call, Result>,
): Placed<Call, Result>[] | undefined {
  return new OrderSearch(object, operations.map(known)).run();
}

function known<Call, Result>(operation: TimedOperation<Call, Result>): Explicandum<Call, Result> {
  const { call, result } = operation;
  if (result === undefined) return { operation, mustHappen: false, accepts: () => true, alike: canonicalText([call]) };
  const alike = canonicalText([call, result]);
  return { operation, mustHappen: true, accepts: (given) => sameValue(given, result), alike };
}

function endOf<Call, Result>({ returnedAt = Number.POSITIVE_INFINITY }: TimedOperation<Call, Result>): number {
  return returnedAt;
}

function partsOf<State, Call, Result>(
  operations: readonly TimedOperation<Call, Result>[],
  object: SequentialObject<State, Call, Result>,
): readonly (readonly TimedOperation<Call, Result>[])[] {
  if (object.partOf === undefined) return [operations];
  const parts = new Map<string, TimedOperation<Call, Result>[]>();
  for (const operation of operations) {
    const name = object.partOf(operation.call);
    const part = parts.get(name) ?? [];
    parts.set(name, part);
    part.push(operation);
  }
  return [...parts.values()];
}
