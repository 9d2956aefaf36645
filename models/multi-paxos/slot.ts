/**
 * Slots (S8): the places of the log, each of which is one basic Paxos. What is kept by slot is a list in the order of slots, so that whoever knows the
 * same is in the same state.
 */
declare const brand: unique symbol;

export type Slot = number & { readonly [brand]: "Slot" };

export const FIRST_SLOT = 0 as Slot;

export function after(slot: Slot): Slot {
  return (slot + 1) as Slot;
}

export function later(a: Slot, b: Slot): Slot {
  return a > b ? a : b;
}

export interface InSlot {
  readonly slot: Slot;
}

export function at<T extends InSlot>(entries: readonly T[], slot: Slot): T | undefined {
  return entries.find((entry) => entry.slot === slot);
}

/** The list with this entry in its slot, instead of what was there. */
export function withEntry<T extends InSlot>(entries: readonly T[], entry: T): T[] {
  return [...without(entries, entry.slot), entry].sort((a, b) => a.slot - b.slot);
}

function without<T extends InSlot>(entries: readonly T[], slot: Slot): T[] {
  return entries.filter((entry) => entry.slot !== slot);
}

/** From the first to the last, both included; none if the last comes before the first. */
export function slotsBetween(first: Slot, last: Slot): Slot[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => (first + offset) as Slot);
}
