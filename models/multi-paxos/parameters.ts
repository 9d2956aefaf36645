/** What can be set: `--set servers=5`. */
import { choice, flag, integer, type Values } from "synod";
import { type BugName, bugs } from "./bugs.ts";

const bugNames = Object.keys(bugs) as BugName[];

export const parameters = {
  servers: integer({ default: 3, min: 1, max: 9, about: "how many acceptors" }),
  roles: choice({
    default: "together",
    of: ["together", "apart"],
    about: "whether a server is acceptor, learner and leader in one (S4), or acceptors live apart from leaders",
  }),
  leaders: integer({ default: 2, min: 1, max: 9, about: "how many leaders there are where they live apart" }),
  spares: integer({
    default: 0,
    max: 3,
    about: "how many servers are no members at first; with any, the first client is an operator who changes members",
  }),
  joins: choice({
    default: "at-once",
    of: ["at-once", "caught-up"],
    about:
      "when a change of members is proposed: at once, or when the new one has a snapshot of what came before (S12)",
  }),
  epochs: integer({ default: 1, min: 1, max: 9, about: "how many epochs; epoch e is that of server e mod servers" }),
  patient: choice({
    default: "nobody",
    of: ["nobody", "first"],
    about: "who never times out: nobody, or the server that leads first",
  }),
  bootstrap: choice({
    default: "born",
    of: ["born", "prepare"],
    about: "whether epoch 0 is prepared from the start, or like any other",
  }),
  slots: integer({ default: 1, min: 1, max: 9, about: "how many slots the log has" }),
  window: integer({ default: 9, min: 1, max: 9, about: "how many slots may be under way at once (S10)" }),
  prepareWindow: integer({ default: 0, max: 9, about: "how many slots are prepared at a time (S8); 0 for all" }),
  learning: choice({
    default: "announce",
    of: ["announce", "commit", "broadcast", "leader-only"],
    about: "what learners are told: the value, that their vote was for it (S2), every vote (S3), or nothing",
  }),
  selfDelivery: choice({
    default: "inline",
    of: ["inline", "network"],
    about: "whether what a server says to itself is done at once, or travels like the rest",
  }),
  retransmissions: integer({
    default: 0,
    max: 9,
    about: "how often a leader may say again what has not been answered",
  }),
  catchUp: flag({ default: false, about: "whether a server that restarts asks the others what was chosen (S12)" }),
  snapshots: choice({
    default: "never",
    of: ["never", "own", "quorum", "all"],
    about: "whether learners take snapshots, and who has to have one before votes are deleted that it covers (S13)",
  }),
  snapshotEvery: integer({ default: 1, min: 1, max: 9, about: "after how many slots a learner takes a snapshot" }),
  stepDown: flag({ default: true, about: "whether a leader that hears of a later epoch gives up" }),
  nacks: flag({ default: false, about: "whether acceptors say so when they refuse" }),
  redirects: flag({ default: false, about: "whether a server that does not lead tells the client who does (S17)" }),
  backlog: integer({
    default: 0,
    max: 9,
    about: "how many requests a leader keeps until there is room; others stay on their way",
  }),
  leaderDedupe: choice({
    default: "set",
    of: ["set", "in-order", "off"],
    about: "which requests a leader proposes: those without a slot (S17), those in the order of their client, or all",
  }),
  answers: choice({
    default: "leader",
    of: ["leader", "everybody", "nobody"],
    about: "whose learner replies when it has executed: the leader's, everybody's, or nobody's",
  }),
  pruning: choice({
    default: "none",
    of: ["none", "ack", "window", "both"],
    about: "what bounds the reply cache (S19): acknowledgements, the client's window, both or nothing",
  }),
  application: choice({
    default: "append-log",
    of: ["append-log", "register"],
    about: "what is replicated: a list that is appended to, or a register that is written and read",
  }),
  clients: integer({ default: 1, min: 1, max: 9, about: "how many clients" }),
  requests: integer({ default: 1, min: 1, max: 9, about: "how many requests each has" }),
  outstanding: integer({ default: 1, min: 1, max: 9, about: "how many of them may be under way at once (S19)" }),
  targets: choice({
    default: "leader",
    of: ["leader", "spread"],
    about: "whom clients turn to first: all to the first leader, or each to another server",
  }),
  resends: integer({ default: 0, max: 9, about: "how often a client may send again what it has no reply to (S16)" }),
  resendTo: choice({ default: "next", of: ["next", "same", "all"], about: "to whom it sends it then" }),
  watched: flag({ default: false, about: "whether what clients see is written down, for linearizability" }),
  late: choice({
    default: "stays",
    of: ["stays", "consumed"],
    about: "what becomes of a message that would change nothing: it stays on its way, or its delivery is a step",
  }),
  cutOff: integer({
    default: 0,
    max: 8,
    about: "how many servers, from the first on, hear nothing of the others, nor these of them",
  }),
  restarts: integer({ default: 0, max: 9, about: "how often a server may crash and restart" }),
  destroys: integer({ default: 0, max: 9, about: "how often a server may be destroyed with its disk, and replaced" }),
  stops: flag({
    default: false,
    about: "whether it is worked out what comes of every state if servers stop for good and nothing else goes wrong",
  }),
  fragile: choice({
    default: "anybody",
    of: ["anybody", "last"],
    about: "who crashes or is destroyed: any server, or only the last",
  }),
  recovery: choice({
    default: "all",
    of: ["all", "quorum", "vectors"],
    about: "whom a replaced server has to hear (S12): all the others, a quorum, or a quorum that knows of crashes",
  }),
  losses: integer({ default: 0, max: 9, about: "how often a message may be lost" }),
  duplications: integer({ default: 0, max: 9, about: "how often a message may be doubled" }),
  bug: choice({ default: "none", of: ["none", ...bugNames], about: "a seeded bug" }),
} as const;

export type Options = Values<typeof parameters>;
