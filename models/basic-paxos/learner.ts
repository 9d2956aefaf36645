/**
 * The learner: finds out what was chosen. It is told by the proposer (S2), or counts the acceptors' votes itself (S3: "less latency but more
 * messages").
 */
import { type Address, defineNode } from "synod";
import type { Message, Value, Vote } from "./messages.ts";
import { including } from "./ordered-set.ts";
import { majority } from "./quorum.ts";

export interface Learner {
  decided: Value | null;
}

export interface CountingLearner extends Learner {
  /** Votes heard of so far, in order; none once it has decided. */
  heard: HeardVote[];
}

export interface HeardVote extends Vote {
  readonly from: Address;
}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface LearnerRules {
  /** Whether two votes count towards the same quorum. */
  countTogether(a: Vote, b: Vote): boolean;
}

export const learnerRules: LearnerRules = {
  /** Per epoch and value, never per value alone: votes of several epochs do not make a quorum in any of them. */
  countTogether: (a, b) => a.epoch === b.epoch && a.value === b.value,
};

/** S2: the proposer counts, the learner listens. The first word is final (S1, integrity). */
export const toldLearner = defineNode<Learner, Message>({
  name: "learner",
  initial: () => ({ decided: null }),
  on: {
    learn(self, { value }) {
      self.decided ??= value;
    },
  },
});

/** S3: the learner counts for itself, and decides on a quorum of votes in one epoch. */
export function countingLearner({ acceptors, rules }: { readonly acceptors: number; readonly rules: LearnerRules }) {
  return defineNode<CountingLearner, Message>({
    name: "learner",
    initial: () => ({ decided: null, heard: [] }),
    on: {
      accepted(self, { epoch, value }, { from }) {
        if (self.decided !== null) return;
        const vote = { from, epoch, value };
        self.heard = including(self.heard, vote, textOf);
        const voters = self.heard.filter((other) => rules.countTogether(other, vote)).map((other) => other.from);
        if (new Set(voters).size < majority(acceptors)) return;
        self.decided = value;
        self.heard = [];
      },
    },
  });
}

const textOf = ({ from, epoch, value }: HeardVote) => `${epoch} ${from} ${value}`;
