/**
 * The steps of one node, as effects on components: deliveries, timers, actions, crashes, and what the network does to its inbox. Sends become blind
 * updates of the receivers' components, records become blind updates of the observers'.
 */
import { SynodError } from "../errors.ts";
import type { NodeValue } from "./actor-view.ts";
import type { AnyNode, AnyObserver } from "./actors.ts";
import { blaming } from "./blame.ts";
import type { Address, Event, Message } from "./event.ts";
import type { Envelope, Inbox, Network } from "./network.ts";
import type { Spontaneous } from "./node.ts";
import { type Identity, type Reaction, react, type Stimulus } from "./reaction.ts";
import type { Effect, Update } from "./system.ts";
import { sameValue, type Value } from "./value.ts";

/** What a node does when something happens to it: the reducer's reaction, and what that changes elsewhere. */
interface Response {
  readonly reaction: Reaction;
  readonly updates: Effect["updates"];
}

/** A node with its place in the system. */
export interface Node {
  readonly component: number;
  readonly role: string;
  readonly definition: AnyNode;
  readonly identity: Identity;
  readonly hasFields: boolean;
}

export type NamedObservers = readonly (readonly [name: string, observer: AnyObserver])[];

export class ActorSteps {
  /** Bounds that some reducer has said it reached. */
  readonly reachedBounds = new Set<string>();
  private readonly byAddress: ReadonlyMap<Address, Node>;
  private readonly network: Network;
  private readonly observers: NamedObservers;
  private readonly firstObserver: number;
  private readonly responses = new WeakMap<Node, WeakMap<object, Map<unknown, Response>>>();

  /** The observers' components follow those of the nodes. */
  constructor(nodes: readonly Node[], network: Network, observers: NamedObservers) {
    this.byAddress = new Map(nodes.map((node) => [node.identity.address, node]));
    this.network = network;
    this.observers = observers;
    this.firstObserver = nodes.length;
  }

  deliveries(node: Node, own: NodeValue): Effect[] {
    return this.network.deliverable(own.inbox).flatMap((envelope) => {
      const { from, message } = envelope;
      const { address } = node.identity;
      const response = this.remembered(node, own.local, envelope, () => ({
        what: `${address}: ${message.type} from ${from}`,
        from,
        run: (draft, context) => node.definition.on[message.type]?.(draft, message, context),
      }));
      const { isNoop } = response.reaction;
      if (isNoop && this.network.noop === "leave") return [];
      const event: Event = { kind: "deliver", node: address, from, message };
      const action = isNoop ? null : `${node.role}: ${message.type}`;
      return [effect(node, event, action, response, this.network, this.network.after(own.inbox, envelope))];
    });
  }

  actions(node: Node, own: NodeValue): Effect[] {
    return this.spontaneous(node, own, node.definition.actions, (action) => ({
      kind: "act",
      node: node.identity.address,
      action,
    }));
  }

  timeouts(node: Node, own: NodeValue): Effect[] {
    return this.spontaneous(node, own, node.definition.timers, (timer) => ({
      kind: "timeout",
      node: node.identity.address,
      timer,
    }));
  }

  private spontaneous(
    node: Node,
    own: NodeValue,
    steps: Readonly<Record<string, Spontaneous<object, Message>>> = {},
    eventOf: (name: string) => Event,
  ): Effect[] {
    return Object.entries(steps).flatMap(([name, { enabled, run }]) => {
      const what = `${node.identity.address}: ${name}`;
      const isEnabled = () => enabled?.(own.local as object, node.identity.index) ?? true;
      if (!blaming(`${what}, asked whether it is enabled,`, isEnabled)) return [];
      const response = this.remembered(node, own.local, run, () => ({ what, run }));
      if (response.reaction.isNoop) return [];
      return [effect(node, eventOf(name), `${node.role}: ${name}`, response, this.network, own.inbox)];
    });
  }

