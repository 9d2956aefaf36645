/**
 * A second reading of what actors mean, to check the first one. It takes the definition that `actorSystem` takes and explores it by itself: a state is
 * the nodes' own states, one list of messages in flight, what the observers saw, and what is left of the budgets. Nothing is split, remembered or
 * compiled, and of src/define it uses only types and what makes two values the same.
 */
import { current, enableMapSet, isDraft, produce } from "immer";
import type { ActorSystem, Observers, Roles } from "../../src/define/actors.ts";
import type { Address, Message } from "../../src/define/event.ts";
import type { Allowance, FaultKind } from "../../src/define/faults.ts";
import type { Context, NodeDefinition } from "../../src/define/node.ts";
import { canonicalText, sameValue, type Value } from "../../src/define/value.ts";
import { breadthFirst, type Counts } from "./breadth-first.ts";

enableMapSet();

interface InFlight {
  readonly from: Address;
  readonly to: Address;
  readonly message: Message;
}

interface World {
  readonly locals: Readonly<Record<Address, object>>;
  /** In the order in which they were sent, which only matters on a fifo network. */
  readonly flight: readonly InFlight[];
  readonly seen: Readonly<Record<string, Value>>;
  readonly budgets: Readonly<Partial<Record<FaultKind, number>>>;
}

/** What came of a node doing something. */
interface Deed {
  readonly world: World;
  readonly isSilent: boolean;
  readonly isNoop: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: nodes of one system have different states and messages
type Node = NodeDefinition<any, any>;

interface Member {
  readonly node: Node;
  readonly role: string;
  readonly index: number;
  readonly address: Address;
}

export function naiveActors<R extends Roles, O extends Observers>(
  definition: ActorSystem<R, O>,
  limit = 1_000_000,
): Counts {
  const actors = new Actors(definition);
  return breadthFirst(
    {
      initial: [actors.initial()],
      successors: (world) => actors.steps(world),
      textOf: (world) => actors.textOf(world),
    },
    limit,
  );
}

class Actors {
  private readonly definition: ActorSystem<Roles, Observers>;
  private readonly members: readonly Member[];

  constructor(definition: ActorSystem<Roles, Observers>) {
    this.definition = definition;
    this.members = Object.entries(definition.nodes).flatMap(([role, nodes]) =>
      nodes.map((node, index): Member => ({ node, role, index, address: `${role} ${index}` })),
    );
  }

  initial(): World {
    const { observers = {}, faults = {} } = this.definition;
    const world: World = {
      locals: Object.fromEntries(this.members.map(({ node, index, address }) => [address, node.initial(index)])),
      flight: [],
      seen: Object.fromEntries(Object.entries(observers).map(([name, { initial }]) => [name, initial])),
      budgets: Object.fromEntries(Object.entries(faults).map(([fault, allowance]) => [fault, timesOf(allowance)])),
    };
    return this.members.reduce(
      (now, member) => this.doing(now, member, (draft, context) => member.node.start?.(draft, context)).world,
      world,
    );
  }

  steps(world: World): World[] {
    return [
      ...this.deliveries(world),
      ...this.initiatives(world, "actions"),
      ...this.initiatives(world, "timers"),
      ...this.restarts(world),
      ...this.replacements(world),
      ...this.losses(world),
      ...this.duplications(world),
    ];
  }

  /** On a fifo network the order of messages is part of a state, but only within a channel. */
  textOf(world: World): string {
    const isFifo = this.definition.network.kind === "fifo";
    const rank = (each: InFlight) => (isFifo ? `${each.from} → ${each.to}` : canonicalText(each));
    const flight = world.flight.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
    return canonicalText({ ...world, flight });
  }

  private deliveries(world: World): World[] {
    const { kind, noop } = this.definition.network;
    return this.arriving(world).flatMap((each) => {
      const { from, to, message } = each;
      const member = this.members.find(({ address }) => address === to);
      if (member === undefined) throw new Error(`a message to ${to}`);
      const deed = this.doing(kind === "set" ? world : without(world, each), member, (draft, context) =>
        member.node.on[message.type]?.(draft, message, { ...context, from }),
      );
      return deed.isNoop && noop === "leave" ? [] : [deed.world];
    });
  }

  /** Actions and timers alike: whatever is enabled and does something. Timers are free where they have no budget. */
  private initiatives(world: World, which: "actions" | "timers"): World[] {
    const isFree = which === "actions" || this.definition.faults?.timeout === undefined;
    const able = this.members.filter(({ address }) => isFree || this.mayStrike("timeout", world, address));
    return able.flatMap((member) =>
      Object.values(member.node[which] ?? {}).flatMap(({ enabled, run }) => {
        if (enabled?.(world.locals[member.address], member.index) === false) return [];
        const deed = this.doing(world, member, run);
        if (deed.isNoop) return [];
        return [isFree ? deed.world : spent("timeout", deed.world)];
      }),
    );
  }

