/**
 * Primary-backup as it is without Paxos (S5): the primary tells the backups what to store, and they do as they are told. With one primary that is all it
 * takes. What is missing is a number that says which of two primaries is the later one, and a question before the order.
 */
import { type Address, defineNode } from "synod";

export type Message =
  /** Primary to backups: store this. */
  | { readonly type: "store"; readonly value: string }
  /** Backup to primary: done. */
  | { readonly type: "stored" };

export interface Primary {
  phase: "idle" | "storing" | "committed";
  /** The backups that have stored its value. */
  stored: Address[];
}

export interface Backup {
  value: string | null;
}

/** Primary 0 wants a, primary 1 wants b, and so on. */
export function wishOf(primary: number): string {
  return String.fromCharCode("a".charCodeAt(0) + primary);
}

/** `enough` backups make it a commit. */
export function primary({ enough }: { readonly enough: number }) {
  return defineNode<Primary, Message>({
    name: "primary",
    initial: () => ({ phase: "idle", stored: [] }),
    actions: {
      /** Whoever believes itself to be the primary says so, and nothing stops two of them from believing it (S5). */
      start: {
        enabled: ({ phase }) => phase === "idle",
        run(self, { index, broadcast }) {
          self.phase = "storing";
          broadcast("backup", { type: "store", value: wishOf(index) });
        },
      },
    },
    on: {
      stored(self, _message, { from }) {
        if (self.phase !== "storing" || self.stored.includes(from)) return;
        self.stored = [...self.stored, from].sort();
        if (self.stored.length >= enough) self.phase = "committed";
      },
    },
  });
}

export const backup = defineNode<Backup, Message>({
  name: "backup",
  initial: () => ({ value: null }),
  on: {
    /** The latest sender is right. An acceptor would look at the epoch first. */
    store(self, { value }, { from, send }) {
      self.value = value;
      send(from, { type: "stored" });
    },
  },
});
