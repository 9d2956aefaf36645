/**
 * Votes as acceptors have them at hand, and what a step has added to them. Most properties of acceptors are about the moment of voting: to look at what is
 * new, and at the rest of the system only if there is something new, is what makes them cheap.
 */

/** A vote of one acceptor; without a slot where there is a single decision. */
export interface SlotVote {
  readonly slot?: number;
  readonly epoch: number;
  readonly value: string;
}

export interface Voter {
  readonly name: string;
  /** The epoch it has promised, smaller than all others if none. */
  readonly promised: number;
  /** The votes it has at hand, one a slot. */
  readonly votes: readonly SlotVote[];
}

export function isSameVote(a: SlotVote, b: SlotVote): boolean {
  return a.slot === b.slot && a.epoch === b.epoch && a.value === b.value;
}

/** What is in the second list and not in the first. */
export function newVotes<Vote extends SlotVote>(before: readonly SlotVote[], after: readonly Vote[]): readonly Vote[] {
  return after.filter((vote) => !before.some((other) => isSameVote(other, vote)));
}

/** `a in epoch 1`. */
export function voteText({ epoch, value }: SlotVote): string {
  return `${value} in epoch ${epoch}`;
}
