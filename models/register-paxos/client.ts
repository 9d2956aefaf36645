/**
 * A client of register Paxos: it puts a value of its own at one server, then gets what the register holds from the next one. What it sees goes into the
 * history, and it asks for nothing before it has its answer, so that the history has one operation at a time in flight for each client.
 */
import { defineNode } from "synod";
import type { Recorded } from "./history.ts";
import type { Message } from "./messages.ts";

export interface Client {
  /** The request it waits for; null when it is done. */
  readonly awaiting: number | null;
}

const PUT = 1;
const GET = 2;

export function client(servers: number) {
  return defineNode<Client, Message>({
    name: "client",

    initial: () => ({ awaiting: PUT }),

    start(_, { index, send, record }) {
      const value = String.fromCharCode("A".charCodeAt(0) + index);
      record({ kind: "invoked", call: { kind: "write", value } } satisfies Recorded);
      send(`server ${index % servers}`, { type: "put", request: PUT, value });
    },

    on: {
      putOk(me, { request }, { index, send, record }) {
        if (me.awaiting !== request) return;
        me.awaiting = GET;
        record({ kind: "returned", result: { kind: "written" } } satisfies Recorded);
        record({ kind: "invoked", call: { kind: "read" } } satisfies Recorded);
        send(`server ${(index + 1) % servers}`, { type: "get", request: GET });
      },

      getOk(me, { request, value }, { record }) {
        if (me.awaiting !== request) return;
        me.awaiting = null;
        record({ kind: "returned", result: { kind: "read", value } } satisfies Recorded);
      },
    },
  });
}
