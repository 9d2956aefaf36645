/**
 * Resolved events: what happened in one step, said so that it can be found again. A trace is a list of these; replay looks for the enabled step with
 * the same event. They carry no state.
 */
import { canonicalText } from "./value.ts";

/** The name of a node: its role and its number in that role, as in `acceptor 2`. */
export type Address = `${string} ${number}`;

/** A message: its `type` names the handler that receives it. */
export interface Message {
  readonly type: string;
}

export type Event =
  | { readonly kind: "deliver"; readonly node: Address; readonly from: Address; readonly message: Message }
  | { readonly kind: "lose"; readonly node: Address; readonly from: Address; readonly message: Message }
  | { readonly kind: "duplicate"; readonly node: Address; readonly from: Address; readonly message: Message }
  | { readonly kind: "timeout"; readonly node: Address; readonly timer: string }
  | { readonly kind: "act"; readonly node: Address; readonly action: string }
  | { readonly kind: "restart"; readonly node: Address }
  | { readonly kind: "destroy"; readonly node: Address }
  | { readonly kind: "action"; readonly action: string; readonly args: Readonly<Record<string, unknown>> };

/** Whether two events are the same step of a trace. */
export function sameEvent(a: Event, b: Event): boolean {
  return canonicalText(a) === canonicalText(b);
}
