/**
 * All the rules that safety rests on, each defined beside the handler that follows it.
 */
import { type AcceptorRules, acceptorRules } from "./acceptor.ts";
import { type ClientRules, clientRules } from "./client.ts";
import { type LeaderRules, leaderRules } from "./leader-rules.ts";
import { type LearnerRules, learnerRules } from "./learner.ts";

export interface Rules extends AcceptorRules, LeaderRules, LearnerRules, ClientRules {}

export const soundRules: Rules = { ...acceptorRules, ...leaderRules, ...learnerRules, ...clientRules };
