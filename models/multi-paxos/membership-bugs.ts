/** Seeded bugs of members that change (S12). */
import type { Bug } from "./bug.ts";

export const membershipBugs = {
  "members-count-at-once": {
    about: "New members count from the next slot on, although it may be under way with the old ones.",
    slide: "S12",
    violates: "agreement",
    scene: "members-change-announced",
    breaks: { countFrom: (slot) => slot + 1 },
  },
  "pipeline-beyond-alpha": {
    about: "A leader has more slots under way than it takes a change of members to count.",
    slide: "S10",
    violates: "agreement",
    scene: "members-change-duel",
    breaks: { isInWindow: () => true },
  },
  "joins-unprepared": {
    about: "A leader proposes new members before they have what was decided without them.",
    slide: "S12",
    violates: "new-members-know-the-past",
    scene: "members-join",
    breaks: { hasCaughtUp: () => true },
  },
  "joins-in-memory": {
    about: "A new member says that it has caught up when what it was sent is not on its disk yet.",
    slide: "S12",
    violates: "new-members-know-the-past",
    scene: "members-join",
    breaks: { snapshotKeeps: [] },
  },
} satisfies Record<string, Bug>;
