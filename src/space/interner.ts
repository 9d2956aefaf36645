/**
 * Hash-consing: every distinct value gets a small number and is kept once, frozen, with its parts shared. The number of a composite value is found
 * from the numbers of its parts, so interning a large state of which little changed costs little. Equality is exact: no hash decides it.
 */
import { freeze } from "immer";
import { into, keyName, type Path, pathFrom, primitiveText, type Shape, shapeOf, type Value } from "../define/value.ts";
import { Shapes } from "./shapes.ts";
import { Tuples } from "./tuples.ts";

/** Kinds of composites: the first number of each tuple. */
const ARRAY = 0;
const RECORD = 1;
const MAP = 2;
const SET = 3;

export class Interner {
  /** The canonical value of each number. */
  readonly values: Value[] = [];
  private readonly primitives = new Map<string, number>();
  /** What composite values consist of: a kind, and the numbers of the parts. */
  private readonly tuples = new Tuples();
  /** The number of the value that each of those is. */
  private readonly composites: number[] = [];
  /** Canonical objects, which are recognised without being taken apart. */
  private readonly canonical = new Map<object, number>();
  private readonly aliases = new WeakMap<object, number>();
  private readonly shapes = new Shapes();

  /** The number of a value. Throws SYN012, naming the path, for what cannot be part of a state. */
  intern(value: Value, path: Path = pathFrom("value")): number {
    const shape = shapeOf(value, path);
    if (shape === "primitive") return this.primitive(value);
    const object = value as object;
    const known = this.canonical.get(object) ?? this.aliases.get(object);
    if (known !== undefined) return known;
    const number = this.composite(object, shape, path);
    // What is frozen stays as it is; the same object will be recognised when it comes again.
    if (Object.isFrozen(object)) this.aliases.set(object, number);
    return number;
  }

  private composite(object: object, shape: Exclude<Shape, "primitive">, path: Path): number {
    switch (shape) {
      case "array":
        return this.array(object as readonly Value[], path);
      case "object":
        return this.record(object as Readonly<Record<string, Value>>, path);
      case "map":
        return this.map(object as ReadonlyMap<Value, Value>, path);
      case "set":
        return this.set(object as ReadonlySet<Value>, path);
    }
  }

  private array(items: readonly Value[], path: Path): number {
    const list = [ARRAY];
    for (let at = 0; at < items.length; at++) list.push(this.intern(items[at], into(path, at)));
    return this.known(list) ?? this.keep(list.slice(1).map((part) => this.values[part]));
  }

  private record(fields: Readonly<Record<string, Value>>, path: Path): number {
    const { keys, number } = this.shapes.of(fields);
    const list = [RECORD, number];
    for (const name of keys) list.push(this.intern(fields[name], into(path, name)));
    return this.known(list) ?? this.keep(this.canonicalRecord(fields, keys, list.slice(2)));
  }

  /** The author's order of the fields is kept: it is how they are shown. */
  private canonicalRecord(fields: Readonly<Record<string, Value>>, keys: readonly string[], parts: readonly number[]) {
    const defined = Object.keys(fields).filter((name) => fields[name] !== undefined);
    return Object.fromEntries(defined.map((name) => [name, this.values[parts[keys.indexOf(name)] as number]]));
  }

  private map(entries: ReadonlyMap<Value, Value>, path: Path): number {
    const parts = new Map<number, number>();
    for (const [name, item] of entries) {
      parts.set(this.intern(name, into(path, "(key)")), this.intern(item, into(path, keyName(name))));
    }
    const sorted = [...parts].sort(([a], [b]) => a - b);
    return (
      this.known([MAP, ...sorted.flat()]) ??
      this.keep(new Map(sorted.map(([name, item]) => [this.values[name], this.values[item]])))
    );
  }

  private set(items: ReadonlySet<Value>, path: Path): number {
    const parts = new Set([...items].map((item) => this.intern(item, into(path, "(item)"))));
    const sorted = [...parts].sort((a, b) => a - b);
    return this.known([SET, ...sorted]) ?? this.keep(new Set(sorted.map((part) => this.values[part])));
  }

  /** The number of the value that consists of these parts; undefined if there is none, and then it has to be kept next. */
  private known(list: readonly number[]): number | undefined {
    return this.composites[this.tuples.numberOf(list)];
  }

  private primitive(value: Value): number {
    const text = primitiveText(value);
    const known = this.primitives.get(text);
    if (known !== undefined) return known;
    this.primitives.set(text, this.values.length);
    return this.values.push(value) - 1;
  }

  private keep(value: object): number {
    const number = this.values.length;
    this.composites.push(number);
    // The parts of arrays and records are canonical, and so frozen, already.
    this.values.push(value instanceof Map || value instanceof Set ? freeze(value) : Object.freeze(value));
    this.canonical.set(value, number);
    return number;
  }
}

/** The values that one place in the state has had, numbered densely from 0 in the order of their discovery. */
export class Domain {
  readonly values: Value[] = [];
  private readonly dense = new Map<number, number>();
  private readonly interner: Interner;
  private readonly path: Path;

  constructor(interner: Interner, name: string) {
    this.interner = interner;
    this.path = pathFrom(name);
  }

  get size(): number {
    return this.values.length;
  }

  idOf(value: Value): number {
    const number = this.interner.intern(value, this.path);
    const known = this.dense.get(number);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.dense.set(number, id);
    this.values.push(this.interner.values[number]);
    return id;
  }
}
