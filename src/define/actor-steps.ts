/**
 * The steps of one node, as effects on components: deliveries, timers, actions, crashes, and what the network does to its inbox. Sends become blind
 * updates of the receivers' inboxes, records become blind updates of the observers.
 */
import { SynodError } from "../errors.ts";
import type { AnyNode, AnyObserver } from "./actors.ts";
import { blaming } from "./blame.ts";
import type { Address, Event, Message } from "./event.ts";
import type { Envelope, Inbox, Network } from "./network.ts";
import type { Spontaneous } from "./node.ts";
import { type Identity, type Reaction, react, type Stimulus } from "./reaction.ts";
import type { Asked, Effect, Update } from "./system.ts";
import { canonicalText, sameValue, type Value } from "./value.ts";

/** What a node does when something happens to it: the reducer's reaction, and what that changes elsewhere. */
interface Response {
  readonly reaction: Reaction;
  readonly updates: Effect["updates"];
  /** What it sent to itself. */
  readonly toSelf: Update | undefined;
}

type Responses = Map<unknown, Response>;
type Deliveries = Map<Envelope, Effect | null>;
type Delivered = Extract<Event, { kind: "deliver" }>;

/** A node with its places in the system. */
export interface Node {
  /** The component of its local state. */
  readonly local: number;
  /** The component of what is on its way to it. */
  readonly inbox: number;
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
  /** By inbox, what may be delivered from it. */
  private readonly inboxes = new WeakMap<Inbox, readonly Envelope[]>();
  private readonly envelopes = new Map<Address, Map<string, Envelope>>();
  /** By message, its arrival where no other comes with it. */
  private readonly alone = new WeakMap<Envelope, Update>();
  /** By message, its being taken out of an inbox. */
  private readonly takes = new WeakMap<Envelope, Update>();
  /** By node and message, its delivery. */
  private readonly events = new WeakMap<Node, WeakMap<Envelope, Delivered>>();
  /** By node, local state and message; and by node, local state and reducer. */
  private readonly delivered = new WeakMap<Node, WeakMap<object, Deliveries>>();
  private readonly responses = new WeakMap<Node, WeakMap<object, Responses>>();

  /** The observers' components follow those of the nodes, which have two each. */
  constructor(nodes: readonly Node[], network: Network, observers: NamedObservers) {
    this.byAddress = new Map(nodes.map((node) => [node.identity.address, node]));
    this.network = network;
    this.observers = observers;
    this.firstObserver = 2 * nodes.length;
  }

  /**
   * What a delivery does does not depend on what else is in the inbox: it is one effect for each local state and message, the same object whatever inbox
   * it is asked for, and changes the inbox by an update. So the engine, too, works out each once.
   */
  deliveries(node: Node, local: Value, inbox: Inbox, asked: Asked = anything): Effect[] {
    const known = entry(
      entry(this.delivered, node, newWeakMap<Deliveries>),
      local as object,
      newMap<Envelope, Effect | null>,
    );
    const effects: Effect[] = [];
    for (const envelope of this.deliverable(inbox)) {
      if (asked !== anything && !asked(this.deliveryOf(node, envelope))) continue;
      let effect = known.get(envelope);
      if (effect === undefined) {
        effect = this.delivery(node, local, envelope);
        known.set(envelope, effect);
      }
      if (effect !== null) effects.push(effect);
    }
    return effects;
  }

  private deliveryOf(node: Node, envelope: Envelope): Delivered {
    return entry(entry(this.events, node, newWeakMap<Delivered>), envelope, () => {
      const { from, message } = envelope;
      return { kind: "deliver", node: node.identity.address, from, message };
    });
  }

  private deliverable(inbox: Inbox): readonly Envelope[] {
    return entry(this.inboxes, inbox, () => this.network.deliverable(inbox));
  }

  /** Null for a delivery that does not count as a step. */
  private delivery(node: Node, local: Value, envelope: Envelope): Effect | null {
    const event = this.deliveryOf(node, envelope);
    const { from, message } = event;
    const { reaction, updates, toSelf } = this.respond(node, local, {
      what: `${event.node}: ${message.type} from ${from}`,
      from,
      run: (draft, context) => node.definition.on[message.type]?.(draft, message, context),
    });
    if (reaction.isNoop && this.network.noop === "leave") return null;
    return {
      event,
      action: reaction.isNoop ? null : `${node.role}: ${message.type}`,
      writes: [[node.local, reaction.local]],
      updates: [[node.inbox, this.taking(envelope, toSelf)], ...updates],
    };
  }

  /** Takes a message out of the inbox, and puts in what the node sends to itself. */
  private taking(envelope: Envelope, toSelf: Update | undefined): Update {
    const take = entry(this.takes, envelope, () => ({
      key: ["take", envelope],
      apply: (inbox) => this.network.after(inbox as Inbox, envelope),
    }));
    if (toSelf === undefined) return take;
    return { key: ["take", envelope, toSelf.key], apply: (inbox) => toSelf.apply(take.apply(inbox)) };
  }

  actions(node: Node, local: Value): Effect[] {
    return this.spontaneous(node, local, node.definition.actions, (action) => ({
      kind: "act",
      node: node.identity.address,
      action,
    }));
  }

  timeouts(node: Node, local: Value): Effect[] {
    return this.spontaneous(node, local, node.definition.timers, (timer) => ({
      kind: "timeout",
      node: node.identity.address,
      timer,
    }));
  }

