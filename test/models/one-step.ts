/**
 * One step of one node, without a system around it: deliver a message, take an action or restart, and look at what became of the node and what it said.
 * The step is run as the checker runs it, so a reducer that is not pure fails here already.
 */
import type { Address, Message, NodeDefinition } from "synod";
import { react } from "../../src/define/reaction.ts";

export interface Outcome<Local, M> {
  readonly after: Local;
  /** To whom, and what; `every learner` for a broadcast. */
  readonly sent: readonly (readonly [to: string, message: M])[];
  readonly recorded: readonly unknown[];
  readonly reached: readonly string[];
}

type Run = Parameters<typeof react>[2]["run"];

/** Delivers a message. The node is number 0 of its role unless `at` says otherwise. */
export function deliver<Local extends object, M extends Message>(
  node: NodeDefinition<Local, M>,
  { before, from, message, at = 0 }: { before: Local; from: Address; message: M; at?: number },
): Outcome<Local, M> {
  const handlers = node.on as Record<string, ((...event: unknown[]) => void) | undefined>;
  const handler = handlers[message.type];
  if (handler === undefined) throw new Error(`${node.name} has no handler for ${message.type}`);
  return outcomeOf(node, before, at, (draft, context) => handler(draft, message, { ...context, from }));
}

/** Takes one of the node's own steps: an action, or what a timer would trigger. */
export function act<Local extends object, M extends Message>(
  node: NodeDefinition<Local, M>,
  { before, action, at = 0 }: { before: Local; action: string; at?: number },
): Outcome<Local, M> {
  const step = node.actions?.[action] ?? node.timers?.[action];
  if (step === undefined) throw new Error(`${node.name} has no action ${action}`);
  return outcomeOf(node, before, at, step.run as Run);
}

/** What is left of a node after a crash. */
export function restarted<Local extends object, M extends Message>(
  { initial, durable = [] }: NodeDefinition<Local, M>,
  before: Local,
): Local {
  const kept = durable.map((field) => [field, before[field]]);
  return { ...initial(0), ...(Object.fromEntries(kept) as Partial<Local>) };
}

function outcomeOf<Local extends object, M extends Message>(
  { name }: NodeDefinition<Local, M>,
  before: Local,
  index: number,
  run: Run,
): Outcome<Local, M> {
  const identity = {
    address: `${name} ${index}` as const,
    index,
    addressesOf: (role: string) => [`every ${role}` as Address],
  };
  const { local, sent, recorded, reached } = react(identity, before, { what: `a step of ${name} ${index}`, run });
  return {
    after: local as Local,
    sent: sent.map(({ to, message }) => [to, message as M] as const),
    recorded,
    reached,
  };
}
