/**
 * Plain transition systems: named components and actions that declare what they read. Protocols that are usually written as a set of guarded
 * actions over shared variables (two-phase commit, Lamport's Paxos) are written this way.
 *
 * The footprint is the contract: an action sees the components it reads and nothing else, and may also change components it does not read, by a
 * constant or by an `update`. The fewer it reads the faster the search.
 */
import { SynodError } from "../errors.ts";
import { blaming } from "./blame.ts";
import { mirrorImage } from "./mirrored.ts";
import type { Effect, Group, Read, System } from "./system.ts";
import { canonicalText, pathFrom, type Value } from "./value.ts";

/** A change to a component the action does not read: a function of its old value, known by its key. */
export interface BlindUpdate<T> {
  readonly blind: readonly Value[];
  readonly apply: (old: T) => T;
}

/** `update(["add", message], (messages) => …)`: the key must tell apart any two updates of the same component that differ. */
export function update<T>(key: readonly Value[], apply: (old: T) => T): BlindUpdate<T> {
  return { blind: key, apply };
}

/** The components that change, with their new values (or a blind update). */
export type Change<State> = { readonly [K in keyof State]?: State[K] | BlindUpdate<State[K]> };

export interface Action<State, Reads extends keyof State & string = keyof State & string> {
  readonly name: string;
  /** Told apart in traces by these; actions of one name differ in nothing else. */
  readonly args?: Readonly<Record<string, unknown>>;
  readonly reads: readonly Reads[];
  /** Nothing when the action is not enabled; otherwise one change, or several for a choice. */
  next(state: Pick<State, Reads>): Change<State> | readonly Change<State>[] | undefined;
}

export interface TransitionSystem<State> {
  /** One initial state, or several. All have the same components. */
  readonly initial: State | readonly State[];
  readonly actions: readonly Action<State>[];
}

/** Checks the footprint types of one action: `next` can only name what `reads` declares. */
export function action<State, Reads extends keyof State & string>(definition: Action<State, Reads>): Action<State> {
  return definition as unknown as Action<State>;
}

/** Compiles components and actions to the engine's form. Actions that read the same components become one group. */
export function transitionSystem<State extends object>({ initial, actions }: TransitionSystem<State>): System<State> {
  const states = (Array.isArray(initial) ? initial : [initial]) as readonly State[];
  const names = Object.keys(states[0] ?? {});
  const index = new Map(names.map((name, position) => [name, position]));
  if (states.length === 0) throw new SynodError("badDefinition", "there is no initial state");
  for (const state of states) requireSameComponents(names, Object.keys(state));

  const system: System<State> = {
    components: names.map((name) => ({ name })),
    initial: states.map((state) => names.map((name) => (state as Record<string, Value>)[name])),
    groups: groupsOf(actions, index),
    actions: [...new Set(actions.map(({ name }) => name))],
    bounds: [],
    fresh: () => system,
    state: (read) => lazyState<State>(names, read),
  };
  return system;
}

function requireSameComponents(expected: readonly string[], found: readonly string[]): void {
  if (expected.length === found.length && expected.every((name) => found.includes(name))) return;
  throw new SynodError("badDefinition", `initial states must have the same components: [${expected}] and [${found}]`);
}

function groupsOf<State>(actions: readonly Action<State>[], index: ReadonlyMap<string, number>): Group[] {
  const byFootprint = new Map<string, { reads: number[]; names: string[]; actions: Action<State>[] }>();
  for (const each of actions) {
    const names = [...new Set<string>(each.reads)].sort((a, b) => position(a, each, index) - position(b, each, index));
    const key = names.join("\n");
    const group = byFootprint.get(key) ?? {
      reads: names.map((name) => position(name, each, index)),
      names,
      actions: [],
    };
    group.actions.push(each);
    byFootprint.set(key, group);
  }
  return [...byFootprint.values()].map(({ reads, names, actions: members }) => ({
    name: names.join(" × ") || "(reads nothing)",
    reads,
    expand: (values) => members.flatMap((each) => effectsOf(each, names, values, index)),
  }));
}

function position<State>(
  name: string,
  { name: actionName }: Action<State>,
  index: ReadonlyMap<string, number>,
): number {
  const found = index.get(name);
  if (found === undefined)
    throw new SynodError("badDefinition", `action ${actionName} names a component that does not exist: ${name}`);
  return found;
}

