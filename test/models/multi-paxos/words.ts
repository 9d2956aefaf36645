/** Short words for the epochs, slots, requests and servers of the tests. */
import type { Address } from "synod";
import type { Epoch } from "../../../models/basic-paxos/epoch.ts";
import type { Leading } from "../../../models/multi-paxos/leadership.ts";
import { leading } from "../../../models/multi-paxos/leadership.ts";
import type { SlotVote } from "../../../models/multi-paxos/messages.ts";
import { type Options, parameters } from "../../../models/multi-paxos/parameters.ts";
import { type ServerState, server } from "../../../models/multi-paxos/replica.ts";
import { type Rules, soundRules } from "../../../models/multi-paxos/rules.ts";
import type { Slot } from "../../../models/multi-paxos/slot.ts";
import type { Request, Seq, Value } from "../../../models/multi-paxos/value.ts";
import { resolveParameters } from "../../../src/define/parameters.ts";

export const epoch = (number: number) => number as Epoch;
export const slot = (number: number) => number as Slot;
export const seq = (number: number) => number as Seq;

/** `request(1, 2)`: the second request of client 1, which appends b2. */
export const request = (client: number, number: number, ack = 0): Request => ({
  client,
  seq: seq(number),
  op: `append ${"abc"[client]}${number}`,
  ack: seq(ack),
});

/** The first requests of clients 0 and 1, and the second of client 0. */
export const a = request(0, 1);
export const a2 = request(0, 2);
export const b = request(1, 1);

/** `vote(0, a, 1)`: a vote for a in slot 0 and epoch 1. */
export const vote = (where: number, value: Value, number: number): SlotVote => ({
  slot: slot(where),
  epoch: epoch(number),
  value,
});

const servers = (count = 3): Address[] => Array.from({ length: count }, (_, index) => `server ${index}` as const);

export const optionsWith = (set: Partial<Options> = {}): Options => resolveParameters("multi-paxos", parameters, set);

/** A server with all its roles, three of them in all unless said otherwise. */
export function serverWith(set: Partial<Options> = {}, rules: Partial<Rules> = {}) {
  const options = optionsWith(set);
  const all = servers(options.servers);
  return server({ options, rules: { ...soundRules, ...rules }, acceptors: all, leaders: all });
}

/** The state of a server, as at the beginning but for what is given. */
export function state(set: Partial<ServerState> = {}): ServerState {
  return { ...serverWith().initial(1), ...set };
}

/** Leading in an epoch, with all slots prepared from the first on. */
export function leads(number: number, set: Partial<Leading> = {}): Leading {
  return { ...leading(epoch(number), slot(0), servers(), null), ...set };
}
