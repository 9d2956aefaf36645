/** What can be set: `--set acceptors=5`. */
import { choice, flag, integer } from "synod";
import { type BugName, bugs } from "./bugs.ts";

const bugNames = Object.keys(bugs) as BugName[];

export const parameters = {
  acceptors: integer({ default: 3, min: 1, max: 9, about: "how many acceptors" }),
  proposers: integer({ default: 2, min: 1, max: 9, about: "how many proposers" }),
  learners: integer({ default: 1, min: 0, max: 9, about: "how many learners; without any, only votes count" }),
  learning: choice({
    default: "announce",
    of: ["announce", "broadcast"],
    about: "who tells the learners: the proposer (S2), or every acceptor (S3)",
  }),
  epochs: integer({
    default: 2,
    min: 1,
    max: 9,
    about: "how many epochs: epoch e is that of proposer e mod proposers",
  }),
  wishes: choice({
    default: "different",
    of: ["different", "equal"],
    about: "whether each proposer wants a value of its own, or all the same",
  }),
  nacks: flag({ default: false, about: "whether acceptors say so when they refuse" }),
  network: choice({
    default: "bag",
    of: ["bag", "set"],
    about: "bag: a message is delivered at most once; set: again and again, as in TLA+",
  }),
  restarts: integer({ default: 0, max: 9, about: "how often a node may crash and restart" }),
  losses: integer({ default: 0, max: 9, about: "how often a message may be lost" }),
  duplications: integer({ default: 0, max: 9, about: "how often a message may be doubled" }),
  bug: choice({ default: "none", of: ["none", ...bugNames], about: "a seeded bug" }),
} as const;