/** What an action is given: exactly what it declared. Reading anything else is an error, not `undefined`. */
function footprint<State>({ name }: Action<State>, names: readonly string[], values: readonly Value[]): State {
  const seen = Object.fromEntries(names.map((key, at) => [key, values[at]]));
  return new Proxy(seen, {
    get(target, key) {
      if (typeof key === "string" && !Object.hasOwn(target, key)) {
        throw new SynodError("footprint", `action ${name} reads ${key} without declaring it`, {
          hint: `Add "${key}" to its reads.`,
        });
      }
      return Reflect.get(target, key);
    },
  }) as State;
}

/** The effects of an action, worked out twice, the second time on the mirror image of what it reads: an action has to be a function of the state. */
function effectsOf<State>(
  definition: Action<State>,
  names: readonly string[],
  values: readonly Value[],
  index: ReadonlyMap<string, number>,
): Effect[] {
  const effects = effectsOnce(definition, footprint(definition, names, values), index);
  const image = effectsOnce(definition, footprint(definition, names, values.map(mirroredValue)), index);
  const all = [...index.keys()];
  if (essence(effects, all) === essence(image, all)) return effects;
  throw new SynodError(
    "impure",
    `action ${definition.name} is not deterministic: run twice on the same state, it leads elsewhere`,
    {
      hint: "An action may not use a clock, randomness, a variable that outlives it, or the order of keys in an object, Map or Set.",
    },
  );
}

function mirroredValue(value: Value): Value {
  return typeof value === "object" && value !== null ? mirrorImage(value) : value;
}

/** What tells effects apart, as text. What is no value is told with the name of the component that was to have it. */
function essence(effects: readonly Effect[], names: readonly string[]): string {
  const write = ([component, value]: readonly [number, Value]) =>
    `${component} ${canonicalText(value, pathFrom(names[component] ?? "value"))}`;
  const blind = ([component, { key }]: Effect["updates"][number]) =>
    `${component} ${canonicalText(key, pathFrom(names[component] ?? "value"))}`;
  return effects.map(({ writes, updates }) => [...writes.map(write), ...updates.map(blind)].join(", ")).join("; ");
}

function effectsOnce<State>(definition: Action<State>, state: State, index: ReadonlyMap<string, number>): Effect[] {
  const what = `action ${definition.name}`;
  const result = blaming(what, () => definition.next(state));
  if (result === undefined) return [];
  const alternatives = (Array.isArray(result) ? result : [result]) as readonly Change<State>[];
  const event = { kind: "action", action: definition.name, args: definition.args ?? {} } as const;
  return alternatives.map((change) => ({ event, action: definition.name, ...split(definition, change, index) }));
}

/** New values for what the action read, blind updates for the rest. A plain value for an unread component is the update "becomes this". */
function split<State>(
  definition: Action<State>,
  change: Change<State>,
  index: ReadonlyMap<string, number>,
): Pick<Effect, "writes" | "updates"> {
  const writes: [number, Value][] = [];
  const updates: [number, { key: Value; apply: (old: Value) => Value }][] = [];
  for (const [name, value] of Object.entries(change)) {
    const component = position(name, definition, index);
    const isRead = (definition.reads as readonly string[]).includes(name);
    if (isBlind(value)) {
      if (isRead)
        throw new SynodError(
          "badDefinition",
          `action ${definition.name} reads ${name}, so it must write a value, not an update`,
        );
      const apply = (old: Value) => blaming(`action ${definition.name}, updating ${name},`, () => value.apply(old));
      updates.push([component, { key: ["update", ...value.blind], apply }]);
    } else if (isRead) writes.push([component, value]);
    else updates.push([component, { key: ["becomes", value], apply: () => value }]);
  }
  return { writes, updates };
}

function isBlind(value: unknown): value is BlindUpdate<Value> {
  return typeof value === "object" && value !== null && "blind" in value && "apply" in value;
}

function lazyState<State>(names: readonly string[], read: Read): State {
  const state = {};
  names.forEach((name, component) => {
    Object.defineProperty(state, name, { enumerable: true, get: () => read(component) });
  });
  return state as State;
}
