/**
 * Networks. The messages on their way are kept by destination, one inbox a node, because that splits the state where steps do: a delivery reads one
 * inbox, a send adds to one.
 *
 *  - `bag`: unordered, each copy delivered once. Loss and duplication are faults with a budget, or simply a delivery that never comes.
 *  - `set`: unordered, a message once sent can be delivered for ever, as in TLA+ specifications. Loss and duplication for free.
 *  - `fifo`: ordered from each sender to each receiver.
 *
 * What happens to a message whose delivery changes nothing differs from checker to checker, and counts depend on it, so it is said out loud: `leave` it
 * where it is (the step does not count as one), or `consume` it.
 */
import type { Address, Message } from "./event.ts";
import { canonicalText } from "./value.ts";

export interface Envelope {
  readonly from: Address;
  readonly message: Message;
}

/** All messages on the way to one node, in canonical order. */
export type Inbox = readonly Envelope[];

export interface Network {
  readonly kind: "bag" | "set" | "fifo";
  readonly noop: "leave" | "consume";
  /** The messages that may be delivered next, each once. */
  deliverable(inbox: Inbox): readonly Envelope[];
  /** What is left on the way after a delivery. */
  after(inbox: Inbox, delivered: Envelope): Inbox;
  /** The inbox with one more message. */
  with(inbox: Inbox, sent: Envelope): Inbox;
}

export function bag({ noop }: { readonly noop: "leave" | "consume" }): Network {
  return { kind: "bag", noop, deliverable: distinct, after: without, with: inserted };
}

export function set(): Network {
  return {
    kind: "set",
    noop: "leave",
    deliverable: (inbox) => inbox,
    after: (inbox) => inbox,
    with: (inbox, sent) => (inbox.some((each) => sameEnvelope(each, sent)) ? inbox : inserted(inbox, sent)),
  };
}

export function fifo({ noop }: { readonly noop: "leave" | "consume" }): Network {
  return {
    kind: "fifo",
    noop,
    deliverable: (inbox) =>
      inbox.filter((each, position) => inbox.findIndex(({ from }) => from === each.from) === position),
    after: without,
    with: (inbox, sent) => insertedBefore(inbox, sent, (each) => each.from > sent.from),
  };
}

/** Takes out the first copy of an envelope. */
export function without(inbox: Inbox, envelope: Envelope): Inbox {
  const position = inbox.findIndex((each) => sameEnvelope(each, envelope));
  return position < 0 ? inbox : inbox.toSpliced(position, 1);
}

/** Adds a second copy of an envelope, right behind the first. */
export function doubled(inbox: Inbox, envelope: Envelope): Inbox {
  const position = inbox.findIndex((each) => sameEnvelope(each, envelope));
  return position < 0 ? inbox : inbox.toSpliced(position, 0, envelope);
}

/** Puts an envelope in its place in the canonical order: by sender, then by content. */
function inserted(inbox: Inbox, sent: Envelope): Inbox {
  const text = canonicalText(sent.message);
  return insertedBefore(
    inbox,
    sent,
    ({ from, message }) => from > sent.from || (from === sent.from && canonicalText(message) > text),
  );
}

function insertedBefore(inbox: Inbox, sent: Envelope, isAfter: (each: Envelope) => boolean): Inbox {
  const position = inbox.findIndex(isAfter);
  return position < 0 ? [...inbox, sent] : inbox.toSpliced(position, 0, sent);
}

function distinct(inbox: Inbox): readonly Envelope[] {
  const isRepeated = (each: Envelope, position: number) =>
    position > 0 && sameEnvelope(inbox[position - 1] as Envelope, each);
  return inbox.some(isRepeated) ? inbox.filter((each, position) => !isRepeated(each, position)) : inbox;
}

function sameEnvelope(a: Envelope, b: Envelope): boolean {
  return a === b || (a.from === b.from && canonicalText(a.message) === canonicalText(b.message));
}
