/**
 * Actor systems: nodes, a network, faults with budgets, and observers. Compiled to components so that nearly every step reads just one of them:
 *
 *   one component a node     its local state with its inbox; a delivery reads this and nothing else
 *   one component an observer  what no node knows, for properties to look at
 *   one component a fault     how often it may still happen
 *
 * Sends are blind updates of the receivers' components, records are blind updates of the observers.
 */
import { SynodError } from "../errors.ts";
import type { Address, Event, Message } from "./event.ts";
import { type Budget, budgetComponents, type Faults } from "./faults.ts";
import { type Envelope, type Inbox, inserted, type Network, without } from "./network.ts";
import type { Context, Delivery, NodeDefinition, Spontaneous } from "./node.ts";
import { type Identity, type Reaction, react, type Sent, type Stimulus } from "./reaction.ts";
import type { Effect, Group, Projection, Read, System, Update } from "./system.ts";
import { canonicalText, type Value } from "./value.ts";

/** Keeps what no node knows: a pure fold over recorded events. */
export interface Observer<Seen, Recorded = never> {
  readonly initial: Seen;
  /** The new observation; the old one (or nothing) if the event does not concern it. */
  observe(seen: Seen, event: Recorded, node: Address): Seen;
}

type AnyNode = NodeDefinition<any, any>; // biome-ignore lint/suspicious/noExplicitAny: a system holds nodes of different state and message types
type AnyObserver = Observer<any, any>; // biome-ignore lint/suspicious/noExplicitAny: as above
export type Roles = Readonly<Record<string, readonly AnyNode[]>>;
export type Observers = Readonly<Record<string, AnyObserver>>;

type LocalOf<N> = N extends NodeDefinition<infer Local, infer _> ? Local : never;
type MessageOf<R extends Roles> = R[keyof R][number] extends NodeDefinition<infer _, infer M> ? M : Message;
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
}

interface NodeValue {
  readonly local: Value;
  readonly inbox: Inbox;
}

interface Node {
  readonly component: number;
  readonly role: string;
  readonly definition: AnyNode;
  readonly identity: Identity;
}

export function actorSystem<const R extends Roles, O extends Observers = Record<never, never>>(definition: ActorSystem<R, O>): System<ActorState<R, O>> {
  return new Compiler<R, O>(definition).system();
}

class Compiler<R extends Roles, O extends Observers> {
  private readonly nodes: readonly Node[];
  private readonly byAddress: ReadonlyMap<Address, Node>;
  private readonly network: Network;
  private readonly observers: readonly (readonly [name: string, observer: AnyObserver])[];
  private readonly budgets: readonly Budget[];
  private readonly reachedBounds = new Set<string>();
  private readonly reactions = new WeakMap<object, Map<string, Reaction>>();
  private readonly definition: ActorSystem<R, O>;

  constructor(definition: ActorSystem<R, O>) {
    this.definition = definition;
    this.nodes = nodesOf(definition.nodes);
    this.byAddress = new Map(this.nodes.map((node) => [node.identity.address, node]));
    this.network = definition.network;
    this.observers = Object.entries(definition.observers ?? {});
    this.budgets = budgetComponents(definition.faults ?? {}, this.nodes.length + this.observers.length);
  }

  system(): System<ActorState<R, O>> {
    return {
      components: [
        ...this.nodes.map(({ identity }) => ({ name: identity.address, show: localOf })),
        ...this.observers.map(([name]) => ({ name, show: () => undefined })),
        ...this.budgets.map(({ fault }) => ({ name: `${fault} budget`, show: () => undefined })),
      ],
      initial: [this.initialState()],
      groups: this.nodes.flatMap((node) => [this.freeSteps(node), ...this.faultySteps(node)]),
      actions: this.actionNames(),
      bounds: [
        ...this.budgets.map(({ fault, component, limit }) => ({
          name: `${fault} budget`,
          limit,
          reached: (valuesOf: (component: number) => readonly Value[]) => valuesOf(component).includes(0),
        })),
        ...Object.entries(this.definition.bounds ?? {}).map(([name, limit]) => ({ name, limit, reached: () => this.reachedBounds.has(name) })),
      ],
      fresh: () => actorSystem(this.definition),
      state: (read) => this.stateView(read),
    };
  }

