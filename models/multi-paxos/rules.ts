/**
 * All the rules that safety rests on, each defined beside the handler that follows it.
 */
import { type AcceptorRules, acceptorRules } from "./acceptor.ts";
import { type ClientRules, clientRules } from "./client.ts";
import { type JoiningRules, joiningRules } from "./joining.ts";
import { type LeaderRules, leaderRules } from "./leader-rules.ts";
import { type LearnerRules, learnerRules } from "./learner.ts";
import { type MembershipRules, membershipRules } from "./membership.ts";
import { type RecoveryRules, recoveryRules } from "./recovery.ts";
import { type SnapshotRules, snapshotRules } from "./snapshot.ts";
import { type TruncationRules, truncationRules } from "./truncation.ts";

export interface Rules
  extends AcceptorRules,
    LeaderRules,
    LearnerRules,
    ClientRules,
    SnapshotRules,
    TruncationRules,
    RecoveryRules,
    MembershipRules,
    JoiningRules {}

export const soundRules: Rules = {
  ...acceptorRules,
  ...leaderRules,
  ...learnerRules,
  ...clientRules,
  ...snapshotRules,
  ...truncationRules,
  ...recoveryRules,
  ...membershipRules,
  ...joiningRules,
};
