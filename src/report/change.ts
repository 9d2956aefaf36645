/**
 * What a step changed, as text, and only that: of a Map its entries, of a Set its members, of a list what was added to it. Fields of one record stand
 * together: `vote: epoch 1 → 2, value a → b`.
 */
import { canonicalText, type Value } from "../define/value.ts";
import { showValue } from "../trace/describe.ts";
import type { Change } from "../trace/difference.ts";
import { printable } from "./style.ts";

/** One phrase for each record that changed. The node that acts goes without its name. */
export function changeTexts(changes: readonly Change[], actor: string): string[] {
  const records = new Map<string, Change[]>();
  for (const change of changes) {
    const record = recordOf(change, actor);
    records.set(record, [...(records.get(record) ?? []), change]);
  }
  return [...records].flatMap(([record, members]) => {
    if (record === "")
      return members.flatMap((change) => phrases(fieldOf(change), change).map((phrase) => printable(phrase, 240)));
    return [printable(`${record}: ${members.flatMap((change) => parts(fieldOf(change), change)).join(", ")}`, 480)];
  });
}

/** The record a change is in; none for a field of the node that acts. */
function recordOf({ component, path }: Change, actor: string): string {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf(".")));
  return [component === actor ? "" : component, parent].filter((part) => part !== "").join(" ");
}

function fieldOf({ path }: Change): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

type Difference = Pick<Change, "before" | "after">;

/** A difference as a phrase of its own. */
function phrases(field: string, { before, after }: Difference): string[] {
  return structured(field, before, after) ?? [`${field}: ${showValue(before)} → ${showValue(after)}`];
}

/** A difference as a part of what is said about a record, in which fields may come and go. */
function parts(field: string, { before, after }: Difference): string[] {
  if (before === undefined) return [`${field} ${showValue(after)}`];
  if (after === undefined) return [`no ${field}`];
  return structured(field, before, after) ?? [`${field} ${showValue(before)} → ${showValue(after)}`.trimStart()];
}

function structured(place: string, before: Value, after: Value): string[] | undefined {
  if (before instanceof Map && after instanceof Map) return entryTexts(place, before, after);
  if (before instanceof Set && after instanceof Set) {
    return [...memberTexts(place, "gains", after, before), ...memberTexts(place, "loses", before, after)];
  }
  return Array.isArray(before) && Array.isArray(after) ? itemTexts(place, before, after) : undefined;
}

function entryTexts(place: string, before: ReadonlyMap<Value, Value>, after: ReadonlyMap<Value, Value>): string[] {
  const [old, now] = [byText(before), byText(after)];
  const keys = [...new Map([...old, ...now])];
  return keys.flatMap(([text, [key]]) => {
    const [from, to] = [old.get(text)?.[1], now.get(text)?.[1]];
    return canonicalText(from) === canonicalText(to)
      ? []
      : parts(`${place}[${showValue(key)}]`, { before: from, after: to });
  });
}

/** The entries of a Map under the text of their keys, because a key may be an object. */
function byText(map: ReadonlyMap<Value, Value>): Map<string, readonly [key: Value, value: Value]> {
  return new Map([...map].map((entry) => [canonicalText(entry[0]), entry]));
}

function memberTexts(place: string, verb: string, of: ReadonlySet<Value>, but: ReadonlySet<Value>): string[] {
  const known = new Set([...but].map((member) => canonicalText(member)));
  const members = [...of].filter((member) => !known.has(canonicalText(member)));
  return members.length === 0 ? [] : [`${place} ${verb} ${members.map(showValue).join(", ")}`];
}

/** Lists usually grow at the end or change in one place; what else happens to them is shown as a whole. */
function itemTexts(place: string, before: readonly Value[], after: readonly Value[]): string[] | undefined {
  const changed = before.flatMap((item, at) => (canonicalText(item) === canonicalText(after[at]) ? [] : [at]));
  if (changed.length === 0) return [`${place} gains ${after.slice(before.length).map(showValue).join(", ")}`];
  if (before.length !== after.length) return undefined;
  return changed.flatMap((at) => parts(`${place}[${at}]`, { before: before[at], after: after[at] }));
}
