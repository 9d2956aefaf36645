/** A register: a read returns what the last write has put there. The simplest object for `linearizable`. */
import type { SequentialObject } from "./sequential-object.ts";

export type RegisterCall = { readonly kind: "write"; readonly value: string } | { readonly kind: "read" };
export type RegisterResult = { readonly kind: "written" } | { readonly kind: "read"; readonly value: string };

export function register(initial: string): SequentialObject<string, RegisterCall, RegisterResult> {
  return {
    initial,
    apply: (value, call) =>
      call.kind === "write"
        ? { state: call.value, result: { kind: "written" } }
        : { state: value, result: { kind: "read", value } },
    show: (call, result) => {
      if (call.kind === "write") return result === undefined ? `write ${call.value} …` : `write ${call.value}`;
      return result?.kind === "read" ? `read → ${JSON.stringify(result.value)}` : "read …";
    },
    isRead: ({ kind }) => kind === "read",
  };
}
