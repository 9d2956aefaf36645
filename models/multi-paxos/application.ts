/**
 * What is replicated: a deterministic program that takes commands, as text in and text out. The protocol needs to know nothing of it but that the same
 * commands in the same order lead to the same state and the same replies.
 */
import type { SequentialObject } from "synod/properties";

export interface Application {
  readonly initial: string;
  apply(state: string, op: string): { readonly state: string; readonly reply: string };
  /** What a client asks for, by its number and that of the request. */
  opOf(client: number, seq: number): string;
}

/** A list to append to. It replies with all of the list, so a reply says which commands went before. */
export const appendLog: Application = {
  initial: "",
  apply(state, op) {
    const item = op.slice("append ".length);
    const list = state === "" ? item : `${state} ${item}`;
    return { state: list, reply: list };
  },
  opOf: (client, seq) => `append ${letterOf(client)}${seq}`,
};

/** A register that is written and read: clients take turns with `put` and `get`. */
const register: Application = {
  initial: "",
  apply(state, op) {
    const [verb, value = ""] = op.split(" ");
    return verb === "put" ? { state: value, reply: "ok" } : { state, reply: state };
  },
  opOf: (client, seq) => ((client + seq) % 2 === 1 ? `put ${letterOf(client)}${seq}` : "get"),
};

export const applications = { "append-log": appendLog, register } as const;

/** The same program used by one client at a time: what linearizability compares with. */
export function inSequence({ initial, apply }: Application): SequentialObject<string, string, string> {
  return {
    initial,
    apply(before, op) {
      const { state, reply } = apply(before, op);
      return { state, result: reply };
    },
    show: (op, reply) => (reply === undefined ? `${op}, not answered` : `${op} → ${reply === "" ? "nothing" : reply}`),
  };
}

function letterOf(client: number): string {
  return String.fromCharCode("a".charCodeAt(0) + client);
}
