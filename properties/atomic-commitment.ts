/**
 * Atomic commitment: a transaction ends the same way everywhere, and it commits only if everybody was willing. The numbers are those of Bernstein,
 * Hadzilacos and Goodman, "Concurrency Control and Recovery in Database Systems" (1987), section 7.3.
 */
import { alwaysEach, sometimes, violation } from "synod";

/** One who takes part in the transaction. */
export interface Participant {
  readonly by: string;
  /** Whether it has ever said that it is able to commit. */
  readonly votedYes: boolean;
  readonly outcome: "committed" | "aborted" | undefined;
}

export interface CommitmentView {
  readonly participants: readonly Participant[];
}

const source = "Bernstein, Hadzilacos, Goodman 1987, section 7.3";

/** AC1. In TLA+'s TwoPhase this is TCConsistent. */
export const sameOutcome = alwaysEach<CommitmentView, Participant>(
  "atomic-commitment",
  ({ participants }) => participants,
  ({ by, outcome }, { participants }) => {
    if (outcome !== "committed") return undefined;
    const aborted = participants.find((other) => other.outcome === "aborted");
    if (aborted === undefined) return undefined;
    return violation(`${by} has committed, but ${aborted.by} has aborted`, { committed: by, aborted: aborted.by });
  },
  {
    about: "No participant commits while another aborts: half a transaction is worse than none.",
    source: `${source}, AC1`,
  },
);

/** AC3. */
export const commitNeedsEveryVote = alwaysEach<CommitmentView, Participant>(
  "commit-needs-every-vote",
  ({ participants }) => participants,
  ({ by, outcome }, { participants }) => {
    if (outcome !== "committed") return undefined;
    const unwilling = participants.find(({ votedYes }) => !votedYes);
    if (unwilling === undefined) return undefined;
    return violation(`${by} has committed, but ${unwilling.by} never voted yes`, {
      committed: by,
      unwilling: unwilling.by,
    });
  },
  { about: "A participant that could not commit can stop everybody from committing.", source: `${source}, AC3` },
);

export const everybodyCommits = sometimes<CommitmentView>(
  "everybody-commits",
  ({ participants }) => participants.every(({ outcome }) => outcome === "committed"),
  { about: "Without it, a protocol that never commits would look perfect.", source: `${source}, AC4` },
);

export const everybodyAborts = sometimes<CommitmentView>(
  "everybody-aborts",
  ({ participants }) => participants.every(({ outcome }) => outcome === "aborted"),
  { about: "Without it, the abort path has not been looked at.", source },
);
