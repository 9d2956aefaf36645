/**
 * Faults are steps with a budget: how often in one run a message may be lost or doubled, a node crash and restart or be destroyed and replaced, a timer fire. Each budget is a
 * component of its own, so that only the steps that spend it have to read it.
 */
import { SynodError } from "../errors.ts";
import type { Address } from "./event.ts";
import type { Network } from "./network.ts";

export type FaultKind = "loss" | "duplication" | "restart" | "destroy" | "timeout";

/** How often, and optionally to which nodes only. */
export type Allowance = number | { readonly times: number; readonly only: readonly Address[] };

/**
 * Budgets by fault. Without a budget there is no loss, no duplication, no restart and no destruction; timers without a budget may fire as often as they are enabled.
 */
export type Faults = { readonly [Kind in FaultKind]?: Allowance };

export interface Budget {
  readonly fault: FaultKind;
  readonly component: number;
  readonly limit: number;
  readonly allows: (node: Address) => boolean;
}

const KINDS: readonly FaultKind[] = ["loss", "duplication", "restart", "destroy", "timeout"];

/** One component for each fault that may happen at all, numbered from `firstComponent`. A timeout budget of 0 is kept: it turns timers off. */
export function budgetComponents(faults: Faults, network: Network, firstComponent: number): Budget[] {
  if (network.kind === "set" && (faults.loss || faults.duplication)) {
    throw new SynodError("badDefinition", "a set network has no loss or duplication budget", {
      hint: "On it every message may already be delivered never, or again and again.",
    });
  }
  return KINDS.flatMap((fault) => {
    const allowance = faults[fault];
    if (allowance === undefined || (allowance === 0 && fault !== "timeout")) return [];
    const { times, only } = typeof allowance === "number" ? { times: allowance, only: undefined } : allowance;
    if (!Number.isInteger(times) || times < 0)
      throw new SynodError("badDefinition", `the ${fault} budget must be a whole number, not ${times}`);
    return [{ fault, limit: times, allows: (node: Address) => only?.includes(node) ?? true }];
  }).map((budget, position) => ({ ...budget, component: firstComponent + position }));
}
