/** Seeded bugs of slots that are prepared a few at a time (S8). */
import type { Bug } from "./bug.ts";
import { at, FIRST_SLOT } from "./slot.ts";

export const prepareWindowBugs = {
  "windowed-prepare-gap": {
    about: "A leader proposes in slots behind those it has prepared.",
    slide: "S8",
    violates: "agreement",
    scene: "prepare-window-resend",
    breaks: { isPrepared: () => true },
  },
  "promise-binds-first-slot": {
    about:
      "A promise binds an acceptor only in the first slot; a vote behind it, for a leader of before, goes back on it.",
    slide: "S8",
    violates: "agreement",
    scene: "prepare-window-resend",
    breaks: {
      mayVote: ({ promised, votes }, epoch, slot) =>
        epoch >= (slot === FIRST_SLOT ? promised : (at(votes, slot)?.epoch ?? epoch)),
    },
  },
} satisfies Record<string, Bug>;
