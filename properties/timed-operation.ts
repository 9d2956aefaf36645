/**
 * Operations with the times of their calls and returns, as a test would record them; of one client any number may be under way at once. A history that says
 * only what was over when what began can be put into this form too, since no more than that is ever asked of the times.
 */
import type { Address } from "synod";
import type { History, Operation } from "./history.ts";

export interface TimedOperation<Call, Result> {
  readonly call: Call;
  /** What came back. Without it the operation may have happened at any moment after its call, or may still happen, or never will. */
  readonly result?: Result;
  /** Any clock will do that all clients share. Operations that end and begin at the same time overlap. */
  readonly invokedAt: number;
  readonly returnedAt?: number;
  /** Whose it was; only for people. */
  readonly client?: string;
}

/** What clients saw, in either form. */
export type RecordedHistory<Call, Result> = History<Call, Result> | readonly TimedOperation<Call, Result>[];

export function timed<Call, Result>(history: RecordedHistory<Call, Result>): readonly TimedOperation<Call, Result>[] {
  return isTimed(history) ? history.map(checked) : new Clock(history).operations();
}

function isTimed<Call, Result>(
  history: RecordedHistory<Call, Result>,
): history is readonly TimedOperation<Call, Result>[] {
  return Array.isArray(history);
}

function checked<Call, Result>(operation: TimedOperation<Call, Result>): TimedOperation<Call, Result> {
  const { invokedAt, returnedAt } = operation;
  if (returnedAt === undefined || returnedAt >= invokedAt) return operation;
  throw new Error(`an operation was called at ${invokedAt} and returned at ${returnedAt}, before that`);
}

/** One client while the events of a history are put into a row: how many of its operations have been called, and how many have returned. */
interface Progress<Call, Result> {
  readonly client: Address;
  readonly operations: readonly Operation<Call, Result>[];
  called: number;
  returned: number;
}

/** Plays a history through again: a call comes when exactly those operations have returned that it is known to come after. */
class Clock<Call, Result> {
  private readonly clients: readonly Progress<Call, Result>[];
  private readonly seen: TimedOperation<Call, Result>[][];
  private now = 0;

  constructor(history: History<Call, Result>) {
    const entries = Object.entries(history) as [Address, readonly Operation<Call, Result>[]][];
    this.clients = entries.map(([client, operations]) => ({ client, operations, called: 0, returned: 0 }));
    this.seen = this.clients.map(() => []);
  }

  operations(): readonly TimedOperation<Call, Result>[] {
    while (this.clients.some((client) => this.hasMore(client))) {
      const before = this.now;
      for (const [index, client] of this.clients.entries()) this.advance(client, index);
      if (this.now === before) throw new Error("nothing can have happened in the order that this history tells of");
    }
    return this.seen.flat().sort((a, b) => a.invokedAt - b.invokedAt);
  }

  private hasMore({ operations, called, returned }: Progress<Call, Result>): boolean {
    return called < operations.length || (returned < called && operations[returned]?.result !== undefined);
  }

  private advance(client: Progress<Call, Result>, index: number): void {
    const { operations, called, returned } = client;
    const seen = this.seen[index] ?? [];
    const next = operations[called];
    const pending = seen[returned];
    if (pending !== undefined) {
      if (pending.result === undefined || !this.isFreeToReturn(client)) return;
      seen[returned] = { ...pending, returnedAt: this.now++ };
      client.returned++;
    } else if (next !== undefined && this.isTimeFor(next, client)) {
      const { call, result } = next;
      seen.push({ client: client.client, call, invokedAt: this.now++, ...(result !== undefined && { result }) });
      client.called++;
    }
  }

  private isTimeFor({ after }: Operation<Call, Result>, caller: Progress<Call, Result>): boolean {
    return this.clients.every((other) => other === caller || other.returned === (after[other.client] ?? 0));
  }

  /** Not while somebody has yet to make a call that does not come after this return. */
  private isFreeToReturn({ client, returned }: Progress<Call, Result>): boolean {
    return this.clients.every((other) => {
      const next = other.operations[other.called];
      return other.client === client || next === undefined || (next.after[client] ?? 0) > returned;
    });
  }
}
