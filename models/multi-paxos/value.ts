/**
 * What a slot holds: a client's request (S14), or nothing at all (S11). A request is known by its client and its number there, whatever connection it
 * came on and however often it was sent; what it asks for is text, and the protocol never looks inside.
 */
import type { Address } from "synod";
import { NOOP } from "synod/properties";

declare const brand: unique symbol;

/** The number of a request at its client, from 1. */
export type Seq = number & { readonly [brand]: "Seq" };

/** Before the first request: nothing sent, nothing answered. */
export const NO_SEQ = 0 as Seq;

export interface Request {
  readonly client: number;
  readonly seq: Seq;
  readonly op: string;
  /** The client has the replies up to this number (S19). It travels in the log, because every learner has to forget at the same slot. */
  readonly ack: Seq;
}

/** S11: fills a slot that nobody needs, so that those after it can be executed. Properties know it by the same name. */
export { NOOP };

export type Value = Request | typeof NOOP;

/** A short name for people, different for different values: `c0#1 append a1`. */
export function nameOf(value: Value): string {
  if (value === NOOP) return NOOP;
  const { op, ack } = value;
  return ack === NO_SEQ ? `${idOf(value)} ${op}` : `${idOf(value)} ${op} (ack ${ack})`;
}

/** S14: who asked, and the how manieth of its requests it is: `c0#1`. */
export function idOf({ client, seq }: Pick<Request, "client" | "seq">): string {
  return `c${client}#${seq}`;
}

/** The request of that name; null for a noop. Where a value is only known by its name, this says what it means. */
export function requestNamed(name: string): Request | null {
  const [, client, seq, op = "", ack = NO_SEQ] = NAME.exec(name) ?? [];
  return client === undefined ? null : { client: Number(client), seq: Number(seq) as Seq, op, ack: Number(ack) as Seq };
}

const NAME = /^c(\d+)#(\d+) (.*?)(?: \(ack (\d+)\))?$/;

export function isSameRequest(a: Pick<Request, "client" | "seq">, b: Pick<Request, "client" | "seq">): boolean {
  return a.client === b.client && a.seq === b.seq;
}

/** The number of the client that lives at this address. */
export function clientAt(address: Address): number {
  return Number(address.slice(address.lastIndexOf(" ") + 1));
}