  /** A crash takes everything that is not durable, and the restart is in the same step. If nobody can tell, it has not happened. */
  private restarts(world: World): World[] {
    return this.members.flatMap((member) => {
      const { node, index, address } = member;
      if (node.durable === undefined || !this.mayStrike("restart", world, address)) return [];
      const before = world.locals[address] as Record<string, Value>;
      const kept = Object.fromEntries(node.durable.map((field: string) => [field, before[field]]));
      const crashed = { ...world, locals: { ...world.locals, [address]: { ...node.initial(index), ...kept } } };
      const deed = this.doing(crashed, member, (draft, context) => node.restart?.(draft, context));
      if (deed.isSilent && sameValue(deed.world.locals[address], before)) return [];
      return [spent("restart", deed.world)];
    });
  }

  /** A new node in the place of an old one, of which it is shown what was left. */
  private replacements(world: World): World[] {
    return this.members.flatMap((member) => {
      const { node, index, address } = member;
      if (node.replace === undefined || !this.mayStrike("destroy", world, address)) return [];
      const fresh = { ...world, locals: { ...world.locals, [address]: node.initial(index) } };
      const deed = this.doing(fresh, member, (draft, context) => {
        node.replace?.(draft, context, world.locals[address]);
      });
      return [spent("destroy", deed.world)];
    });
  }

  private losses(world: World): World[] {
    const lost = this.arriving(world).filter(({ to }) => this.mayStrike("loss", world, to));
    return lost.map((each) => spent("loss", without(world, each)));
  }

  /** The copy comes right behind the original. A set has no use for copies. */
  private duplications(world: World): World[] {
    if (this.definition.network.kind === "set") return [];
    const doubled = this.arriving(world).filter(({ to }) => this.mayStrike("duplication", world, to));
    return doubled.map((each) => {
      const flight = world.flight.toSpliced(world.flight.indexOf(each), 0, each);
      return spent("duplication", { ...world, flight });
    });
  }

  /** Each message that may arrive next: on a fifo network the oldest of each channel, otherwise all that differ. */
  private arriving({ flight }: World): InFlight[] {
    const isFifo = this.definition.network.kind === "fifo";
    const hides = (a: InFlight, b: InFlight) => (isFifo ? a.from === b.from && a.to === b.to : sameValue(a, b));
    return flight.filter((each, position) => !flight.slice(0, position).some((earlier) => hides(earlier, each)));
  }

  private mayStrike(fault: FaultKind, { budgets }: World, node: Address): boolean {
    const allowance = this.definition.faults?.[fault];
    if (allowance === undefined || (budgets[fault] ?? 0) === 0) return false;
    return typeof allowance === "number" || allowance.only.includes(node);
  }

  /** The node's state is replaced, then what it sent is on its way, then what it recorded is observed, each in order. */
  private doing(world: World, { address, index }: Member, run: (draft: object, context: Context) => void): Deed {
    const sent: InFlight[] = [];
    const recorded: Value[] = [];
    // Frozen, because the texts of what is frozen are remembered.
    const send = (to: Address, message: Message) =>
      void sent.push(Object.freeze({ from: address, to, message: plain(message) }));
    const context: Context = {
      self: address,
      index,
      send,
      broadcast: (to, message) => {
        for (const each of this.members) if (each.role === to && each.address !== address) send(each.address, message);
      },
      record: (event) => void recorded.push(plain(event)),
      reached: () => {},
    };
    const before = world.locals[address] as object;
    const after = produce(before, (draft) => run(draft, context));
    const isSilent = sent.length === 0 && recorded.length === 0;
    return {
      world: {
        ...world,
        locals: { ...world.locals, [address]: after },
        flight: sent.reduce((flight, each) => this.posted(flight, each), world.flight),
        seen: this.observed(world.seen, address, recorded),
      },
      isSilent,
      isNoop: isSilent && sameValue(before, after),
    };
  }

  private posted(flight: readonly InFlight[], sent: InFlight): readonly InFlight[] {
    const isThere = this.definition.network.kind === "set" && flight.some((each) => sameValue(each, sent));
    return isThere ? flight : [...flight, sent];
  }

  private observed(seen: World["seen"], node: Address, recorded: readonly Value[]): World["seen"] {
    const observers = Object.entries(this.definition.observers ?? {});
    return Object.fromEntries(
      observers.map(([name, observer]) => [
        name,
        observer.of === undefined || observer.of === node
          ? recorded.reduce((now, event) => observer.observe(now, event, node), seen[name])
          : seen[name],
      ]),
    );
  }
}

function without(world: World, taken: InFlight): World {
  return { ...world, flight: world.flight.toSpliced(world.flight.indexOf(taken), 1) };
}

function spent(fault: FaultKind, world: World): World {
  return { ...world, budgets: { ...world.budgets, [fault]: (world.budgets[fault] ?? 0) - 1 } };
}

function timesOf(allowance: Allowance): number {
  return typeof allowance === "number" ? allowance : allowance.times;
}

/** A copy without the parts of a draft that a message may contain, because drafts end with the handler. */
function plain<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (isDraft(value)) return current(value as object);
  if (Array.isArray(value)) return value.map(copied);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copied(item)]));
  if (value instanceof Set) return new Set([...value].map(copied));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]));
}
