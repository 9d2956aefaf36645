/** A leader as the properties see it: the same fields whatever phase it is in, and values by their names. */
import type { LeadingState } from "./leader.ts";
import type { Proposal } from "./leadership.ts";
import { nameOf } from "./value.ts";

export interface SeenProposal {
  readonly slot: number;
  readonly value: string;
  readonly voters: readonly string[];
  readonly isChosen: boolean;
}

/** The phase says which of the others mean anything. */
export function leaderView({ name, node }: { readonly name: string; readonly node: LeadingState }, window: number) {
  return {
    name,
    /** How many slots may be under way at once. */
    window,
    get phase() {
      return node.leadership.phase;
    },
    /** -1 for one that follows. */
    get epoch() {
      return node.leadership.phase === "following" ? -1 : node.leadership.epoch;
    },
    get promises(): readonly string[] {
      const { leadership } = node;
      if (leadership.phase === "preparing") return leadership.promises.map(({ from }) => from);
      return leadership.phase === "leading" ? leadership.promisers : [];
    },
    /** The first slot it is responsible for. Those that a snapshot covers are done with. */
    get from() {
      return node.leadership.phase === "following" ? 0 : Math.max(node.leadership.from, node.snapshot.position);
    },
    /** The first slot in which it has proposed nothing. */
    get next() {
      return node.leadership.phase === "leading" ? node.leadership.next : 0;
    },
    /** The first slot for which it has no promises. */
    get preparedTo() {
      const { leadership } = node;
      return leadership.phase === "leading" ? (leadership.preparedTo ?? Number.POSITIVE_INFINITY) : 0;
    },
    /** What it has proposed and what it knows to be chosen. */
    get proposed(): readonly SeenProposal[] {
      const { leadership } = node;
      if (leadership.phase !== "leading") return [];
      const known = node.chosen.map(({ slot, value }) => seen({ slot, value, voters: [] }, true));
      return [...known, ...leadership.proposals.map((proposal) => seen(proposal, false))];
    },
  };
}

function seen({ slot, value, voters }: Proposal, isChosen: boolean): SeenProposal {
  return { slot, value: nameOf(value), voters, isChosen };
}
