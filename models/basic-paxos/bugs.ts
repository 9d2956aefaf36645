/**
 * Seeded bugs: each replaces one rule of the protocol and leaves the rest, and each must be caught. They are the test of the properties, and the shortest
 * way to see what a line of Paxos is for: break it, and read the counterexample.
 */
import { NO_EPOCH } from "./epoch.ts";
import type { Value } from "./messages.ts";
import { proposerRules } from "./proposer.ts";
import { majority } from "./quorum.ts";
import type { Rules } from "./rules.ts";

export interface Bug {
  /** What is done wrong. */
  readonly about: string;
  /** The slide that says otherwise. */
  readonly slide: string;
  /** The property that catches it; null if it is harmless, and then it must not be flagged. */
  readonly violates: string | null;
  /** What it takes to show, beyond two epochs and three acceptors. */
  readonly needs: {
    readonly epochs?: number;
    readonly restarts?: number;
    readonly learners?: number;
    readonly duplications?: number;
  };
  readonly breaks: Partial<Rules>;
}

export const bugs = {
  "no-promise-guard": {
    about: "An acceptor promises whatever it is asked, also to go back to an earlier epoch.",
    slide: "S9",
    violates: "agreement",
    needs: {},
    breaks: { mayPromise: () => true },
  },
  "promise-not-recorded": {
    about: "An acceptor answers a prepare but does not write the promise down.",
    slide: "S9",
    violates: "agreement",
    needs: {},
    breaks: { promise: () => {} },
  },
  "accept-not-guarded": {
    about: "An acceptor votes for whatever it is asked, also in an epoch it has promised to leave.",
    slide: "S2",
    violates: "agreement",
    needs: {},
    breaks: { mayVote: () => true },
  },
  "accept-no-bump": {
    about: "A vote does not raise the promise, so an acceptor that never heard the prepare can vote backwards.",
    slide: "S2",
    violates: "agreement",
    needs: { epochs: 3 },
    breaks: {
      vote: (self, vote) => {
        self.vote = vote;
      },
    },
  },
  "promise-reports-nothing": {
    about: "A promise says nothing of earlier votes.",
    slide: "S9",
    violates: "agreement",
    needs: {},
    breaks: { report: () => null },
  },
  "ignore-promised-values": {
    about: "A proposer proposes its own value, whatever votes it is told of.",
    slide: "S9",
    violates: "agreement",
    needs: {},
    breaks: { adopt: () => undefined },
  },
  "proposes-anything": {
    about: "A proposer that is told of no vote proposes what nobody asked for.",
    slide: "S1",
    violates: "decides-only-wishes",
    needs: { learners: 1 },
    breaks: { adopt: (reported) => proposerRules.adopt(reported) ?? { epoch: NO_EPOCH, value: "z" as Value } },
  },
  "adopt-lowest": {
    about: "A proposer adopts the earliest vote it is told of instead of the latest.",
    slide: "S9",
    violates: "agreement",
    needs: { epochs: 3 },
    breaks: { adopt: (reported) => reported.toSorted((a, b) => a.epoch - b.epoch)[0] },
  },
  "adopt-any": {
    about: "A proposer adopts the vote of the first acceptor that has one, of whatever epoch.",
    slide: "S9",
    violates: "agreement",
    needs: { epochs: 3 },
    breaks: { adopt: ([first]) => first },
  },
  "single-epoch-variable": {
    about: "An acceptor keeps one epoch for promise and vote, so a promise makes its old vote look recent.",
    slide: "S9",
    violates: "agreement",
    needs: { epochs: 3 },
    breaks: {
      promise: (self, epoch) => {
        self.promised = epoch;
        if (self.vote !== null) self.vote = { ...self.vote, epoch };
      },
    },
  },
  "quorum-minus-one": {
    about: "A proposer makes do with one acceptor less than a majority.",
    slide: "S2",
    violates: "agreement",
    needs: {},
    breaks: { quorum: (acceptors) => majority(acceptors) - 1 },
  },
  "count-messages-not-senders": {
    about: "A proposer counts promises, also the same one twice.",
    slide: "S2",
    violates: "agreement",
    needs: { duplications: 1 },
    breaks: { withPromise: (promises, promised) => [...promises, promised].sort((a, b) => (a.from < b.from ? -1 : 1)) },
  },
  "stale-promise": {
    about: "A proposer counts promises that it was given for an earlier epoch.",
    slide: "S9",
    violates: "agreement",
    needs: { epochs: 3 },
    breaks: { countsPromise: () => true },
  },
  "skip-prepare": {
    about: "A proposer goes straight to phase 2, as if its epoch were the first.",
    slide: "S8",
    violates: "agreement",
    needs: {},
    breaks: { prepares: false },
  },
  "lose-promise": {
    about: "An acceptor forgets its promise in a crash.",
    slide: "S12",
    violates: "agreement",
    needs: { restarts: 1 },
    breaks: { acceptorKeeps: ["vote"] },
  },
  "lose-vote": {
    about: "An acceptor forgets its vote in a crash.",
    slide: "S12",
    violates: "agreement",
    needs: { restarts: 1 },
    breaks: { acceptorKeeps: ["promised"] },
  },
  amnesia: {
    about: "An acceptor comes back from a crash as if it were new, and answers at once.",
    slide: "S12",
    violates: "agreement",
    needs: { restarts: 1 },
    breaks: { acceptorKeeps: [] },
  },
  "reuse-epoch": {
    about: "A proposer forgets its last epoch in a crash and uses it again.",
    slide: "S9",
    violates: "one-value-per-epoch",
    needs: { restarts: 1 },
    breaks: { proposerKeeps: [] },
  },
  "learn-by-value": {
    about: "A learner counts votes for a value over all epochs together.",
    slide: "S3",
    violates: "learns-only-chosen",
    needs: { learners: 1 },
    breaks: { countTogether: (a, b) => a.value === b.value },
  },
  "promise-only-once": {
    about:
      "An acceptor does not answer a prepare twice. A promise that is lost stays lost, which costs progress, never safety.",
    slide: "S9",
    violates: null,
    needs: {},
    breaks: { mayPromise: (self, epoch) => epoch > self.promised },
  },
} satisfies Record<string, Bug>;

export type BugName = keyof typeof bugs;
