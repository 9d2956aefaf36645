/** Seeded bugs of snapshots and of what is deleted because of them (S13, S20). */
import type { Bug } from "./bug.ts";
import type { Slot } from "./slot.ts";
import { snapshotRules } from "./snapshot.ts";
import { truncationRules } from "./truncation.ts";

export const snapshotBugs = {
  "promise-omits-base": {
    about: "A promise tells of the votes that are left, as if there had been no others.",
    slide: "S13",
    violates: "agreement",
    scene: "snapshots",
    breaks: { isTruncated: () => false },
  },
  "leader-ignores-base": {
    about: "A new leader does not take over the snapshot that it is sent, and takes no vote left for no vote cast.",
    slide: "S13",
    violates: "agreement",
    scene: "snapshots",
    breaks: { installsFirst: false },
  },
  "vote-below-base": {
    about: "An acceptor votes in a slot that it has deleted.",
    slide: "S13",
    violates: "keeps-no-old-votes",
    scene: "snapshots",
    breaks: { isDeleted: () => false },
  },
  "too-old-accepted": {
    about:
      "An acceptor that is asked for a vote in a slot it has deleted says that it has voted. The value is chosen there anyway.",
    slide: "S13",
    violates: null,
    scene: "snapshots-catching-up",
    breaks: { admitsDeletion: false },
  },
  "truncate-before-snapshot-durable": {
    about: "Votes are deleted while the snapshot that covers them is not on disk yet.",
    slide: "S13",
    violates: "acknowledged-requests-survive",
    scene: "snapshots-restart",
    breaks: { snapshotKeeps: [] },
  },
  "gc-off-by-one": {
    about: "An acceptor deletes also the first slot that is not in its snapshot.",
    slide: "S13",
    violates: "truncates-behind-snapshot",
    scene: "snapshots-two-slots",
    breaks: { firstKept: ({ snapshot }) => (snapshot.position + 1) as Slot },
  },
  "gc-deletes-unexecuted": {
    about: "An acceptor deletes up to its last vote, whether or not that is in a snapshot.",
    slide: "S13",
    violates: "chosen-is-recoverable",
    scene: "snapshots-two-slots",
    breaks: { firstKept: ({ votes, base }) => ((votes.at(-1)?.slot ?? base - 1) + 1) as Slot },
  },
  "gc-keeps-one": {
    about: "An acceptor keeps the last of the slots that it may delete, for ever if there are no more.",
    slide: "S13",
    violates: "logs-are-bounded-when-quiet",
    scene: "snapshots-quiet",
    breaks: { firstKept: (self, covered) => Math.max(truncationRules.firstKept(self, covered) - 1, 0) as Slot },
  },
  "snapshot-no-cache": {
    about: "A snapshot has the application in it, and not the reply cache.",
    slide: "S20",
    violates: "acknowledged-requests-survive",
    scene: "snapshots-cache",
    breaks: { snapshotOf: (self, by) => ({ ...snapshotRules.snapshotOf(self, by), cache: [] }) },
  },
  "install-goes-back": {
    about: "A learner takes over whatever snapshot it is sent, also one that it is ahead of.",
    slide: "S13",
    violates: "truncates-behind-snapshot",
    scene: "snapshots-announced",
    breaks: { mayInstall: () => true },
  },
} satisfies Record<string, Bug>;
