/** A lock: clients ask a server for it, use it, and give it back. Start your own protocol from this one. */
import { type Address, actorSystem, bag, defineModel, defineNode, integer, sometimes } from "synod";
import { type Clients, mutualExclusion } from "./mutual-exclusion.js";

type Message =
  /** Client to server: may I have the lock? */
  | { readonly type: "request" }
  /** Server to client: it is yours. */
  | { readonly type: "grant" }
  /** Client to server: here it is again. */
  | { readonly type: "release" };

interface Client {
  phase: "idle" | "waiting" | "holding" | "done";
}

interface Server {
  holder: Address | null;
  /** Who waits for the lock, in order. */
  queue: Address[];
}

const client = defineNode<Client, Message>({
  name: "client",
  initial: () => ({ phase: "idle" }),
  // What a client may do by itself, at any time at which it is enabled.
  actions: {
    ask: {
      enabled: ({ phase }) => phase === "idle",
      run(self, { send }) {
        self.phase = "waiting";
        send("server 0", { type: "request" });
      },
    },
    leave: {
      enabled: ({ phase }) => phase === "holding",
      run(self, { send }) {
        self.phase = "done";
        send("server 0", { type: "release" });
      },
    },
  },
  // What it does when a message arrives.
  on: {
    grant(self) {
      self.phase = "holding";
    },
  },
});

const server = defineNode<Server, Message>({
  name: "server",
  initial: () => ({ holder: null, queue: [] }),
  on: {
    request(self, _request, { from, send }) {
      // Break the next line to see a counterexample: write `true` for `self.holder === null`, and run `npx synod check`.
      const isFree = self.holder === null;
      if (!isFree) {
        self.queue.push(from);
        return;
      }
      self.holder = from;
      send(from, { type: "grant" });
    },
    release(self, _release, { send }) {
      self.holder = self.queue.shift() ?? null;
      if (self.holder !== null) send(self.holder, { type: "grant" });
    },
  },
});

export const lock = defineModel({
  name: "lock",
  about: "a server grants a lock to one client at a time",
  parameters: {
    clients: integer({ default: 2, min: 1, max: 5, about: "clients, each of which wants the lock once" }),
  },
  configurations: [
    { name: "", about: "two clients" },
    { name: "three", about: "three clients", set: { clients: 3 } },
  ],
  build: ({ clients }) => ({
    system: actorSystem({
      nodes: { client: Array.from({ length: clients }, () => client), server: [server] },
      // Messages arrive once each, in any order.
      network: bag({ noop: "leave" }),
    }),
    properties: [
      mutualExclusion,
      // A witness: a search that never gets here has shown little, and fails.
      sometimes<Clients>("everybody-had-it", ({ nodes }) => nodes.client.every(({ phase }) => phase === "done")),
    ],
  }),
});
