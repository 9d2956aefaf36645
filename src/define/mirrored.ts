/**
 * The same state in another order. The keys of a record and the members of a Map or a Set have no order as far as the state is concerned, but a reducer
 * can see one; if what it does depends on that, equal states behave differently. So reducers are also tried on a state with every such order reversed.
 */
import { freeze } from "immer";
import type { Value } from "./value.ts";

const images = new WeakMap<object, object>();

/** The mirror image of a frozen state, frozen as well. Each part's is made once: states share most of their parts, and meet many events. */
export function mirrorImage(state: object): object {
  return mirrored(state) as object;
}

function mirrored(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  let image = images.get(value);
  if (image === undefined) {
    image = freeze(reversed(value));
    images.set(value, image);
  }
  return image;
}

function reversed(value: object): object {
  if (Array.isArray(value)) return value.map(mirrored);
  if (value instanceof Map) return new Map([...value].reverse().map(([key, item]) => [key, mirrored(item)]));
  if (value instanceof Set) return new Set([...value].reverse().map(mirrored));
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, mirrored(item)]),
  );
}
