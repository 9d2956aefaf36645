/** What an actor system is made of, nodes, a network, faults with budgets, and observers, and its state as properties see it. */
import type { Address, Message } from "./event.ts";
import type { Faults } from "./faults.ts";
import type { Network } from "./network.ts";
import type { NodeDefinition } from "./node.ts";
import type { Show } from "./shown.ts";

/** Keeps what no node knows: a pure fold over recorded events. */
export interface Observer<Seen, Recorded = never> {
  readonly initial: Seen;
  /** The node whose events it sees; those of all nodes if absent. What it does not see costs nothing. */
  readonly of?: Address;
  /** The new observation; the old one (or nothing) if the event does not concern it. */
  observe(seen: Seen, event: Recorded, node: Address): Seen;
}

// biome-ignore lint/suspicious/noExplicitAny: a system holds nodes of different state and message types
export type AnyNode = NodeDefinition<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyObserver = Observer<any, any>;
export type Roles = Readonly<Record<string, readonly AnyNode[]>>;
export type Observers = Readonly<Record<string, AnyObserver>>;

type LocalOf<N> = N extends NodeDefinition<infer Local, infer _> ? Local : never;
type MessageOfNode<N> = N extends NodeDefinition<infer _, infer M> ? M : never;
type MessageOf<R extends Roles> = MessageOfNode<R[keyof R][number]>;
type SeenBy<O> = O extends Observer<infer Seen, infer _> ? Seen : never;

/** A message on its way. */
export interface InFlight<M extends Message> {
  readonly from: Address;
  readonly to: Address;
  readonly message: M;
}

export interface NetworkView<M extends Message> {
  /** Messages of one type: a property that reads these depends on no others, which keeps it cheap. */
  ofType<T extends M["type"]>(type: T): readonly InFlight<Extract<M, { readonly type: T }>>[];
  /** Everything on its way. A property that reads this is evaluated for nearly every state: prefer `ofType`. */
  all(): readonly InFlight<M>[];
}

/** The state as properties see it. Everything is read on demand. */
export interface ActorState<R extends Roles, O extends Observers> {
  readonly nodes: { readonly [Role in keyof R]: readonly LocalOf<R[Role][number]>[] };
  readonly network: NetworkView<MessageOf<R>>;
  readonly observed: { readonly [Name in keyof O]: SeenBy<O[Name]> };
}

export interface ActorSystem<R extends Roles, O extends Observers> {
  /** The nodes by role; `acceptor: [a, b]` makes `acceptor 0` and `acceptor 1`. */
  readonly nodes: R;
  readonly network: Network;
  readonly faults?: Faults;
  readonly observers?: O;
  /** Bounds written into the reducers, which call `reached(name)` when one cuts something off. */
  readonly bounds?: Readonly<Record<string, number | string>>;
  /** What people see instead of a value, wherever it stands in a node's state or a message; nothing if they see the whole of it. */
  readonly show?: Show;
}
