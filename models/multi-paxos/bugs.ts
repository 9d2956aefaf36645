/**
 * Seeded bugs: each replaces one rule of the protocol and leaves the rest, and each must be caught. They are the test of the properties, and the shortest
 * way to see what a line of Multi-Paxos is for: break it, and read the counterexample.
 */
import type { Epoch } from "../basic-paxos/epoch.ts";
import type { Bug } from "./bug.ts";
import { outstandingOf } from "./client.ts";
import { controls } from "./controls.ts";
import { leaderRules } from "./leader-rules.ts";
import { membershipBugs } from "./membership-bugs.ts";
import { prepareWindowBugs } from "./prepare-window-bugs.ts";
import { recoveryBugs } from "./recovery-bugs.ts";
import { withEntry } from "./slot.ts";
import { snapshotBugs } from "./snapshot-bugs.ts";
import { NO_SEQ, nameOf, type Seq } from "./value.ts";

export type { Bug } from "./bug.ts";

export const bugs = {
  "exec-on-accept": {
    about: "A server takes its own vote for a decision, and executes.",
    slide: "S2",
    violates: "learns-only-chosen",
    scene: "happy-path",
    breaks: { believesOwnVote: true },
  },
  "quorum-minus-one": {
    about: "A leader makes do with one vote less than a majority.",
    slide: "S2",
    violates: "learns-only-chosen",
    scene: "happy-path",
    breaks: { voteQuorum: (acceptors) => Math.floor(acceptors / 2) },
  },
  "nack-counts": {
    about: "An acceptor says that it has voted also when it has refused.",
    slide: "S2",
    violates: "learns-only-chosen",
    scene: "duel",
    breaks: { acceptsInWordOnly: true },
  },
  "skip-prepare": {
    about: "A new leader goes straight to phase 2, as if its epoch were the first.",
    slide: "S8",
    violates: "agreement",
    scene: "duel",
    breaks: { prepares: false },
  },
  "epochs-without-owners": {
    about: "A server that times out takes the next epoch, whosever it is.",
    slide: "S6",
    violates: "agreement",
    scene: "duel",
    breaks: { nextEpoch: (_index, _leaders, after) => (after + 1) as Epoch },
  },
  "prepare-quorum-minus-one": {
    about: "A leader makes do with one promise less than a majority.",
    slide: "S9",
    violates: "agreement",
    scene: "duel",
    breaks: { promiseQuorum: (acceptors) => Math.floor(acceptors / 2) },
  },
  "promise-reports-nothing": {
    about: "A promise says nothing of earlier votes.",
    slide: "S9",
    violates: "agreement",
    scene: "duel",
    breaks: { report: () => [] },
  },
  "ignore-promised-values": {
    about: "A new leader proposes a noop, whatever votes it is told of.",
    slide: "S9",
    violates: "agreement",
    scene: "duel",
    breaks: { adopt: () => undefined },
  },
  "promise-not-recorded": {
    about: "An acceptor answers a prepare but does not write the promise down.",
    slide: "S9",
    violates: "agreement",
    scene: "duel",
    breaks: { promise: () => {} },
  },
  "accept-no-guard": {
    about: "An acceptor votes for whatever it is asked, also in an epoch it has promised to leave.",
    slide: "S9",
    violates: "agreement",
    scene: "duel",
    breaks: { mayVote: () => true },
  },
  "adopt-only-chosen": {
    about: "A new leader adopts only what it can prove to be chosen, as the slide has it, read literally.",
    slide: "S9",
    violates: "agreement",
    scene: "duel",
    breaks: {
      adopt: (reported, { quorum }) =>
        reported.find(({ epoch }) => reported.filter((vote) => vote.epoch === epoch).length >= quorum),
    },
  },
  "commit-own-value": {
    about: "A server that hears that a slot is chosen takes its vote there for what was chosen, of whatever epoch.",
    slide: "S2",
    violates: "learns-only-chosen",
    scene: "duel-commit",
    breaks: { isMeant: () => true },
  },
  "lose-promise": {
    about: "An acceptor forgets its promise in a crash.",
    slide: "S12",
    violates: "agreement",
    scene: "restart",
    breaks: { acceptorKeeps: ["votes"] },
  },
  "lose-log": {
    about: "An acceptor forgets its votes in a crash.",
    slide: "S12",
    violates: "agreement",
    scene: "restart",
    breaks: { acceptorKeeps: ["promised"] },
  },
  "restart-same-epoch": {
    about: "A leader that has crashed goes on in its old epoch.",
    slide: "S9",
    violates: "one-value-per-epoch",
    scene: "restarted-leader",
    breaks: { resumes: true },
  },
  "learner-no-dedupe": {
    about: "A learner executes a request as often as it was chosen.",
    slide: "S18",
    violates: "exactly-once",
    scene: "dedupe",
    breaks: { isNew: () => true },
  },
  "learner-last-only": {
    about: "A learner remembers only the last request of each client, and skips an earlier one that comes after it.",
    slide: "S18",
    violates: "exactly-once",
    scene: "two-outstanding",
    breaks: { isNew: ({ floor, replies }, { seq }) => seq > Math.max(floor, ...replies.map((each) => each.seq)) },
  },
  "exec-skips-gap": {
    about: "A learner executes what is chosen as soon as it hears of it.",
    slide: "S10",
    violates: "executes-in-order",
    scene: "pipelining",
    breaks: { nextToExecute: ({ chosen, executed }) => chosen.find(({ slot }) => slot >= executed) },
  },
  "window-ignored": {
    about: "A leader has any number of slots under way at once.",
    slide: "S10",
    violates: "stays-in-window",
    scene: "one-slot-at-a-time",
    breaks: { isInWindow: () => true },
  },
  "reply-before-exec": {
    about: "A leader replies as soon as a request is chosen, although a slot before it is not.",
    slide: "S10",
    violates: "replies-follow-from-log",
    scene: "pipelining",
    breaks: { repliesEarly: true },
  },
  "leader-no-wait": {
    about: "A leader gives a request that comes again another slot. The learner will notice.",
    slide: "S17",
    violates: null,
    scene: "dedupe-election",
    breaks: { mayPropose: () => true },
  },
  "votes-as-chosen": {
    about: "A new leader takes its own votes for decisions.",
    slide: "S10",
    violates: "learns-only-chosen",
    scene: "five-servers",
    breaks: { takesForChosen: (own) => own },
  },
  "noop-overwrites": {
    about: "A new leader puts a noop into every slot before the last, also where a vote was reported.",
    slide: "S11",
    violates: "agreement",
    scene: "election",
    breaks: {
      adopt: (reported, { isLast }) => (isLast ? leaderRules.adopt(reported, { isLast, quorum: 0 }) : undefined),
    },
  },
  "no-noop": {
    about: "A new leader leaves a slot empty for which nothing was reported, and goes on behind it.",
    slide: "S11",
    violates: "leaves-no-gap",
    scene: "election",
    breaks: { fillGap: () => undefined },
  },
  "gap-invents-request": {
    about: "A new leader fills a gap with a request that nobody has sent.",
    slide: "S11",
    violates: "votes-only-for-requests",
    scene: "election",
    breaks: { fillGap: () => ({ client: 0, seq: 9 as Seq, op: "append z9", ack: NO_SEQ }) },
  },
  "leader-last-id": {
    about: "A leader remembers the last request of each client, and takes earlier ones for proposed.",
    slide: "S15",
    violates: "every-request-can-be-answered",
    scene: "two-outstanding",
    breaks: {
      mayPropose: ({ client, seq }, underWay) => !underWay.some((other) => other.client === client && other.seq >= seq),
    },
  },
  "leader-fifo-drop": {
    about: "A leader takes a client's requests in their order, and throws away what comes too early.",
    slide: "S15",
    violates: "every-request-can-be-answered",
    scene: "two-outstanding",
    breaks: { throwsAway: (request, underWay) => !leaderRules.isNext(request, underWay) },
  },
  "leader-next-number": {
    about: "A leader waits for the number after the last of each client, so never for one that a noop has displaced.",
    slide: "S15",
    violates: "every-request-can-be-answered",
    scene: "client-order-election",
    breaks: {
      isNext: ({ client, seq }, underWay) =>
        seq === 1 + Math.max(0, ...underWay.filter((other) => other.client === client).map((other) => other.seq)),
    },
  },
  "no-client-resend": {
    about: "A client waits for a reply for ever.",
    slide: "S16",
    violates: "every-request-can-be-answered",
    scene: "dedupe-election",
    breaks: { resends: false },
  },
  "resend-to-same-server": {
    about: "A client without a reply turns to the same server again, whoever leads.",
    slide: "S16",
    violates: "every-request-can-be-answered",
    scene: "dedupe-election",
    breaks: { nextTarget: (target) => target },
  },
  "prune-nondeterministic": {
    about: "A server forgets replies when an acknowledgement arrives, not when it is executed.",
    slide: "S19",
    violates: "equal-logs-equal-states",
    scene: "dedupe-acknowledged",
    breaks: { forgetsOnArrival: true },
  },
  "window-by-count": {
    about: "A client counts what it has under way, so that a late request may fall out of the learners' window.",
    slide: "S19",
    violates: "exactly-once",
    scene: "cache-window-resend",
    breaks: { mayInvoke: (self, outstanding) => outstandingOf(self).length < outstanding },
  },
  "cache-evict-early": {
    about: "A learner keeps one reply a client, although a client has several requests under way.",
    slide: "S19",
    violates: "exactly-once",
    scene: "dedupe",
    breaks: { forget: (cache) => ({ ...cache, replies: cache.replies.slice(-1) }) },
  },
  "reply-to-wrong-id": {
    about: "A client takes a reply for that to its oldest request, as a connection would suggest.",
    slide: "S14",
    violates: "clients-get-their-replies",
    scene: "two-outstanding",
    breaks: { answered: (self, seq) => outstandingOf(self)[0] ?? seq },
  },
  "adopt-lowest": {
    about: "A new leader adopts the earliest vote it is told of instead of the latest.",
    slide: "S9",
    violates: "agreement",
    scene: "three-epochs",
    breaks: { adopt: (reported) => reported.toSorted((a, b) => a.epoch - b.epoch)[0] },
  },
  "adopt-any": {
    about: "A new leader adopts the vote of the first acceptor that has one, of whatever epoch.",
    slide: "S9",
    violates: "agreement",
    scene: "three-epochs",
    breaks: { adopt: ([first]) => first },
  },
  "single-ballot-var": {
    about: "An acceptor keeps one epoch for promise and votes, so a promise makes its old votes look recent.",
    slide: "S9",
    violates: "agreement",
    scene: "three-epochs",
    breaks: {
      promise: (self, epoch) => {
        self.promised = epoch;
        self.votes = self.votes.map((vote) => ({ ...vote, epoch }));
      },
    },
  },
  "accept-no-bump": {
    about: "A vote does not raise the promise, so an acceptor that never heard the prepare can vote backwards.",
    slide: "S9",
    violates: "agreement",
    scene: "three-leaders-apart",
    breaks: {
      vote: (self, vote) => {
        self.votes = withEntry(self.votes, vote);
      },
    },
  },
  "count-messages-not-senders": {
    about: "A leader counts answers, also the same one twice.",
    slide: "S2",
    violates: "learns-only-chosen",
    scene: "five-servers-duplication",
    breaks: { withVoter: (voters, voter) => [...voters, voter].sort() },
  },
  "count-promises-not-senders": {
    about: "A leader counts promises, also the same one twice.",
    slide: "S9",
    violates: "leads-with-a-quorum",
    scene: "duplication-apart",
    breaks: { withPromise: (promises, promised) => [...promises, promised] },
  },
  "stale-epoch-ack": {
    about: "A leader counts votes that it asked for in an earlier epoch.",
    slide: "S9",
    violates: "learns-only-chosen",
    scene: "restart-apart",
    breaks: { countsVote: () => true },
  },
  "stale-promise": {
    about: "A leader counts promises that it asked for in an earlier epoch.",
    slide: "S9",
    violates: "agreement",
    scene: "restart-apart-prepared",
    breaks: { countsPromise: () => true },
  },
  "learn-by-value": {
    about: "A learner counts votes for a value over all epochs together.",
    slide: "S3",
    violates: "learns-only-chosen",
    scene: "duel-broadcast",
    breaks: { countTogether: (a, b) => nameOf(a.value) === nameOf(b.value) },
  },
  ...prepareWindowBugs,
  ...controls,
  ...snapshotBugs,
  ...recoveryBugs,
  ...membershipBugs,
} satisfies Record<string, Bug>;

export type BugName = keyof typeof bugs;
