/**
 * Where basic Paxos is checked. Each configuration is a whole bounded space, so each answer is certain, and each is about that space only: the
 * sentence says what is in it and what is not.
 */
import type { Configuration } from "synod";
import { bugs } from "./bugs.ts";
import type { parameters } from "./parameters.ts";

type PaxosConfiguration = Configuration<typeof parameters>;

/** Acceptors announce their votes and nobody listens: the smallest space in which values are chosen, for what is only about votes. */
const votesOnly = { learning: "broadcast", learners: 0 } as const;

const sound: readonly PaxosConfiguration[] = [
  {
    name: "",
    about:
      "A duel (S2): two proposers with one epoch each. The second may adopt what the first left; neither can come back.",
  },
  {
    name: "alone",
    about:
      "The happy path (S2): one proposer, one epoch. Small enough to draw; nothing can go wrong but messages that never come.",
    set: { proposers: 1, epochs: 1 },
  },
  {
    name: "broadcast",
    about:
      "The duel with acceptors that tell the learner themselves (S3), which counts votes of both epochs as they come.",
    set: { learning: "broadcast" },
  },
  {
    name: "broadcast-two-learners",
    about: "The same with two learners (S3) that hear of votes in different orders.",
    set: { learning: "broadcast", learners: 2 },
    full: true,
  },
  {
    name: "two-leaders",
    about:
      "Two leaders at once and two learners to disagree (S5): what breaks primary-backup, in the same situation, does no harm.",
    set: { learners: 2 },
  },
  {
    name: "unanimous",
    about: "The duel with proposers that want the same (S1): the slide's form of validity says something only here.",
    set: { wishes: "equal" },
  },
  {
    name: "nacks",
    about:
      "The duel with acceptors that say when they refuse (S9). It shows that hearing of a later epoch is harmless, not that it helps.",
    set: { nacks: true },
  },
  {
    name: "restart",
    about:
      "The duel with one crash and restart of any proposer at any moment (S12). Acceptors keep all they know, so theirs would not show.",
    set: { restarts: 1 },
  },
  {
    name: "three-epochs",
    about:
      "The first proposer returns after the second (S9), so that a vote can be outdated. Only votes: no learner listens.",
    set: { ...votesOnly, epochs: 3 },
  },
  {
    name: "three-proposers",
    about: "Three proposers with one epoch each (S9), so that three values compete. Only votes: no learner listens.",
    set: { ...votesOnly, proposers: 3, epochs: 3 },
    full: true,
  },
  {
    name: "three-epochs-restart",
    about: "Three epochs and one crash and restart of a proposer (S9, S12), which may then be late with two attempts.",
    set: { ...votesOnly, epochs: 3, restarts: 1 },
    full: true,
  },
  {
    name: "loss-and-duplication",
    about: "The duel with one message lost and one doubled (S2). Only votes: no learner listens.",
    set: { ...votesOnly, losses: 1, duplications: 1 },
  },
  {
    name: "duplication",
    about: "The duel with one message doubled, announcements included (S2).",
    set: { duplications: 1 },
    full: true,
  },
  {
    name: "set-network",
    about:
      "The duel on a network that never forgets (S2): every message may come again and again, as in Lamport's TLA+.",
    set: { network: "set" },
  },
  {
    name: "four-acceptors",
    about: "The duel with four acceptors (S2), of which three are a quorum: one more of them, and no more may fail.",
    set: { ...votesOnly, acceptors: 4 },
  },
  {
    name: "five-acceptors",
    about:
      "The duel with five acceptors (S2), so that quorums may share just one of them. Only votes: no learner listens.",
    set: { ...votesOnly, acceptors: 5 },
    full: true,
  },
];

const seeded = Object.entries(bugs).map(
  ([name, { about, slide, needs, violates }]): PaxosConfiguration => ({
    name,
    about: `${violates === null ? "Harmless" : "Seeded bug"} (${slide}): ${about}`,
    set: { ...votesOnly, ...needs, bug: name as keyof typeof bugs },
    ...(violates === null ? { control: true } : { expect: { violates } }),
  }),
);

export const configurations = [...sound, ...seeded];
