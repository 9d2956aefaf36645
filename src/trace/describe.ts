/** Events and values in the words of a reader: `proposer 0 → acceptor 1  prepare  epoch 2`. */
import type { Event, Message } from "../define/event.ts";
import { canonicalText, type Value } from "../define/value.ts";

/** The parts of an event's line, so that a table of them can be aligned. */
export interface EventWords {
  readonly who: string;
  readonly what: string;
  readonly details: string;
}

export function eventWords(event: Event): EventWords {
  switch (event.kind) {
    case "deliver":
      return { who: `${event.from} → ${event.node}`, what: event.message.type, details: messageFields(event.message) };
    case "lose":
      return {
        who: `${event.from} ↛ ${event.node}`,
        what: `${event.message.type} is lost`,
        details: messageFields(event.message),
      };
    case "duplicate":
      return {
        who: `${event.from} ⇉ ${event.node}`,
        what: `${event.message.type} is doubled`,
        details: messageFields(event.message),
      };
    case "timeout":
      return { who: event.node, what: event.timer, details: "" };
    case "act":
      return { who: event.node, what: event.action, details: "" };
    case "restart":
      return { who: event.node, what: "crashes and restarts", details: "" };
    case "destroy":
      return { who: event.node, what: "is destroyed and replaced", details: "" };
    case "action":
      return { who: event.action, what: "", details: fields(event.args) };
  }
}

/** An event as one phrase. */
export function describeEvent(event: Event): string {
  const { who, what, details } = eventWords(event);
  return [who, what, details].filter((part) => part !== "").join(" ");
}

function messageFields({ type: _, ...rest }: Message): string {
  return fields(rest);
}

function fields(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name} ${showValue(value)}`)
    .join(", ");
}

/** A value, briefly: `{epoch: 1, value: "a"}` reads `(epoch 1, value a)`; nothing reads `–`. */
export function showValue(value: Value): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value)) return `[${value.map(showValue).join(", ")}]`;
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${showValue(key)}: ${showValue(item)}`).join(", ")}}`;
  if (value instanceof Set) return `{${[...value].map(showValue).join(", ")}}`;
  if (typeof value === "object") return `(${fields(value as Record<string, unknown>)})`;
  return canonicalText(value);
}
