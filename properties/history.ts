/**
 * What clients saw: their operations, and which of them had ended before which began. That is all that linearizability is about. The exact order in
 * which operations began and ended says more than that, and would make states differ that no property can tell apart.
 */
import type { Address } from "synod";

/** An operation of one client. A client has one at a time, so only its last can still be pending. */
export interface Operation<Call, Result> {
  readonly call: Call;
  /** What came back; absent while it is pending. */
  readonly result?: Result;
  /** How many operations of each other client had returned when this one was invoked; absent for none. */
  readonly after: Readonly<Record<Address, number>>;
}

/** The operations of each client, in its own order. */
export type History<Call, Result> = Readonly<Record<Address, readonly Operation<Call, Result>[]>>;

/** The history after `client` has made a call. */
export function invoked<Call, Result>(
  history: History<Call, Result>,
  client: Address,
  call: Call,
): History<Call, Result> {
  const after = Object.fromEntries(
    Object.entries(history)
      .map(([other, operations]) => [other, operations.filter(({ result }) => result !== undefined).length] as const)
      .filter(([other, count]) => other !== client && count > 0),
  );
  return { ...history, [client]: [...(history[client] ?? []), { call, after }] };
}

/** The history after the pending operation of `client` has returned. */
export function returned<Call, Result>(
  history: History<Call, Result>,
  client: Address,
  result: Result,
): History<Call, Result> {
  const operations = history[client] ?? [];
  const pending = operations.at(-1);
  if (pending === undefined || pending.result !== undefined)
    throw new Error(`${client} has no operation that could return`);
  return { ...history, [client]: [...operations.slice(0, -1), { ...pending, result }] };
}