  private spontaneous(
    node: Node,
    local: Value,
    steps: Readonly<Record<string, Spontaneous<object, Message>>> = {},
    eventOf: (name: string) => Event,
  ): Effect[] {
    return Object.entries(steps).flatMap(([name, { enabled, run }]) => {
      const what = `${node.identity.address}: ${name}`;
      const isEnabled = () => enabled?.(local as object, node.identity.index) ?? true;
      if (!blaming(`${what}, asked whether it is enabled,`, isEnabled)) return [];
      const response = this.remembered(node, local, run, () => ({ what, run }));
      if (response.reaction.isNoop) return [];
      return [effect(node, eventOf(name), `${node.role}: ${name}`, response)];
    });
  }

  /** A crash and the restart after it are one event: a node that stays down cannot be told from one whose messages are late. */
  restarts(node: Node, beforeCrash: Value): Effect[] {
    const { definition, identity, role } = node;
    const before = beforeCrash as Record<string, Value>;
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
    return [effect(node, event, `${role}: restart`, response)];
  }

  /** A node is destroyed, with its disk, and replaced by a new one in the same step: one that is not there cannot be told from one that is slow. */
  replacements(node: Node, destroyed: Value): Effect[] {
    const { definition, identity, role } = node;
    const response = this.respond(node, definition.initial(identity.index), {
      what: `${identity.address}: replace`,
      run: (draft, context) => definition.replace?.(draft, context, destroyed),
    });
    return [effect(node, { kind: "destroy", node: identity.address }, `${role}: destroy`, response)];
  }

  /** What the network does to a message on its way: losing it, doubling it. */
  onTheWay(
    node: Node,
    inbox: Inbox,
    kind: "lose" | "duplicate",
    action: string,
    change: (inbox: Inbox, envelope: Envelope) => Inbox,
    asked: Asked = anything,
  ): Effect[] {
    return this.network.deliverable(inbox).flatMap((envelope): Effect[] => {
      const event: Event = { kind, node: node.identity.address, from: envelope.from, message: envelope.message };
      return asked(event) ? [{ event, action, writes: [[node.inbox, change(inbox, envelope)]], updates: [] }] : [];
    });
  }

  private arrivals(node: Node, { sent }: Reaction): ReadonlyMap<Address, Update> {
    const arrivals = new Map<Address, Envelope[]>();
    for (const { to, message } of sent) {
      const envelope = this.envelope(node.identity.address, message);
      const known = arrivals.get(to);
      if (known === undefined) arrivals.set(to, [envelope]);
      else known.push(envelope);
    }
    return new Map([...arrivals].map(([to, envelopes]) => [to, this.arrival(envelopes)]));
  }

  /** Of equal envelopes there is one, so that the rest of the engine knows it when it comes again. */
  private envelope(from: Address, message: Message): Envelope {
    return entry(entry(this.envelopes, from, newMap<string, Envelope>), canonicalText(message), () =>
      Object.freeze({ from, message }),
    );
  }

  private arrival(envelopes: readonly Envelope[]): Update {
    const [first] = envelopes;
    if (envelopes.length === 1 && first !== undefined) return entry(this.alone, first, () => this.newArrival([first]));
    return this.newArrival(envelopes);
  }

  private newArrival(key: readonly Envelope[]): Update {
    const apply = (old: Value) => key.reduce<Inbox>((box, each) => this.network.with(box, each), old as Inbox);
    return { key, apply, commutes: true };
  }

  private observations({ identity: { address } }: Node, { recorded }: Reaction): Effect["updates"] {
    if (recorded.length === 0) return [];
    return this.observers.flatMap(([name, observer], at): Effect["updates"] => {
      if (observer.of !== undefined && observer.of !== address) return [];
      const observe = (seen: Value, event: Value) => observer.observe(seen, event, address);
      const apply = (old: Value) => blaming(`observer ${name}`, () => recorded.reduce(observe, old));
      return [[this.firstObserver + at, { key: [address, recorded], apply }]];
    });
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
    const byEvent = entry(
      entry(this.responses, node, newWeakMap<Responses>),
      local as object,
      newMap<unknown, Response>,
    );
    const known = byEvent.get(event);
    if (known !== undefined) return known;
    const response = this.respond(node, local, stimulus());
    byEvent.set(event, response);
    return response;
  }

  /** Runs a reducer and works out what its sends and records change elsewhere. */
  respond(node: Node, local: Value, stimulus: Stimulus): Response {
    const { address } = node.identity;
    const reaction = react(node.identity, local, stimulus);
    for (const bound of reaction.reached) this.reachedBounds.add(bound);
    const arrivals = this.arrivals(node, reaction);
    const elsewhere = [...arrivals].filter(([to]) => to !== address);
    const sends = elsewhere.map(([to, update]) => [this.nodeAt(to, address).inbox, update] as const);
    return { reaction, updates: [...sends, ...this.observations(node, reaction)], toSelf: arrivals.get(address) };
  }
}

/** A step that does not look at the inbox: what the node sends to itself arrives there blindly too. */
function effect({ local, inbox }: Node, event: Event, action: string, { reaction, updates, toSelf }: Response): Effect {
  const own: Effect["updates"] = toSelf === undefined ? [] : [[inbox, toSelf]];
  return { event, action, writes: [[local, reaction.local]], updates: [...own, ...updates] };
}

const anything = () => true;
const newWeakMap = <V>() => new WeakMap<object, V>();
const newMap = <K, V>() => new Map<K, V>();

function entry<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
