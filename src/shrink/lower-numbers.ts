/**
 * The same failure with smaller numbers: where the nodes of a role can change places, the first ones do it, and what is numbered by them (epochs that nodes
 * own, say) becomes smaller too. Nothing is known here of what numbers mean: whatever still fails, and is smaller, is taken.
 */
import type { Address, Event } from "../define/event.ts";
import type { TraceStep } from "../trace/replay.ts";
import type { Schedule, Scheduler } from "./schedule.ts";

export function withLowerNumbers<State>(scheduler: Scheduler<State>, schedule: Schedule): Schedule {
  const { stepper } = scheduler;
  let best = schedule;
  let weight = weightOf(scheduler, best);
  for (let again = true; again; ) {
    again = false;
    for (const [a, b] of nodePairs(best.map((wanted) => stepper.stepOf(wanted)))) {
      const names = new Map([
        [a, b],
        [b, a],
      ]);
      const swapped = best.map((wanted) => stepper.wanted(renamed(stepper.stepOf(wanted), names)));
      const found = scheduler.run(swapped, "like");
      if (found === undefined || found.length > best.length) continue;
      const lower = weightOf(scheduler, found);
      if (found.length === best.length && lower >= weight) continue;
      best = found;
      weight = lower;
      again = true;
    }
  }
  return best;
}

/** Nodes of one role, of which at least one occurs, as pairs. Those before the last that occurs may be better than it. */
export function nodePairs(steps: readonly TraceStep[]): [Address, Address][] {
  const lasts = new Map<string, number>();
  for (const { event } of steps) {
    for (const address of addressesIn(event)) {
      const { role, index } = partsOf(address);
      lasts.set(role, Math.max(index, lasts.get(role) ?? 0));
    }
  }
  return [...lasts].flatMap(([role, last]) =>
    Array.from({ length: last + 1 }, (_, b) =>
      Array.from({ length: b }, (_, a): [Address, Address] => [`${role} ${a}`, `${role} ${b}`]),
    ).flat(),
  );
}

function addressesIn(event: Event): Address[] {
  if (event.kind === "action") return [];
  return "from" in event ? [event.node, event.from] : [event.node];
}

function partsOf(address: Address): { readonly role: string; readonly index: number } {
  const at = address.lastIndexOf(" ");
  return { role: address.slice(0, at), index: Number(address.slice(at + 1)) };
}

/** The step with other nodes in it. */
export function renamed({ event, choice }: TraceStep, names: ReadonlyMap<Address, Address>): TraceStep {
  const other = (address: Address) => names.get(address) ?? address;
  if (event.kind === "action") return { event, choice };
  const moved = { ...event, node: other(event.node) };
  return { event: "from" in moved ? { ...moved, from: other(moved.from) } : moved, choice };
}

/** The sum of all numbers in all events, those of nodes included. */
function weightOf<State>({ stepper }: Scheduler<State>, schedule: Schedule): number {
  return schedule.reduce((sum, wanted) => sum + numbersIn(stepper.stepOf(wanted).event), 0);
}

function numbersIn(value: unknown): number {
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "string") return [...value.matchAll(/\d+/g)].reduce((sum, [digits]) => sum + Number(digits), 0);
  if (value instanceof Map || value instanceof Set) return numbersIn([...value]);
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + numbersIn(part), 0);
}
