/**
 * Exactly once (S14, S18): whatever became of messages and leaders, a request that was chosen, perhaps in several slots, is executed in the first of them and
 * never again. Missing executions count as much as repeated ones: a learner that forgets requests repeats none.
 */
import { alwaysEach, violation } from "synod";

export interface Executor {
  readonly name: string;
  /** The first slot that it has not executed. */
  readonly executed: number;
  /** What it knows to be chosen, in the order of slots; null for a noop. */
  readonly learned: readonly { readonly slot: number; readonly request: string | null }[];
  /** What it executed, in order. */
  readonly log: readonly { readonly slot: number; readonly request: string }[];
}

export interface ExecutionView {
  /** All learners, always in the same order. */
  readonly learners: readonly Executor[];
}

export const exactlyOnce = alwaysEach<ExecutionView, Executor>(
  "exactly-once",
  ({ learners }) => learners,
  ({ name, executed, learned, log }) => {
    const slots = new Map<string, number>();
    for (const { slot, request } of log) {
      const before = slots.get(request);
      if (before !== undefined)
        return violation(`${name} has executed ${request} in slot ${before} and again in slot ${slot}`, { log });
      slots.set(request, slot);
    }
    const passed = learned.find(({ slot, request }) => slot < executed && request !== null && !slots.has(request));
    if (passed === undefined) return undefined;
    return violation(`${name} has passed slot ${passed.slot} without ever executing ${passed.request}`, {
      log,
      passed,
    });
  },
  { about: "A chosen request is executed once by every learner that comes to its slot.", source: "S14, S18" },
);
