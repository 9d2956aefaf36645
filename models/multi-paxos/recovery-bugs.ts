/** Seeded bugs of servers that take the place of destroyed ones (S12). */
import type { Bug } from "./bug.ts";

export const recoveryBugs = {
  amnesia: {
    about: "An empty server takes the place and the name of a destroyed one, and answers at once.",
    slide: "S12",
    violates: "agreement",
    scene: "destroyed-only-votes",
    breaks: { recovers: false },
  },
  "recovering-answers": {
    about: "A server that is recovering answers others before it has.",
    slide: "S12",
    violates: "recovers-in-silence",
    scene: "destroyed-only-votes",
    breaks: { keepsSilent: false },
  },
  "recover-read-one": {
    about: "A replaced server is content with what one other tells.",
    slide: "S12",
    violates: "agreement",
    scene: "destroyed-only-votes",
    breaks: { recoverFrom: () => 1 },
  },
  "recover-no-promise": {
    about: "A replaced server takes over the votes of the others, and promises nothing.",
    slide: "S12",
    violates: "agreement",
    scene: "destroyed-only-votes",
    breaks: { recollects: ["votes"] },
  },
  "recover-no-votes": {
    about: "A replaced server takes over the latest promise of the others, and none of their votes.",
    slide: "S12",
    violates: "agreement",
    scene: "destroyed-only-votes",
    breaks: { recollects: ["promised"] },
  },
  "vectors-on-promises-only": {
    about: "Promises say who was destroyed, and votes do not.",
    slide: "S12",
    violates: "agreement",
    scene: "destroyed-five-vectors-vote",
    breaks: { stamped: ["promise"] },
  },
  "stale-memory": {
    about: "A server that has been replaced twice counts answers to the one before it.",
    slide: "S12",
    violates: "chosen-is-recoverable",
    scene: "destroyed-twice",
    breaks: { countsMemory: () => true },
  },
  "recover-waits-for-itself": {
    about: "A replaced server waits for as many answers as there are servers, although it is one of them.",
    slide: "S12",
    violates: "destroyed-servers-recover",
    scene: "destroyed-only-votes",
    breaks: { recoverFrom: (servers) => servers },
  },
  "leads-again": {
    about: "A leader that has replaced a destroyed one leads in epochs that the one before it may have used.",
    slide: "S12",
    violates: "one-value-per-epoch",
    scene: "destroyed-learner",
    breaks: { leadsAgain: true },
  },
} satisfies Record<string, Bug>;
