/**
 * What all the votes ever cast amount to, where it takes more than counting: with members that change it depends on the slot whose votes count, and with crash
 * vectors not every quorum of votes can be counted together (S12).
 */
import { chosenBy, type Decision } from "synod/properties";
import { majority } from "../basic-paxos/quorum.ts";
import { type Answer, quorumAmong } from "./crash-vectors.ts";
import type { Entry } from "./history.ts";
import { type MembershipOptions, membersAfter, membersIn } from "./membership.ts";
import type { SlotValue, SlotVote } from "./messages.ts";
import type { Slot } from "./slot.ts";
import { NOOP, nameOf, requestNamed } from "./value.ts";

/** Where members change, who they are in a slot depends on what was chosen before: slot by slot. */
export function chosenByMembers(votes: readonly (Entry & Answer)[], membership: MembershipOptions): Decision[] {
  const log: SlotValue[] = [];
  const slots = [...new Set(votes.map(({ slot }) => slot))].sort((a, b) => a - b);
  return slots.flatMap((slot) => {
    const members = membersIn(slot, log, membership);
    const counted = votes.filter((vote) => vote.slot === slot && members.includes(vote.from));
    const decisions = chosenBy(
      counted.map((vote) => ({ acceptor: vote.from, ...readable(vote) })),
      majority(members.length),
    );
    const chosen = counted.find((vote) => nameOf(vote.value) === decisions[0]?.value);
    if (chosen !== undefined) log.push({ slot, value: chosen.value });
    return decisions;
  });
}

/** The members in each slot, given what is chosen. */
export function membersByChosen(decisions: readonly Decision[], membership: MembershipOptions) {
  const log = decisions.map(
    ({ slot = 0, value }): SlotValue => ({ slot: slot as Slot, value: requestNamed(value) ?? NOOP }),
  );
  return (slot: number) => membersIn(slot as Slot, log, membership);
}

/** The changes among decisions that make somebody a member. When one is proposed its leader has executed all slots before it but for a window. */
export function changesIn(decisions: readonly Decision[], membership: MembershipOptions) {
  const current = membersByChosen(decisions, membership);
  return decisions.flatMap(({ slot = 0, value }) => {
    const members = membersAfter(requestNamed(value) ?? NOOP) ?? [];
    const isNew = members.some((each) => !current(slot).includes(each));
    return isNew ? [{ members, settled: slot - membership.alpha + 1 }] : [];
  });
}

/** With crash vectors not every quorum of votes can be counted together. */
export function chosenTogether(votes: readonly (Entry & Answer)[], quorum: number): Decision[] {
  return votes.flatMap((vote) => {
    const alike = votes.filter((other) => sameDecision(readable(other), readable(vote)));
    const counted = alike[0] === vote ? quorumAmong(alike, quorum) : undefined;
    return counted ? [{ ...readable(vote), by: counted.map(({ from }) => from).join(" and ") }] : [];
  });
}

function sameDecision(a: ReturnType<typeof readable>, b: ReturnType<typeof readable>): boolean {
  return a.slot === b.slot && a.epoch === b.epoch && a.value === b.value;
}

/** A vote with its value by name. */
export function readable({ slot, epoch, value }: SlotVote) {
  return { slot, epoch, value: nameOf(value) };
}
