/** What a step changed, in the parts that people look at, as paths with the value before and after. */
import type { Component } from "../define/system.ts";
import { canonicalText, pathFrom, shapeOf, type Value } from "../define/value.ts";

export interface Change {
  /** The component, such as `acceptor 1`. */
  readonly component: string;
  /** Where in it, such as `promised` or `vote.epoch`; empty for the whole. */
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

/** The differences between two states. Records are compared field by field, everything else as a whole. */
export function differences(
  components: readonly Component[],
  before: readonly Value[],
  after: readonly Value[],
): Change[] {
  return components.flatMap(({ name, show = (value) => value }, index) =>
    fieldDifferences(show(before[index]), show(after[index]), "").map((change) => ({ component: name, ...change })),
  );
}

function fieldDifferences(before: Value, after: Value, path: string): Omit<Change, "component">[] {
  if (Object.is(before, after) || canonicalText(before) === canonicalText(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => fieldDifferences(before[key], after[key], path === "" ? key : `${path}.${key}`));
}

function isRecord(value: Value): value is Record<string, Value> {
  return value !== null && shapeOf(value, pathFrom("value")) === "object";
}