  /** Every node starts in its own initial state; `start` handlers run in order and their messages are on the way at once. */
  private initialState(): Value[] {
    const values: Value[] = [
      ...this.nodes.map(({ definition, identity }): NodeValue => ({ local: definition.initial(identity.index), inbox: [] })),
      ...this.observers.map(([, { initial }]) => initial),
      ...this.budgets.map(({ limit }) => limit),
    ];
    for (const node of this.nodes) {
      const start = node.definition.start;
      if (start === undefined) continue;
      const value = values[node.component] as NodeValue;
      const reaction = this.run(node, value.local, { what: `${node.identity.address}: start`, run: (draft, context) => start(draft, context) });
      values[node.component] = this.ownValue(node, reaction, value.inbox);
      for (const [component, { apply }] of this.updatesFrom(node, reaction)) values[component] = apply(values[component]);
    }
    return values;
  }

  private actionNames(): string[] {
    const names = this.nodes.flatMap(({ role, definition }) => [
      ...Object.keys(definition.on).map((type) => `${role}: ${type}`),
      ...Object.keys(definition.timers ?? {}).map((timer) => `${role}: ${timer}`),
      ...Object.keys(definition.actions ?? {}).map((action) => `${role}: ${action}`),
    ]);
    const crashing = this.budgets.find(({ fault }) => fault === "restart");
    const restarts = this.nodes.filter((node) => crashing?.allows(node.identity.address) && node.definition.durable !== undefined);
    const faults = this.budgets.filter(({ fault }) => fault === "loss" || fault === "duplication").map(({ fault }) => fault);
    return [...new Set([...names, ...restarts.map(({ role }) => `${role}: restart`), ...faults])];
  }

  /** Deliveries, actions, and timers without a budget: they depend on this node alone. */
  private freeSteps(node: Node): Group {
    const timersAreFree = !this.budgets.some(({ fault }) => fault === "timeout");
    return {
      name: node.identity.address,
      reads: [node.component],
      expand: ([value]) => {
        const own = value as NodeValue;
        return [...this.deliveries(node, own), ...this.actions(node, own), ...(timersAreFree ? this.timeouts(node, own) : [])];
      },
    };
  }

  /** Steps that use up a budget, which they have to read. */
  private faultySteps(node: Node): Group[] {
    return this.budgets
      .filter((budget) => budget.allows(node.identity.address) && this.suffers(node, budget))
      .map((budget) => ({
        name: `${node.identity.address}, ${budget.fault}`,
        reads: [node.component, budget.component],
        expand: ([value, left]) => {
          if (left === 0) return [];
          const spend: readonly [number, Value] = [budget.component, (left as number) - 1];
          return this.faults(node, value as NodeValue, budget).map((effect) => ({ ...effect, writes: [...effect.writes, spend] }));
        },
      }));
  }

  private suffers({ definition }: Node, { fault }: Budget): boolean {
    switch (fault) {
      case "restart":
        return definition.durable !== undefined;
      case "timeout":
        return Object.keys(definition.timers ?? {}).length > 0;
      default:
        return true;
    }
  }

  private faults(node: Node, own: NodeValue, { fault }: Budget): Effect[] {
    switch (fault) {
      case "timeout":
        return this.timeouts(node, own);
      case "restart":
        return this.restarts(node, own);
      case "loss":
        return this.onTheWay(node, own, "lose", "loss", without);
      case "duplication":
        return this.onTheWay(node, own, "duplicate", "duplication", inserted);
    }
  }

