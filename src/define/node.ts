/**
 * A node: named reducers over a draft of its own state, in the shape that Redux Toolkit made familiar. Handlers are pure in effect: what they do
 * depends on the state and the event and on nothing else. The checker runs each of them twice to make sure.
 */
import type { Draft } from "immer";
import type { Address, Message } from "./event.ts";

/** What a handler may do besides changing its own state. */
export interface Context<M extends Message = Message> {
  /** The node that is running. */
  readonly self: Address;
  /** Its number within its role, from 0. */
  readonly index: number;
  /** Sends a message; it arrives when the network chooses. */
  send(to: Address, message: M): void;
  /** Sends to every node of a role, except the sender itself. */
  broadcast(role: string, message: M): void;
  /** Reports something that happened to the observers, which keep what no node knows: votes ever cast, what clients saw. */
  record(event: unknown): void;
  /** Says that a bound of the model cut something off here, so that the result can tell. */
  reached(bound: string): void;
}

export interface Delivery<M extends Message = Message> extends Context<M> {
  readonly from: Address;
}

export type Handler<Local, M extends Message, Received> = (
  self: Draft<Local>,
  message: Received,
  context: Delivery<M>,
) => void;

/** A step a node takes by itself. `enabled` is the guard; without it the step may be taken at any time. */
export interface Spontaneous<Local, M extends Message> {
  readonly enabled?: (self: Local, index: number) => boolean;
  run(self: Draft<Local>, context: Context<M>): void;
}

export interface NodeDefinition<Local, M extends Message> {
  readonly name: string;
  initial(index: number): Local;
  /** Runs once before anything else, to send first messages. */
  start?(self: Draft<Local>, context: Context<M>): void;
  /** One handler a message type. A message without one is left unread. */
  readonly on: { readonly [T in M["type"]]?: Handler<Local, M, Extract<M, { readonly type: T }>> };
  /** Steps that a clock would trigger. They may come at any moment, also wrongly, as often as the budget allows. */
  readonly timers?: Readonly<Record<string, Spontaneous<Local, M>>>;
  /** Steps of the node's own will, without a budget. */
  readonly actions?: Readonly<Record<string, Spontaneous<Local, M>>>;
  /** What survives a crash; the rest is as in `initial`. A node without it never crashes. */
  readonly durable?: readonly (keyof Local & string)[];
  /** Runs after a crash, on the durable part. */
  restart?(self: Draft<Local>, context: Context<M>): void;
  /**
   * Runs on the node that takes the place of a destroyed one, in its initial state and under the same address: messages on their way find it there. What
   * others know of the destroyed node, such as how often it was replaced before, may be taken from it. A node without this is never destroyed.
   */
  replace?(self: Draft<Local>, context: Context<M>, destroyed: Local): void;
}

/** Defines a node. `Local` is its state, `M` the union of all messages it may send or receive, told apart by `type`. */
export function defineNode<Local extends object, M extends Message>(
  definition: NodeDefinition<Local, M>,
): NodeDefinition<Local, M> {
  return definition;
}
