/**
 * A key-value store: what was put under a key last is what a get of that key returns. Keys have nothing to do with each other, so a history is judged key
 * by key.
 */
import type { SequentialObject } from "./sequential-object.ts";

export type StoreCall =
  | { readonly kind: "put"; readonly key: string; readonly value: string }
  | { readonly kind: "get"; readonly key: string }
  | { readonly kind: "delete"; readonly key: string };

/** `value` is null where nothing was put. */
export type StoreResult = { readonly kind: "done" } | { readonly kind: "got"; readonly value: string | null };

export type Store = Readonly<Record<string, string>>;

export const keyValueStore: SequentialObject<Store, StoreCall, StoreResult> = {
  initial: {},
  apply(store, call) {
    switch (call.kind) {
      case "put":
        return { state: { ...store, [call.key]: call.value }, result: { kind: "done" } };
      case "get":
        return { state: store, result: { kind: "got", value: valueIn(store, call.key) } };
      case "delete": {
        const { [call.key]: _, ...others } = store;
        return { state: others, result: { kind: "done" } };
      }
    }
  },
  show(call, result) {
    const what = call.kind === "put" ? `put ${call.key} ${call.value}` : `${call.kind} ${call.key}`;
    if (result === undefined) return `${what} …`;
    return result.kind === "got" ? `${what} → ${result.value ?? "nothing"}` : what;
  },
  partOf: ({ key }) => key,
  isRead: ({ kind }) => kind === "get",
};

function valueIn(store: Store, key: string): string | null {
  return Object.hasOwn(store, key) ? (store[key] ?? null) : null;
}
