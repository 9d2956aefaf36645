/** A server as the properties see it that are about what is kept, deleted and remembered (S12, S13). */
import { readable } from "./decisions.ts";
import { isRecovering } from "./recovery.ts";
import type { ServerState } from "./replica.ts";
import type { Snapshot } from "./snapshot.ts";

export function replicaView({ name, node }: { readonly name: string; readonly node: ServerState }) {
  return {
    name,
    get base() {
      return node.base;
    },
    get position() {
      return node.snapshot.position;
    },
    get executed() {
      return node.executed;
    },
    get votes() {
      return node.votes.map(readable);
    },
    /** Of which it has a vote, or knows the decision. */
    get slots() {
      return [...node.votes, ...node.chosen].map(({ slot }) => slot);
    },
    get snapshot() {
      const { cache, ...snapshot } = node.snapshot;
      return { ...snapshot, caches: cachesOf(cache) };
    },
    get isRecovering() {
      return isRecovering(node);
    },
    /** How many servers have been destroyed in its place. */
    get incarnation() {
      return node.incarnation;
    },
    get promised() {
      return node.promised;
    },
  };
}

export function cachesOf(cache: Snapshot["cache"]) {
  return cache.map(({ client, ...kept }) => ({ client: `client ${client}`, ...kept }));
}
