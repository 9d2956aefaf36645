/**
 * What a state may be made of: null, booleans, finite numbers, bigints, strings, arrays, plain objects, Maps and Sets of these.
 * Such values have a canonical text, so two of them are the same state exactly when their texts are equal. Everything else (functions, NaN, class
 * instances, dates, cycles) has no such text and is refused with the path that leads to it.
 */
import { SynodError } from "../errors.ts";

/** A value of the kinds above. TypeScript cannot say "plain data" without refusing interfaces, so it is checked when a value is first seen. */
export type Value = unknown;

export type Shape = "primitive" | "array" | "object" | "map" | "set";

/** Deeper than any state has a reason to be; in practice a cycle. */
const MAX_NESTING = 64;

/** Says what kind of plain data a value is, or throws SYN012 naming the path to what cannot be part of a state. */
export function shapeOf(value: Value, path: Path): Shape {
  switch (typeof value) {
    case "boolean":
    case "string":
    case "bigint":
    case "undefined":
      return "primitive";
    case "number":
      if (!Number.isFinite(value)) throw notAValue(String(value), path);
      return "primitive";
    case "object":
      return value === null ? "primitive" : shapeOfObject(value, path);
    default:
      throw notAValue(`a ${typeof value}`, path);
  }
}

function shapeOfObject(value: object, path: Path): Shape {
  if (path.depth > MAX_NESTING) throw notAValue(`a cycle (or more than ${MAX_NESTING} levels)`, path);
  if (Array.isArray(value)) return "array";
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return "object";
  if (prototype === Map.prototype) return "map";
  if (prototype === Set.prototype) return "set";
  throw notAValue(`an instance of ${value.constructor?.name ?? "a class"}`, path);
}

/** Where in a value we are, kept as a list so that it costs nothing until it has to be printed. */
export interface Path {
  readonly up: Path | null;
  readonly key: string | number;
  readonly depth: number;
}

export function pathFrom(what: string): Path {
  return { up: null, key: what, depth: 0 };
}

export function into(path: Path, key: string | number): Path {
  return { up: path, key, depth: path.depth + 1 };
}

function notAValue(what: string, path: Path): SynodError {
  const keys: (string | number)[] = [];
  for (let at: Path | null = path; at !== null && keys.length < 8; at = at.up) keys.unshift(at.key);
  const [first, ...rest] = keys;
  const place = rest.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  return new SynodError("notAValue", `${first}${place} is ${what}, which cannot be part of a state`, {
    hint: "Use null, booleans, finite numbers, strings, arrays, plain objects, Map or Set.",
  });
}

const texts = new WeakMap<object, string>();

/**
 * The canonical text of a value: independent of key order, of the order in Maps and Sets, and of properties that are undefined.
 * Remembered for frozen objects, since they are the ones asked about again and again.
 */
export function canonicalText(value: Value, path: Path = pathFrom("value")): string {
  const shape = shapeOf(value, path);
  if (shape === "primitive") return primitiveText(value);
  const object = value as object;
  const known = texts.get(object);
  if (known !== undefined) return known;
  const text = compositeText(object, shape, path);
  if (Object.isFrozen(object)) texts.set(object, text);
  return text;
}

export function primitiveText(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "0" : String(value);
}

function compositeText(object: object, shape: Shape, path: Path): string {
  switch (shape) {
    case "array":
      return `[${(object as Value[]).map((item, index) => canonicalText(item, into(path, index))).join(",")}]`;
    case "set":
      return `Set{${[...setTexts(object as Set<Value>, path)].sort().join(",")}}`;
    case "map":
      return `Map{${[...mapTexts(object as Map<Value, Value>, path)]
        .map((entry) => entry.join(":"))
        .sort()
        .join(",")}}`;
    default: {
      const record = object as Record<string, Value>;
      const text = (key: string) => `${JSON.stringify(key)}:${canonicalText(record[key], into(path, key))}`;
      return `{${definedKeys(record).map(text).join(",")}}`;
    }
  }
}

/** Elements that are equal are one, whether or not they are the same object. */
function setTexts(items: ReadonlySet<Value>, path: Path): Set<string> {
  return new Set([...items].map((item) => canonicalText(item, into(path, "(item)"))));
}

/** Of keys that are equal the last counts. */
function mapTexts(entries: ReadonlyMap<Value, Value>, path: Path): Map<string, string> {
  const text = (value: Value, place: string) => canonicalText(value, into(path, place));
  return new Map([...entries].map(([key, item]) => [text(key, "(key)"), text(item, keyName(key))]));
}

/** What a path calls the item of a Map; only a plain key is a name. */
export function keyName(key: Value): string {
  return typeof key === "object" ? "(item)" : String(key);
}

/** The keys of an object in canonical order. A property that is undefined counts as absent, as it does in JSON. */
export function definedKeys(record: Readonly<Record<string, Value>>): string[] {
  return Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort();
}

/** Whether two values are the same piece of state. Most are told apart, or found to be alike, without a text. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return canonicalText(a) === canonicalText(b);
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b);
  if (isPlain(a) && isPlain(b)) return sameFields(a, b);
  if (a instanceof Map && b instanceof Map && isNamed(a.keys()) && isNamed(b.keys())) return sameEntries(a, b);
  return canonicalText(a) === canonicalText(b);
}

function isPlain(value: object): value is Record<string, Value> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isNamed(keys: Iterable<Value>): boolean {
  for (const key of keys) if (typeof key !== "string" && typeof key !== "number") return false;
  return true;
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
}

function sameFields(a: Readonly<Record<string, Value>>, b: Readonly<Record<string, Value>>): boolean {
  const names = Object.keys(a);
  // A property that is undefined counts as absent: so the numbers may differ.
  if (names.length !== Object.keys(b).length) return canonicalText(a) === canonicalText(b);
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return canonicalText(a) === canonicalText(b);
    if (!sameValue(a[name], b[name])) return false;
  }
  return true;
}

function sameEntries(a: ReadonlyMap<Value, Value>, b: ReadonlyMap<Value, Value>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, item] of a) if (!b.has(key) || !sameValue(item, b.get(key))) return false;
  return true;
}

const checked = new WeakSet<object>();

/** Throws SYN012, naming the path, for what cannot be part of a state. What is frozen is looked at once. */
export function requireValue(value: Value, path: Path): void {
  const shape = shapeOf(value, path);
  if (shape === "primitive" || checked.has(value as object)) return;
  switch (shape) {
    case "array":
      for (const [index, item] of (value as readonly Value[]).entries()) requireValue(item, into(path, index));
      break;
    case "set":
      for (const item of value as ReadonlySet<Value>) requireValue(item, into(path, "(item)"));
      break;
    case "map":
      for (const [key, item] of value as ReadonlyMap<Value, Value>) {
        requireValue(key, into(path, "(key)"));
        requireValue(item, into(path, keyName(key)));
      }
      break;
    case "object":
      for (const name of definedKeys(value as Record<string, Value>))
        requireValue((value as Record<string, Value>)[name], into(path, name));
  }
  if (Object.isFrozen(value)) checked.add(value as object);
}