  /** A crash and the restart after it are one event: a node that stays down cannot be told from one whose messages are late. */
  restarts(node: Node, own: NodeValue): Effect[] {
    const { definition, identity, role } = node;
    const before = own.local as Record<string, Value>;
    const survivor: Record<string, Value> = { ...(definition.initial(identity.index) as object) };
    for (const field of definition.durable ?? []) survivor[field] = before[field];
    const stimulus: Stimulus = {
      what: `${identity.address}: restart`,
      run: (draft, context) => definition.restart?.(draft, context),
    };
    const response = this.respond(node, survivor, stimulus);
    const { local, sent, recorded } = response.reaction;
    // A crash that leaves everything as it was has not happened.
    if (sent.length === 0 && recorded.length === 0 && sameValue(local, before)) return [];
    const event: Event = { kind: "restart", node: identity.address };
    return [effect(node, event, `${role}: restart`, response, this.network, own.inbox)];
  }

  onTheWay(
    node: Node,
    own: NodeValue,
    kind: "lose" | "duplicate",
    action: string,
    change: (inbox: Inbox, envelope: Envelope) => Inbox,
  ): Effect[] {
    return this.network.deliverable(own.inbox).map((envelope) => ({
      event: { kind, node: node.identity.address, from: envelope.from, message: envelope.message },
      action,
      writes: [[node.component, { local: own.local, inbox: change(own.inbox, envelope) }]],
      updates: [],
    }));
  }

  private updatesFrom(node: Node, { sent, recorded }: Reaction): Effect["updates"] {
    const { address } = node.identity;
    const receivers = new Set(sent.map(({ to }) => to).filter((to) => to !== address));
    const updates: (readonly [number, Update])[] = [...receivers].map((to) => {
      const bundle = sent.filter((each) => each.to === to).map(({ message }) => ({ from: address, message }));
      return [this.nodeAt(to, address).component, this.arrival(bundle)];
    });
    if (recorded.length === 0) return updates;
    const observations = this.observers.map(([name, observer], at): readonly [number, Update] => {
      const observe = (seen: Value, event: Value) => observer.observe(seen, event, address);
      const apply = (old: Value) => blaming(`observer ${name}`, () => recorded.reduce(observe, old));
      return [this.firstObserver + at, { key: [address, recorded], apply }];
    });
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
    throw new SynodError("badDefinition", `${sender} sends to ${to}, which does not exist`, {
      hint: `The nodes are ${[...this.byAddress.keys()].join(", ")}.`,
    });
  }

  /** A reducer runs once for each distinct local state and event, however many inboxes and states they stand in. */
  private remembered(node: Node, local: Value, event: unknown, stimulus: () => Stimulus): Response {
    const byEvent = entry(entry(this.responses, node, newWeakMap), local as object, newMap);
    const known = byEvent.get(event);
    if (known !== undefined) return known;
    const response = this.respond(node, local, stimulus());
    byEvent.set(event, response);
    return response;
  }

  /** Runs a reducer and works out what its sends and records change elsewhere. */
  respond(node: Node, local: Value, stimulus: Stimulus): Response {
    const reaction = react(node.identity, local, stimulus);
    for (const bound of reaction.reached) this.reachedBounds.add(bound);
    return { reaction, updates: this.updatesFrom(node, reaction) };
  }
}

/** The node after its step, with what it sent to itself already in its inbox. */
export function ownValue(node: Node, { local, sent }: Reaction, network: Network, inbox: Inbox): NodeValue {
  const { address } = node.identity;
  const toSelf = sent.filter(({ to }) => to === address);
  return { local, inbox: toSelf.reduce((box, { message }) => network.with(box, { from: address, message }), inbox) };
}

function effect(
  node: Node,
  event: Event,
  action: string | null,
  { reaction, updates }: Response,
  network: Network,
  inbox: Inbox,
): Effect {
  return { event, action, writes: [[node.component, ownValue(node, reaction, network, inbox)]], updates };
}

const newWeakMap = () => new WeakMap<object, Map<unknown, Response>>();
const newMap = () => new Map<unknown, Response>();

function entry<K extends object, V>(map: WeakMap<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
