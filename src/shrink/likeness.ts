/**
 * Events that stand for one another. When an early event is left out, what follows from it changes a little: another epoch, the next free slot. An event is
 * then taken for the one it became: the same kind, node, sender and type, with the nearest fields. Nothing is known here of what fields mean.
 */
import type { Address, Event } from "../define/event.ts";
import { canonicalText, type Value } from "../define/value.ts";

/** What is left of an event without the fields of its message. The arguments of an action are its identity, so they stay. */
export function likeness(event: Event): string {
  return "message" in event ? `${event.kind} ${event.node} ${event.from} ${event.message.type}` : canonicalText(event);
}

/** What is left of it without the numbers of its nodes either. */
export function kinship(event: Event): string {
  if (event.kind === "action") return canonicalText(event);
  const what = "message" in event ? event.message.type : "timer" in event ? event.timer : "";
  const action = "action" in event ? event.action : "";
  return [event.kind, roleOf(event.node), "from" in event ? roleOf(event.from) : "", what, action].join(" ");
}

function roleOf(address: Address): string {
  return address.slice(0, address.lastIndexOf(" "));
}

/** How far two events are from one another in the fields of their messages. */
export function distance(a: Event, b: Event): number {
  if (a.kind === "action" || b.kind === "action") return 0;
  const elsewhere = a.node === b.node ? 0 : ELSEWHERE;
  const fromElsewhere = "from" in a && "from" in b && a.from !== b.from ? FROM_ELSEWHERE : 0;
  return elsewhere + fromElsewhere + ("message" in a && "message" in b ? between(a.message, b.message) : 0);
}

/** Other text is farther than any other number. */
const OTHERWISE = 3;

/** Another sender is farther than any other message, and another node, which is who acts, than both. */
const FROM_ELSEWHERE = 100;
const ELSEWHERE = 1_000;

function between(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return (OTHERWISE * Math.abs(a - b)) / (1 + Math.abs(a - b));
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].reduce((sum, key) => sum + between(a[key], b[key]), 0);
  }
  return canonicalText(a) === canonicalText(b) ? 0 : OTHERWISE;
}

/** What an event speaks of: its nodes, and each field of its message or argument of its action, as text. */
export function mentions(event: Event): string[] {
  if (event.kind === "action") return fields(event.args);
  const nodes = "from" in event ? [event.node, event.from] : [event.node];
  return "message" in event ? [...nodes, `message ${event.message.type}`, ...fields(event.message)] : nodes;
}

function fields(record: object): string[] {
  return Object.entries(record).map(([name, value]) => `${name} ${canonicalText(value)}`);
}

function isRecord(value: Value): value is Readonly<Record<string, Value>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