  private deliveries(node: Node, own: NodeValue): Effect[] {
    return this.network.deliverable(own.inbox).flatMap((envelope) => {
      const { from, message } = envelope;
      const { address } = node.identity;
      const reaction = this.remembered(node, own.local, `deliver ${from} ${canonicalText(message)}`, {
        what: `${address}: ${message.type} from ${from}`,
        from,
        run: (draft, context) => node.definition.on[message.type]?.(draft, message, context),
      });
      if (reaction.isNoop && this.network.noop === "leave") return [];
      const event: Event = { kind: "deliver", node: address, from, message };
      return [this.effect(node, event, `${node.role}: ${message.type}`, reaction, this.network.after(own.inbox, envelope))];
    });
  }

  private actions(node: Node, own: NodeValue): Effect[] {
    return this.spontaneous(node, own, node.definition.actions, (action) => ({ kind: "act", node: node.identity.address, action }));
  }

  private timeouts(node: Node, own: NodeValue): Effect[] {
    return this.spontaneous(node, own, node.definition.timers, (timer) => ({ kind: "timeout", node: node.identity.address, timer }));
  }

  private spontaneous(node: Node, own: NodeValue, steps: Readonly<Record<string, Spontaneous<object, Message>>> = {}, eventOf: (name: string) => Event): Effect[] {
    return Object.entries(steps).flatMap(([name, { enabled, run }]) => {
      if (enabled !== undefined && !enabled(own.local as object, node.identity.index)) return [];
      const reaction = this.remembered(node, own.local, name, { what: `${node.identity.address}: ${name}`, run });
      return reaction.isNoop ? [] : [this.effect(node, eventOf(name), `${node.role}: ${name}`, reaction, own.inbox)];
    });
  }

  /** A crash and the restart after it are one event: a node that stays down cannot be told from one whose messages are late. */
  private restarts(node: Node, own: NodeValue): Effect[] {
    const { definition, identity, role } = node;
    const before = own.local as Record<string, Value>;
    const survivor: Record<string, Value> = { ...(definition.initial(identity.index) as object) };
    for (const field of definition.durable ?? []) survivor[field] = before[field];
    const stimulus: Stimulus = { what: `${identity.address}: restart`, run: (draft, context) => definition.restart?.(draft, context) };
    const reaction = this.run(node, survivor, stimulus);
    if (reaction.isNoop && canonicalText(survivor) === canonicalText(before)) return [];
    return [this.effect(node, { kind: "restart", node: identity.address }, `${role}: restart`, reaction, own.inbox)];
  }

  private onTheWay(node: Node, own: NodeValue, kind: "lose" | "duplicate", action: string, change: (inbox: Inbox, envelope: Envelope) => Inbox): Effect[] {
    return this.network.deliverable(own.inbox).map((envelope) => ({
      event: { kind, node: node.identity.address, from: envelope.from, message: envelope.message },
      action,
      writes: [[node.component, { local: own.local, inbox: change(own.inbox, envelope) }]],
      updates: [],
    }));
  }

  private effect(node: Node, event: Event, action: string, reaction: Reaction, inbox: Inbox): Effect {
    return { event, action: reaction.isNoop ? null : action, writes: [[node.component, this.ownValue(node, reaction, inbox)]], updates: this.updatesFrom(node, reaction) };
  }

  /** The node after its step, with what it sent to itself already in its inbox. */
  private ownValue(node: Node, { local, sent }: Reaction, inbox: Inbox): NodeValue {
    const { address } = node.identity;
    const toSelf = sent.filter(({ to }) => to === address);
    return { local, inbox: toSelf.reduce((box, { message }) => this.network.with(box, { from: address, message }), inbox) };
  }

  private updatesFrom(node: Node, { sent, recorded }: Reaction): (readonly [number, Update])[] {
    const { address } = node.identity;
    const receivers = new Set(sent.map(({ to }) => to).filter((to) => to !== address));
    const updates: (readonly [number, Update])[] = [...receivers].map((to) => {
      const bundle = sent.filter((each) => each.to === to).map(({ message }) => ({ from: address, message }));
      return [this.nodeAt(to, address).component, this.arrival(bundle)];
    });
    if (recorded.length === 0) return updates;
    const observations = this.observers.map(([, observer], at): readonly [number, Update] => [
      this.nodes.length + at,
      { key: [address, recorded], apply: (seen) => recorded.reduce((now, event) => observer.observe(now, event, address), seen) },
    ]);
    return [...updates, ...observations];
  }

