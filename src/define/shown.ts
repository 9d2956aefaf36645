/**
 * Values as people see them. What a protocol calls by a name, a request or a block, is shown by that name wherever it stands in a state or a message;
 * states themselves, and traces, keep the whole of it.
 */
import type { Event } from "./event.ts";
import { pathFrom, shapeOf, type Value } from "./value.ts";

/** What to show instead of a value, the parts of which are then shown likewise; nothing if it is shown as it is. */
export type Show = (value: Value) => Value | undefined;

/** The same for a value and everything in it. */
export function shownWith(show: Show): (value: Value) => Value {
  const shown = (value: Value): Value => within(show(value) ?? value);
  const within = (value: Value): Value => {
    switch (shapeOf(value, pathFrom("value"))) {
      case "array":
        return (value as readonly Value[]).map(shown);
      case "set":
        return new Set([...(value as ReadonlySet<Value>)].map(shown));
      case "map":
        return new Map([...(value as ReadonlyMap<Value, Value>)].map(([key, item]) => [shown(key), shown(item)]));
      case "object":
        return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, shown(item)]));
      default:
        return value;
    }
  };
  return shown;
}

/** An event with its message, or its arguments, as people see them. */
export function shownEvent(event: Event, shown: (value: Value) => Value = (value) => value): Event {
  if ("message" in event) return { ...event, message: shown(event.message) as typeof event.message };
  return "args" in event ? { ...event, args: shown(event.args) as typeof event.args } : event;
}
