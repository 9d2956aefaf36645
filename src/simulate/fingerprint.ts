/**
 * Values and states by 64 bits that are the same in every thread, as ids are not: so what several threads have seen can be counted together. They are
 * figures in a report, on which no verdict depends.
 */
import { primitiveText, type Value } from "../define/value.ts";
import { grown } from "../space/batch.ts";
import { localComponents } from "./nodes.ts";
import type { Walk } from "./walk.ts";

const ARRAY = 0x51ed270b;
const RECORD = 0x2545f491;
const MAP = 0x7f4a7c15;
const SET = 0x1b873593;

/** The hashes of values, remembered for objects: those of a space are kept once, with their parts shared. */
class ValueHashes {
  /** Two integers a place. */
  pool: Int32Array = new Int32Array(1 << 10);
  private size = 0;
  private readonly objects = new WeakMap<object, number>();
  private readonly texts = new Map<string, number>();

  /** Where the hash of a value lies. */
  placeOf(value: Value): number {
    if (typeof value !== "object" || value === null) return this.placeOfText(primitiveText(value));
    const known = this.objects.get(value);
    if (known !== undefined) return known;
    const place = this.composite(value);
    this.objects.set(value, place);
    return place;
  }

  private composite(value: object): number {
    if (Array.isArray(value)) return this.list(value);
    if (value instanceof Map) return this.pairs(MAP, [...value]);
    if (value instanceof Set)
      return this.pairs(
        SET,
        [...value].map((item) => [item, true]),
      );
    return this.pairs(
      RECORD,
      Object.entries(value).filter(([, item]) => item !== undefined),
    );
  }

  private list(items: readonly Value[]): number {
    let first = ARRAY;
    let second = items.length;
    for (const item of items) {
      const at = this.placeOf(item);
      first = mixed(first ^ (this.pool[at] as number));
      second = mixed((second + (this.pool[at + 1] as number)) | 0);
    }
    return this.add(first, second);
  }

  /** In whatever order. */
  private pairs(kind: number, pairs: readonly (readonly [Value, Value])[]): number {
    let first = kind;
    let second = pairs.length;
    for (const [key, item] of pairs) {
      const from = this.placeOf(key);
      const to = this.placeOf(item);
      const { pool } = this;
      first = (first + mixed(mixed((pool[from] as number) ^ kind) + (pool[to] as number))) | 0;
      second = (second + mixed(mixed((pool[from + 1] as number) + kind) ^ (pool[to + 1] as number))) | 0;
    }
    return this.add(first, second);
  }

  private placeOfText(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    let first = text.length;
    let second = ~text.length;
    for (let at = 0; at < text.length; at++) {
      first = mixed(first ^ text.charCodeAt(at));
      second = mixed((second + text.charCodeAt(at)) | 0);
    }
    const place = this.add(first, second);
    this.texts.set(text, place);
    return place;
  }

  private add(first: number, second: number): number {
    const at = this.size;
    if (at === this.pool.length) this.pool = grown(this.pool, 2 * at);
    this.pool[at] = first;
    this.pool[at + 1] = second;
    this.size += 2;
    return at;
  }
}

/** The fingerprint of the state that a walk is in: the sum over its components, so that a step changes only the terms of what it changes. */
export class Fingerprint<State> {
  first = 0;
  second = 0;
  private readonly walk: Walk<State>;
  private readonly values = new ValueHashes();
  /** By component and id, two integers; the first `known` ids are there. */
  private readonly terms: Int32Array[];
  private readonly known: number[];
  private readonly told: number[];
  private readonly locals: readonly number[];

  constructor(walk: Walk<State>) {
    this.walk = walk;
    this.locals = localComponents(walk.space.system);
    this.terms = Array.from(walk.ids, () => new Int32Array(64));
    this.known = Array.from(walk.ids, () => 0);
    this.told = Array.from(walk.ids, () => 0);
  }

  /** Has to be called after every step, and at the start of every run. */
  follow(): void {
    const { ids, idsBefore, last } = this.walk;
    if (last < 0) this.first = this.second = 0;
    for (let component = 0; component < ids.length; component++) {
      const id = ids[component] as number;
      if (last >= 0) {
        const before = idsBefore[component] as number;
        if (before === id) continue;
        this.addTerm(component, before, -1);
      }
      this.addTerm(component, id, 1);
    }
  }

  private addTerm(component: number, id: number, sign: 1 | -1): void {
    if (id >= (this.known[component] as number)) this.learn(component, id + 1);
    const terms = this.terms[component] as Int32Array;
    this.first = (this.first + sign * (terms[2 * id] as number)) | 0;
    this.second = (this.second + sign * (terms[2 * id + 1] as number)) | 0;
  }

  private learn(component: number, size: number): void {
    const { values } = this;
    const domain = this.walk.space.domains[component]?.values ?? [];
    let terms = this.terms[component] as Int32Array;
    if (2 * size > terms.length) this.terms[component] = terms = grown(terms, 4 * size);
    for (let id = this.known[component] as number; id < size; id++) {
      const at = values.placeOf(domain[id]);
      terms[2 * id] = mixed((values.pool[at] as number) + Math.imul(component + 1, 0x9e3779b1));
      terms[2 * id + 1] = mixed((values.pool[at + 1] as number) ^ Math.imul(component + 1, 0x85ebca6b));
    }
    this.known[component] = size;
  }

  /** The values of the nodes' own states that were met since this was last asked, two integers each. */
  newLocalStates(): Int32Array {
    const { domains } = this.walk.space;
    const found: number[] = [];
    for (const component of this.locals) {
      const size = domains[component]?.size ?? 0;
      if (size > (this.known[component] as number)) this.learn(component, size);
      for (let at = 2 * (this.told[component] as number); at < 2 * size; at++)
        found.push((this.terms[component] as Int32Array)[at] as number);
      this.told[component] = size;
    }
    return Int32Array.from(found);
  }
}

/** The finaliser of MurmurHash3 (Appleby, public domain). */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
