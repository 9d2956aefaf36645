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
import { sameValue, type Value } from "./value.ts";

/** What a node does when something happens to it: the reducer's reaction, and what that changes elsewhere. */
interface Response {
  readonly reaction: Reaction;
  readonly updates: Effect["updates"];
  /** What it sent to itself. */
  readonly toSelf: Update | undefined;
}

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
  private readonly rests = new WeakMap<Inbox, Map<Envelope, Inbox>>();
  private readonly responses = new WeakMap<Node, WeakMap<object, Map<unknown, Response>>>();

  /** The observers' components follow those of the nodes, which have two each. */
  constructor(nodes: readonly Node[], network: Network, observers: NamedObservers) {
    this.byAddress = new Map(nodes.map((node) => [node.identity.address, node]));
    this.network = network;
    this.observers = observers;
    this.firstObserver = 2 * nodes.length;
  }

  deliveries(node: Node, local: Value, inbox: Inbox, asked: Asked = anything): Effect[] {
    return this.network.deliverable(inbox).flatMap((envelope): Effect[] => {
      const { from, message } = envelope;
      const { address } = node.identity;
      const event: Event = { kind: "deliver", node: address, from, message };
      if (!asked(event)) return [];
      const { reaction, updates, toSelf } = this.remembered(node, local, envelope, () => ({
        what: `${address}: ${message.type} from ${from}`,
        from,
        run: (draft, context) => node.definition.on[message.type]?.(draft, message, context),
      }));
      if (reaction.isNoop && this.network.noop === "leave") return [];
      const rest = this.rest(inbox, envelope);
      return [
        {
          event,
          action: reaction.isNoop ? null : `${node.role}: ${message.type}`,
          writes: [
            [node.local, reaction.local],
            [node.inbox, toSelf === undefined ? rest : toSelf.apply(rest)],
          ],
          updates,
        },
      ];
    });
  }

  /** What is left of an inbox after a delivery, worked out once. */
  private rest(inbox: Inbox, delivered: Envelope): Inbox {
    const byEnvelope = entry(this.rests, inbox, newRests);
    const known = byEnvelope.get(delivered);
    if (known !== undefined) return known;
    const rest = Object.freeze(this.network.after(inbox, delivered));
    byEnvelope.set(delivered, rest);
    return rest;
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
    const from = node.identity.address;
    const receivers = [...new Set(sent.map(({ to }) => to))];
    return new Map(
      receivers.map((to) => {
        const key = sent.filter((each) => each.to === to).map(({ message }) => ({ from, message }));
        const apply = (old: Value) => key.reduce<Inbox>((box, each) => this.network.with(box, each), old as Inbox);
        return [to, { key, apply, commutes: true }];
      }),
    );
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
    const byEvent = entry(entry(this.responses, node, newWeakMap), local as object, newMap);
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
const newRests = () => new Map<Envelope, Inbox>();
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
