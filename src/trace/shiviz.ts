/**
 * A run as a log for ShiViz: two lines an event, what happened, and the host with its vector clock. A delivery happens after the step that sent the
 * message, which is found by watching the inboxes; so what ShiViz draws is the causal order and not that of the trace.
 */
import type { Address, Event } from "../define/event.ts";
import type { Inbox } from "../define/network.ts";
import type { Component } from "../define/system.ts";
import { canonicalText } from "../define/value.ts";
import { describeEvent } from "./describe.ts";
import { distinctNames } from "./distinct-names.ts";
import { printable } from "./printable.ts";
import type { Replay } from "./replay.ts";

export interface ShivizRun extends Replay {
  readonly components: readonly Component[];
}

/** How often each host has acted, as far as a host knows. */
type Clock = ReadonlyMap<string, number>;

/** The host of losses and duplications. */
const NETWORK = "network";
/** The host of a system that has no nodes. */
const SYSTEM = "system";
const NAME = 60;
const EVENT = 400;

export function shivizOf({ components, states, steps }: ShivizRun): string {
  const log = new Log(components);
  log.start(states[0] ?? []);
  for (const [index, { event }] of steps.entries()) log.step(event, states[index + 1] ?? []);
  return `${log.lines.join("\n")}\n`;
}

/** Copies of one message on their way to one node, each with the clock of the event that sent it, the oldest first. */
type Copies = Map<string, Clock[]>;

class Log {
  readonly lines: string[] = [];
  private readonly inboxes: readonly (readonly [component: number, address: Address])[];
  private readonly hosts: ReadonlyMap<string, string>;
  private readonly clocks = new Map<string, Clock>();
  private readonly onTheWay = new Map<Address, Copies>();

  constructor(components: readonly Component[]) {
    this.inboxes = components.flatMap(({ inboxOf }, component) =>
      inboxOf === undefined ? [] : [[component, inboxOf]],
    );
    const names = this.inboxes.length === 0 ? [SYSTEM] : [...this.inboxes.map(([, address]) => address), NETWORK];
    const labels = distinctNames(names.map((name) => printable(name, NAME).replace(/[^\p{L}\p{N}._-]/gu, "_")));
    this.hosts = new Map(names.map((name, index) => [name, labels[index] ?? name]));
  }

  /** Whoever sent what is on its way at the beginning did so in an event, too. */
  start(state: readonly unknown[]): void {
    for (const name of this.hosts.keys()) if (name !== NETWORK) this.happens(name, "initial state", undefined);
    this.follow(state, ({ from }) => this.clocks.get(from));
  }

  step(event: Event, after: readonly unknown[]): void {
    const received = "from" in event ? this.oldest(event.node, keyOf(event)) : undefined;
    const clock = this.happens(hostOf(event), describeEvent(event), received);
    this.follow(after, () => clock);
  }

  private oldest(node: Address, key: string): Clock | undefined {
    return this.onTheWay.get(node)?.get(key)?.[0];
  }

  private happens(name: string, what: string, received: Clock | undefined): Clock {
    const host = this.hosts.get(name) ?? name;
    const merged = new Map(this.clocks.get(name));
    for (const [other, count] of received ?? []) merged.set(other, Math.max(count, merged.get(other) ?? 0));
    merged.set(host, (this.clocks.get(name)?.get(host) ?? 0) + 1);
    this.clocks.set(name, merged);
    this.lines.push(printable(what, EVENT), `${host} ${JSON.stringify(Object.fromEntries(merged))}`);
    return merged;
  }

  /** Brings the copies on their way up to date: what is more than before was sent just now, what is less was the oldest. */
  private follow(state: readonly unknown[], sentAt: (copy: Inbox[number]) => Clock | undefined): void {
    for (const [component, address] of this.inboxes) {
      const before = this.onTheWay.get(address);
      const now: Copies = new Map();
      for (const copy of (state[component] ?? []) as Inbox) {
        const key = keyOf(copy);
        now.set(key, [...(now.get(key) ?? []), sentAt(copy) ?? new Map()]);
      }
      for (const [key, fresh] of now) now.set(key, kept(before?.get(key) ?? [], fresh));
      this.onTheWay.set(address, now);
    }
  }
}

/** As many copies as there are now: of the old ones the youngest, and fresh ones for the rest. */
function kept(old: readonly Clock[], fresh: readonly Clock[]): Clock[] {
  return old.length >= fresh.length ? old.slice(old.length - fresh.length) : [...old, ...fresh.slice(old.length)];
}

function keyOf({ from, message }: Pick<Inbox[number], "from" | "message">): string {
  return canonicalText([from, message]);
}

function hostOf(event: Event): string {
  switch (event.kind) {
    case "lose":
    case "duplicate":
      return NETWORK;
    case "action":
      return SYSTEM;
    default:
      return event.node;
  }
}
