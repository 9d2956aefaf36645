/**
 * Linearizability (Herlihy and Wing 1990): every operation seems to happen at one moment between its call and its return. The check is the search of Wing
 * and Gong (1993) for such an order, with Lowe's memory (2017) of where it has been: the operations that have happened, and the state they led to.
 */
import { type Address, always, violation } from "synod";
import type { History, Operation } from "./history.ts";

/** What an object does when it is used by one client at a time. States and results are compared by their JSON text. */
export interface SequentialObject<State, Call, Result> {
  readonly initial: State;
  apply(state: State, call: Call): { readonly state: State; readonly result: Result };
  /** An operation in a few words, for people. */
  show(call: Call, result: Result | undefined): string;
}

export interface HistoryView<Call, Result> {
  readonly history: History<Call, Result>;
}

/** Time and memory grow with the number of different orders, in the worst case exponentially in the number of clients. */
export function linearizable<State, Call, Result>(object: SequentialObject<State, Call, Result>) {
  return always<HistoryView<Call, Result>>(
    "linearizable",
    ({ history }) => {
      if (new Search(object, history).succeeds()) return undefined;
      const seen = Object.entries(history).map(([client, operations]) => `${client}: ${story(object, operations)}`);
      return violation(`no order of the operations explains what came back: ${seen.join("; ")}`, { history });
    },
    {
      about: "Every operation seems to happen at one moment between its call and its return.",
      source: "Herlihy and Wing 1990",
    },
  );
}

function story<State, Call, Result>(
  { show }: SequentialObject<State, Call, Result>,
  operations: readonly Operation<Call, Result>[],
): string {
  const sentences = operations.map(({ call, result, after }) => {
    const earlier = Object.entries(after).map(([client, count]) => `${count} of ${client}`);
    return earlier.length === 0 ? show(call, result) : `${show(call, result)} (after ${earlier.join(", ")})`;
  });
  return sentences.join(", ");
}

/** Depth-first over prefixes of orders. How many operations of each client have happened says which ones, because each client has its own order. */
class Search<State, Call, Result> {
  private readonly deadEnds = new Set<string>();
  private readonly object: SequentialObject<State, Call, Result>;
  private readonly clients: readonly (readonly [Address, readonly Operation<Call, Result>[]])[];

  constructor(object: SequentialObject<State, Call, Result>, history: History<Call, Result>) {
    this.object = object;
    this.clients = Object.entries(history) as [Address, readonly Operation<Call, Result>[]][];
  }

  succeeds(): boolean {
    return this.extends({}, this.object.initial);
  }

  private extends(happened: Happened, state: State): boolean {
    if (this.explainsAllReturns(happened)) return true;
    const here = JSON.stringify([this.clients.map(([client]) => happened[client] ?? 0), state]);
    if (this.deadEnds.has(here)) return false;
    for (const [client, operations] of this.clients) {
      const next = operations[happened[client] ?? 0];
      if (next === undefined || !mayHappen(next, happened)) continue;
      const { state: after, result } = this.object.apply(state, next.call);
      // A pending operation may have happened, with whatever result, or not yet.
      if (next.result !== undefined && JSON.stringify(next.result) !== JSON.stringify(result)) continue;
      if (this.extends({ ...happened, [client]: (happened[client] ?? 0) + 1 }, after)) return true;
    }
    this.deadEnds.add(here);
    return false;
  }

  private explainsAllReturns(happened: Happened): boolean {
    return this.clients.every(([client, operations]) => {
      const next = operations[happened[client] ?? 0];
      return next === undefined || next.result === undefined;
    });
  }
}

/** How many operations of each client have happened. */
type Happened = Readonly<Record<Address, number>>;

/** Whatever returned before an operation was invoked has to happen before it. */
function mayHappen<Call, Result>({ after }: Operation<Call, Result>, happened: Happened): boolean {
  return Object.entries(after).every(([client, count]) => (happened[client as Address] ?? 0) >= count);
}
