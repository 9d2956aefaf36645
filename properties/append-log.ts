/**
 * A log to append to. An append returns everything there is by then, so each result says which appends came before and in which order: no object tells more
 * about the order in which it was used.
 */
import type { SequentialObject } from "./sequential-object.ts";

export type LogCall = { readonly kind: "append"; readonly item: string } | { readonly kind: "read" };
export type LogResult = readonly string[];

export const appendLog: SequentialObject<readonly string[], LogCall, LogResult> = {
  initial: [],
  apply(log, call) {
    const state = call.kind === "append" ? [...log, call.item] : log;
    return { state, result: state };
  },
  show(call, result) {
    const what = call.kind === "append" ? `append ${call.item}` : "read";
    return result === undefined ? `${what} …` : `${what} → [${result.join(" ")}]`;
  },
  isRead: ({ kind }) => kind === "read",
};
