/**
 * Runs one reducer on one event. This is the only place where user code changes a state, so it is here that purity is enforced: the base state is
 * frozen, the reducer runs twice, and both runs must agree.
 */
import { current, type Draft, enableMapSet, freeze, isDraft, isDraftable, produce } from "immer";
import { SynodError } from "../errors.ts";
import { blaming } from "./blame.ts";
import type { Address, Message } from "./event.ts";
import { mirrorImage } from "./mirrored.ts";
import type { Context, Delivery } from "./node.ts";
import { pathFrom, requireValue, sameValue, type Value } from "./value.ts";

enableMapSet();

export interface Sent {
  readonly to: Address;
  readonly message: Message;
}

/** Everything a reducer did. */
export interface Reaction {
  readonly local: Value;
  readonly sent: readonly Sent[];
  readonly recorded: readonly Value[];
  readonly reached: readonly string[];
  /** Whether anything at all happened; a step in which nothing did is a no-op. */
  readonly isNoop: boolean;
}

/** A node as seen by a reducer: who it is, and whom it can reach. */
export interface Identity {
  readonly address: Address;
  readonly index: number;
  readonly addressesOf: (role: string) => readonly Address[];
}

/** `run` calls the user's reducer; `what` names node and event for error messages. */
export interface Stimulus {
  readonly what: string;
  readonly from?: Address;
  run(draft: Draft<object>, context: Delivery): void;
}

/** The reducer's result, or an error that names the node and the event: SYN010 threw, SYN011 mutated, SYN012 no value, SYN013 not deterministic. */
export function react(identity: Identity, local: Value, stimulus: Stimulus): Reaction {
  const base = freeze(local as object, true);
  const first = runOnce(identity, base, stimulus);
  const image = mirrorImage(base);
  const second = runOnce(identity, image, stimulus);
  if (first.local === base && second.local === image && first.isNoop && second.isNoop) return first;
  const difference = differenceBetween(first, second);
  if (difference === undefined) return first;
  // One of two reasons: the same state again tells which.
  const again = differenceBetween(first, runOnce(identity, base, stimulus));
  throw again === undefined
    ? notDeterministic(stimulus.what, "with the keys or members of its state in another order", difference)
    : notDeterministic(stimulus.what, "run twice on the same state", again);
}

function notDeterministic(what: string, how: string, difference: string): SynodError {
  return new SynodError("impure", `${what} is not deterministic: ${how}, ${difference}`, {
    hint: "A reducer may not use a clock, randomness, a variable that outlives it, or the order of keys in an object, Map or Set.",
  });
}

function runOnce(identity: Identity, base: object, { what, from, run }: Stimulus): Reaction {
  const sent: Sent[] = [];
  const recorded: Value[] = [];
  const reached: string[] = [];
  const context: Context = {
    self: identity.address,
    index: identity.index,
    send: (to, message) => void sent.push({ to, message: detached(message) }),
    broadcast: (role, message) => {
      const copy = detached(message);
      for (const to of identity.addressesOf(role)) if (to !== identity.address) sent.push({ to, message: copy });
    },
    record: (event) => void recorded.push(detached(event)),
    reached: (bound) => void reached.push(bound),
  };
  const local = blaming(what, () =>
    produce(base, (draft) => {
      run(draft, { ...context, from: from ?? identity.address });
    }),
  );
  if (local !== base) requireValue(local, pathFrom(`the state left by ${what}`));
  for (const { message } of sent) requireValue(message, pathFrom(`a message sent by ${what}`));
  for (const event of recorded) requireValue(event, pathFrom(`an event recorded by ${what}`));
  const isNoop = sent.length === 0 && recorded.length === 0 && sameValue(local, base);
  return { local: isNoop ? base : local, sent, recorded, reached, isNoop };
}

/** Messages may contain parts of the draft, which dies with the reducer: they are taken out of it as they are now. */
function detached<T>(value: T): T {
  if (isDraft(value)) return freeze(current<unknown>(value) as T, true);
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  return freeze(copied(value) as T, true);
}

function copied(value: object): unknown {
  if (Array.isArray(value)) return value.map(detached);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, detached(item)]));
  if (value instanceof Set) return new Set([...value].map(detached));
  if (!isDraftable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, detached(item)]));
}

function differenceBetween(a: Reaction, b: Reaction): string | undefined {
  if (!sameValue(a.local, b.local)) return "it left two different states";
  if (!sameValue(a.sent, b.sent)) return "it sent different messages";
  if (!sameValue(a.recorded, b.recorded)) return "it recorded different events";
  return undefined;
}
