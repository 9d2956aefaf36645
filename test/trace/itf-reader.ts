// A strict reader of ITF, after ADR 015 of Apalache: it takes no document that has anything else in it.

export type ItfValue =
  | { readonly kind: "boolean" | "string" | "integer" | "unserializable"; readonly text: string }
  | { readonly kind: "list" | "tuple" | "set"; readonly items: readonly ItfValue[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [ItfValue, ItfValue])[] }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, ItfValue> };

export interface ItfTrace {
  readonly meta: Readonly<Record<string, string>>;
  readonly vars: readonly string[];
  readonly states: readonly ReadonlyMap<string, ItfValue>[];
}

type Json = Readonly<Record<string, unknown>>;

/** Throws for what is no ITF trace. */
export function readItf(text: string): ItfTrace {
  const { "#meta": meta, vars, states, ...rest } = object(JSON.parse(text));
  require(Object.keys(rest).length === 0, `no such keys: ${Object.keys(rest)}`);
  const names = list(vars).map(string);
  require(new Set(names).size === names.length, "variables are told apart");
  require(list(states).length > 0, "there is an initial state");
  const texts = Object.entries(object(meta)).map(([name, value]) => [name, string(value)] as const);
  require(object(meta).format === "ITF", "the format says what it is");
  return {
    meta: Object.fromEntries(texts),
    vars: names,
    states: list(states).map((state, at) => readState(state, at, names)),
  };
}

function readState(state: unknown, at: number, names: readonly string[]): ReadonlyMap<string, ItfValue> {
  const { "#meta": meta, ...variables } = object(state);
  require(object(meta).index === at, "states are numbered");
  require(JSON.stringify(Object.keys(variables).sort()) ===
    JSON.stringify([...names].sort()), "a state has all variables");
  return new Map(names.map((name) => [name, readValue(variables[name])]));
}

function readValue(value: unknown): ItfValue {
  if (typeof value === "boolean") return { kind: "boolean", text: String(value) };
  if (typeof value === "string") return { kind: "string", text: value };
  if (Array.isArray(value)) return { kind: "list", items: value.map(readValue) };
  const record = object(value);
  const special = Object.keys(record).filter((key) => key.startsWith("#"));
  if (special.length === 0)
    return { kind: "record", fields: new Map(Object.entries(record).map(([name, field]) => [name, readValue(field)])) };
  require(Object.keys(record).length === 1, "a special object has one key");
  return readSpecial(special[0] ?? "", Object.values(record)[0]);
}

function readSpecial(key: string, value: unknown): ItfValue {
  switch (key) {
    case "#bigint":
      require(/^(0|-?[1-9]\d*)$/.test(string(value)), "a bigint has digits");
      return { kind: "integer", text: string(value) };
    case "#tup":
      return { kind: "tuple", items: list(value).map(readValue) };
    case "#set":
      return { kind: "set", items: list(value).map(readValue) };
    case "#map":
      return { kind: "map", entries: list(value).map((entry) => readEntry(list(entry))) };
    case "#unserializable":
      return { kind: "unserializable", text: string(value) };
    default:
      throw new Error(`there is no ${key}`);
  }
}

function readEntry(entry: readonly unknown[]): readonly [ItfValue, ItfValue] {
  require(entry.length === 2, "an entry is a pair");
  return [readValue(entry[0]), readValue(entry[1])];
}

function require(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`not ITF: ${rule}`);
}

function object(value: unknown): Json {
  require(typeof value === "object" && value !== null && !Array.isArray(value), "this is an object");
  return value as Json;
}

function list(value: unknown): readonly unknown[] {
  require(Array.isArray(value), "this is a list");
  return value as readonly unknown[];
}

function string(value: unknown): string {
  require(typeof value === "string", "this is a string");
  return value as string;
}
