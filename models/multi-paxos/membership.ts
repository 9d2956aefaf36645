/**
 * Membership (S12): a destroyed server is replaced by one with a new name, and who the servers are is agreed on like everything else. It is in the log: a request
 * that says `members 0 1 3`. Chosen in slot s, it counts from slot s + α on, so whoever knows what was chosen before slot t - α knows whose votes count in
 * slot t; and a leader may have α slots under way, the window (S10), and no more. The old server is not a member any more, and what it said still means what it
 * meant in the slots in which it was one.
 */
import type { Address } from "synod";
import type { Application } from "./application.ts";
import type { SlotValue } from "./messages.ts";
import type { Slot } from "./slot.ts";
import { NOOP, type Request, type Value } from "./value.ts";

/** Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface MembershipRules {
  /** From which slot on members that were chosen in this one count. */
  countFrom(slot: Slot, alpha: number): number;
  /** Whether a slot is one of those that may be under way (S10), and, where members change, one whose members are known. */
  isInWindow(slot: Slot, executed: Slot, window: number): boolean;
}

export const membershipRules: MembershipRules = {
  countFrom: (slot, alpha) => slot + alpha,
  isInWindow: (slot, executed, window) => slot - executed < window,
};

export interface MembershipOptions {
  /** The numbers of the members at the beginning. */
  readonly first: readonly number[];
  /** After how many slots a change counts: as many as may be under way. */
  readonly alpha: number;
  readonly rules: MembershipRules;
}

/** Whose votes count in a slot, as far as the log is known before it. */
export function membersIn(
  slot: Slot,
  log: readonly SlotValue[],
  { first, alpha, rules }: MembershipOptions,
): Address[] {
  const known = log.filter(({ slot: earlier }) => rules.countFrom(earlier, alpha) <= slot);
  const latest = known.map(({ value }) => membersAfter(value)).findLast((members) => members !== null);
  return latest ?? first.map((index) => `server ${index}` as const);
}

/** The first slot in which the latest known members count. Up to there a leader fills the log (S11): without new requests they never would. */
export function countedFrom(log: readonly SlotValue[], { alpha, rules }: MembershipOptions): number {
  const change = log.findLast(({ value }) => membersAfter(value) !== null);
  return change === undefined ? 0 : rules.countFrom(change.slot, alpha);
}

/** What an operator asks for: the last member has been destroyed, and the first of the others takes its place. */
export function replacingTheLast(first: readonly number[]): string {
  return `${MEMBERS}${[...first.slice(0, -1), first.length].join(" ")}`;
}

/** The application does not care who runs it. */
export function besideMembers(application: Application): Application {
  return {
    ...application,
    apply: (state, op) => (op.startsWith(MEMBERS) ? { state, reply: "done" } : application.apply(state, op)),
  };
}

const MEMBERS = "members ";

/** Whether it is not for the application, but for the servers. */
export function changesMembers({ op }: Request): boolean {
  return op.startsWith(MEMBERS);
}

/** Who the members are by this change; null if it is none. */
export function membersAfter(value: Value): Address[] | null {
  if (value === NOOP || !changesMembers(value)) return null;
  const numbers = value.op.slice(MEMBERS.length).split(" ");
  return numbers.map((number) => `server ${Number(number)}` as const);
}

/** Who is no member may have answered, but is not counted. */
export function hasQuorum(
  answers: readonly Address[],
  members: readonly Address[],
  quorum: (members: number) => number,
) {
  return answers.filter((each) => members.includes(each)).length >= quorum(members.length);
}