  private arrival(bundle: readonly Envelope[]): Update {
    return {
      key: bundle,
      apply: (old) => {
        const { local, inbox } = old as NodeValue;
        return { local, inbox: bundle.reduce((box, envelope) => this.network.with(box, envelope), inbox) };
      },
    };
  }

  private nodeAt(to: Address, sender: Address): Node {
    const node = this.byAddress.get(to);
    if (node !== undefined) return node;
    throw new SynodError("badDefinition", `${sender} sends to ${to}, which does not exist`, { hint: `The nodes are ${[...this.byAddress.keys()].join(", ")}.` });
  }

  /** A reducer runs once for each distinct local state and event, however many inboxes and states they stand in. */
  private remembered(node: Node, local: Value, event: string, stimulus: Stimulus): Reaction {
    let byEvent = this.reactions.get(local as object);
    if (byEvent === undefined) this.reactions.set(local as object, (byEvent = new Map()));
    const key = `${node.identity.address} ${event}`;
    const known = byEvent.get(key);
    if (known !== undefined) return known;
    const reaction = this.run(node, local, stimulus);
    byEvent.set(key, reaction);
    return reaction;
  }

  private run(node: Node, local: Value, stimulus: Stimulus): Reaction {
    const reaction = react(node.identity, local, stimulus);
    for (const bound of reaction.reached) this.reachedBounds.add(bound);
    return reaction;
  }

  private stateView(read: Read): ActorState<R, O> {
    const nodes: Record<string, readonly Value[]> = {};
    for (const role of Object.keys(this.definition.nodes)) nodes[role] = lazyArray(this.nodes.filter((node) => node.role === role), read);
    const observed = {};
    this.observers.forEach(([name], at) => {
      Object.defineProperty(observed, name, { enumerable: true, get: () => read(this.nodes.length + at) });
    });
    const collect = (part: Projection) =>
      this.nodes.flatMap(({ component, identity }) => (read(component, part) as Inbox).map(({ from, message }) => ({ from, to: identity.address, message })));
    const network = { ofType: (type: string) => collect(inboxOfType(type)), all: () => collect(INBOX) };
    return { nodes, network, observed } as unknown as ActorState<R, O>;
  }
}

function nodesOf(roles: Roles): Node[] {
  const addresses = new Map(Object.entries(roles).map(([role, members]) => [role, members.map((_, index): Address => `${role} ${index}`)]));
  const addressesOf = (role: string) => {
    const known = addresses.get(role);
    if (known !== undefined) return known;
    throw new SynodError("badDefinition", `no node has the role ${role}`, { hint: `The roles are ${[...addresses.keys()].join(", ")}.` });
  };
  const members = Object.entries(roles).flatMap(([role, definitions]) => definitions.map((definition, index) => ({ role, definition, index })));
  return members.map(({ role, definition, index }, component) => ({
    component,
    role,
    definition,
    identity: { address: `${role} ${index}`, index, addressesOf },
  }));
}

const LOCAL: Projection = { name: "local state", of: localOf };
const INBOX: Projection = { name: "inbox", of: (value) => (value as NodeValue).inbox };
const byType = new Map<string, Projection>();

function localOf(value: Value): Value {
  return (value as NodeValue).local;
}

function inboxOfType(type: string): Projection {
  let projection = byType.get(type);
  if (projection === undefined) {
    projection = { name: `inbox of ${type}`, of: (value) => (value as NodeValue).inbox.filter(({ message }) => message.type === type) };
    byType.set(type, projection);
  }
  return projection;
}

/** An array whose elements are read when they are looked at. */
function lazyArray(members: readonly Node[], read: Read): readonly Value[] {
  const array: Value[] = [];
  members.forEach(({ component }, index) => {
    Object.defineProperty(array, index, { enumerable: true, get: () => read(component, LOCAL) });
  });
  return array;
}

export type { Context, Delivery, Sent };
