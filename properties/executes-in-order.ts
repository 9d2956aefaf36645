/**
 * In-order execution (S10): slots may be chosen in any order, but a learner executes one only when it has executed all before it. Otherwise two learners that
 * hear of decisions in different orders would be in different states.
 */
import { alwaysEach, violation } from "synod";
import type { ExecutionView, Executor } from "./exactly-once.ts";

export const executesInOrder = alwaysEach<ExecutionView, Executor>(
  "executes-in-order",
  ({ learners }) => learners,
  ({ name, executed, learned, log }) => {
    const known = new Set(learned.map(({ slot }) => slot));
    for (let slot = 0; slot < executed; slot++)
      if (!known.has(slot))
        return violation(`${name} has executed up to slot ${executed - 1}, but does not know slot ${slot}`, {
          learned,
        });
    const early = log.find(({ slot }, at) => slot >= executed || slot <= (log[at - 1]?.slot ?? -1));
    if (early === undefined) return undefined;
    return violation(`${name} has executed ${early.request} of slot ${early.slot} out of order`, { log });
  },
  { about: "A slot is executed after all slots before it.", source: "S10" },
);
