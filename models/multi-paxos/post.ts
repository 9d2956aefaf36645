/**
 * Where messages go. A handler speaks to acceptors and learners, wherever they live. What a node has to say to itself it does in the same step (S4):
 * nothing can come in between, and it has promised and voted before anybody else is asked to. By option such messages travel like all others.
 */
import type { Context, Delivery, NodeDefinition } from "synod";
import type { Message } from "./messages.ts";

export type SelfDelivery = "inline" | "network";

export interface Post extends Delivery<Message> {
  toAcceptors(message: Message): void;
  toLearners(message: Message): void;
  toOtherLearners(message: Message): void;
}

/** One handler a message type. Roles are slices of a node's state: a node that plays several has a state that is all of theirs. */
export type Handlers<State> = {
  readonly [T in Message["type"]]?: (self: State, message: Extract<Message, { readonly type: T }>, post: Post) => void;
};

/** Roles of nodes: who are the acceptors, and who the learners. */
export interface Offices {
  readonly acceptors: string;
  readonly learners: string;
}

/** How the nodes of one role reach the others and themselves. */
export interface PostOffice<State> {
  readonly offices: Offices;
  /** The role of these nodes. */
  readonly role: string;
  readonly selfDelivery: SelfDelivery;
  readonly handlers: Handlers<State>;
}

/** The handlers of a role as those of a node. */
export function handling<State extends object>(office: PostOffice<State>): NodeDefinition<State, Message>["on"] {
  const entries = Object.entries(office.handlers) as [string, AnyHandler<State>][];
  return Object.fromEntries(
    entries.map(([type, handler]) => [
      type,
      (self: State, message: Message, context: Delivery<Message>) =>
        handler(self, message, postOf(office, self, context)),
    ]),
  );
}

/** The same for a step that a node takes by itself. */
export function ownPost<State>(office: PostOffice<State>, self: State, context: Context<Message>): Post {
  return postOf(office, self, { ...context, from: context.self });
}

type AnyHandler<State> = (self: State, message: Message, post: Post) => void;

/** What a node in the middle of a step writes its messages with. */
function postOf<State>(office: PostOffice<State>, self: State, context: Delivery<Message>): Post {
  const { offices, role, selfDelivery, handlers } = office;

  const toSelf = (message: Message) => {
    if (selfDelivery === "network") return context.send(context.self, message);
    const handler = handlers[message.type] as AnyHandler<State> | undefined;
    handler?.(self, message, { ...post, from: context.self });
  };

  const toAll = (audience: string, message: Message) => {
    if (audience === role) toSelf(message);
    context.broadcast(audience, message);
  };

  const post: Post = {
    ...context,
    send: (to, message) => (to === context.self ? toSelf(message) : context.send(to, message)),
    toAcceptors: (message) => toAll(offices.acceptors, message),
    toLearners: (message) => toAll(offices.learners, message),
    toOtherLearners: (message) => context.broadcast(offices.learners, message),
  };
  return post;
}
