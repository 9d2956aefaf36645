/**
 * What strategies know of an event. Nothing of any protocol: who acts, what sort of step it is, and whether it is an answer to a message or comes of itself,
 * as timers, crashes, losses and a node's own actions do.
 */
import type { Event } from "../define/event.ts";
import { canonicalText } from "../define/value.ts";

export class Traits {
  /** The events, by number. */
  readonly events: Event[] = [];
  /** Who acts, as a number; for actions of plain systems, whoever their arguments name. */
  readonly actor: number[] = [];
  /** Who sent the message that is delivered; -1 if none is. */
  readonly sender: number[] = [];
  /** The sort of step: a delivery of this type, this timer, this action, this fault. */
  readonly sort: number[] = [];
  readonly isSpontaneous: boolean[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly actors = new Map<string, number>();
  private readonly sorts = new Map<string, number>();

  numberOf(event: Event): number {
    const text = canonicalText(event);
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.events.push(event) - 1;
    this.numbers.set(text, number);
    this.actor.push(numberIn(this.actors, actorOf(event)));
    this.sender.push(event.kind === "deliver" ? numberIn(this.actors, event.from) : -1);
    this.sort.push(numberIn(this.sorts, sortOf(event)));
    this.isSpontaneous.push(event.kind !== "deliver" && event.kind !== "action");
    return number;
  }
}

function numberIn(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

function actorOf(event: Event): string {
  if (event.kind !== "action") return event.node;
  const args = Object.values(event.args);
  return args.length === 0 ? event.action : canonicalText(args[0]);
}

/** The sort of a step, as text: also what coverage is counted by. */
export function sortOf(event: Event): string {
  switch (event.kind) {
    case "deliver":
      return event.message.type;
    case "lose":
    case "duplicate":
      return `${event.kind} ${event.message.type}`;
    case "timeout":
      return `timeout ${event.timer}`;
    case "act":
    case "action":
      return event.action;
    case "restart":
    case "destroy":
      return event.kind;
  }
}
