/**
 * All the rules that safety rests on, each defined beside the handler that follows it.
 */
import { type AcceptorRules, acceptorRules } from "./acceptor.ts";
import { type LearnerRules, learnerRules } from "./learner.ts";
import { type ProposerRules, proposerRules } from "./proposer.ts";

export interface Rules extends AcceptorRules, ProposerRules, LearnerRules {}

export const soundRules: Rules = { ...acceptorRules, ...proposerRules, ...learnerRules };
