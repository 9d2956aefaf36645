/** What a step changed, as text, and only that: of a Map its entries, of a Set its members, of a list what was added to it. */
import { canonicalText, type Value } from "../define/value.ts";
import { showValue } from "../trace/describe.ts";
import type { Change } from "../trace/difference.ts";
import { printable } from "./style.ts";

/** One phrase for each difference. The node that acts goes without its name. */
export function changeTexts({ component, path, before, after }: Change, actor: string): string[] {
  const place = [component === actor ? "" : component, path].filter((part) => part !== "").join(" ");
  return phrases(place, before, after).map((phrase) => printable(phrase, 240));
}

function phrases(place: string, before: Value, after: Value): string[] {
  if (before instanceof Map && after instanceof Map) return entryPhrases(place, before, after);
  if (before instanceof Set && after instanceof Set) {
    return [...memberPhrases(place, "gains", after, before), ...memberPhrases(place, "loses", before, after)];
  }
  if (Array.isArray(before) && Array.isArray(after)) return itemPhrases(place, before, after);
  return [`${place}: ${showValue(before)} → ${showValue(after)}`];
}

function entryPhrases(place: string, before: ReadonlyMap<Value, Value>, after: ReadonlyMap<Value, Value>): string[] {
  const [old, now] = [byText(before), byText(after)];
  const keys = [...new Map([...old, ...now])];
  return keys.flatMap(([text, [key]]) => {
    const [from, to] = [old.get(text)?.[1], now.get(text)?.[1]];
    return canonicalText(from) === canonicalText(to) ? [] : phrases(`${place}[${showValue(key)}]`, from, to);
  });
}

/** The entries of a Map under the text of their keys, because a key may be an object. */
function byText(map: ReadonlyMap<Value, Value>): Map<string, readonly [key: Value, value: Value]> {
  return new Map([...map].map((entry) => [canonicalText(entry[0]), entry]));
}

function memberPhrases(
  place: string,
  verb: "gains" | "loses",
  of: ReadonlySet<Value>,
  but: ReadonlySet<Value>,
): string[] {
  const known = new Set([...but].map((member) => canonicalText(member)));
  const members = [...of].filter((member) => !known.has(canonicalText(member)));
  return members.length === 0 ? [] : [`${place} ${verb} ${members.map(showValue).join(", ")}`];
}

/** Lists usually grow at the end or change in one place; what else happens to them is shown as a whole. */
function itemPhrases(place: string, before: readonly Value[], after: readonly Value[]): string[] {
  const changed = before.flatMap((item, at) => (canonicalText(item) === canonicalText(after[at]) ? [] : [at]));
  if (changed.length === 0) return [`${place} gains ${after.slice(before.length).map(showValue).join(", ")}`];
  if (before.length !== after.length) return [`${place}: ${showValue(before)} → ${showValue(after)}`];
  return changed.flatMap((at) => phrases(`${place}[${at}]`, before[at], after[at]));
}
