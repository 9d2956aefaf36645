/** A run as a Mermaid picture, for the page about recovery: an arrow a delivery, a note for what a server does by itself. */
import type { Event, Message } from "synod";
import type { SlotVote, Truncated, Message as Word } from "../../../models/multi-paxos/messages.ts";
import type { Value } from "../../../models/multi-paxos/value.ts";

export function pictureOf(steps: readonly { readonly event: Event }[]): string {
  const lines = steps.map(({ event }, index) => `    ${lineOf(event, index + 1)}`);
  return ["```mermaid", "sequenceDiagram", ...lines, "```"].join("\n");
}

function lineOf(event: Event, step: number): string {
  switch (event.kind) {
    case "deliver":
      return `${event.from} ->> ${event.node}: ${step}. ${textOf(event.message)}`;
    case "timeout":
      return `Note over ${event.node}: ${step}. times out`;
    case "act":
      return `Note over ${event.node}: ${step}. takes a ${event.action}`;
    case "destroy":
      return `Note over ${event.node}: ${step}. is destroyed and replaced`;
    case "restart":
      return `Note over ${event.node}: ${step}. crashes and restarts`;
    default:
      throw new Error(`no picture of ${event.kind}`);
  }
}

function textOf(message: Message): string {
  const word = message as Word;
  switch (word.type) {
    case "request":
      return `request ${shortened(word.op)}`;
    case "prepare":
      return `prepare epoch ${word.epoch}`;
    case "promise":
      return `promise epoch ${word.epoch}, ${votesText(word.votes)}${truncatedText(word.truncated)}`;
    case "accept":
    case "accepted":
      return `${word.type} ${valueText(word.value)} in epoch ${word.epoch}`;
    case "learn":
      return `learn ${valueText(word.value)}`;
    case "recover":
      return "recover";
    case "memory":
      return `memory, promised ${word.promised < 0 ? "nothing" : word.promised}, ${votesText(word.votes)}`;
    default:
      return word.type;
  }
}

function votesText(votes: readonly SlotVote[]): string {
  if (votes.length === 0) return "no vote";
  return votes.map(({ epoch, value }) => `voted ${valueText(value)} in epoch ${epoch}`).join(", ");
}

function truncatedText(truncated: Truncated | undefined): string {
  return truncated === undefined ? "" : `, base ${truncated.base}`;
}

function valueText(value: Value): string {
  return value === "noop" ? "noop" : shortened(value.op);
}

function shortened(op: string): string {
  return op.replace("append ", "");
}
