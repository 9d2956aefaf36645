/**
 * The models that come with Synod: the protocols of the slides, then those of which other checkers count the states, so that ours can be compared with
 * theirs.
 */
import type { Model } from "synod";
import { basicPaxos } from "./basic-paxos/index.ts";
import { lamportPaxos } from "./lamport-paxos/index.ts";
import { multiPaxos } from "./multi-paxos/index.ts";
import { primaryBackup } from "./primary-backup/index.ts";
import { registerPaxos } from "./register-paxos/index.ts";
import { twoPhaseCommit } from "./two-phase-commit/index.ts";

export const models: readonly Model[] = [
  basicPaxos,
  multiPaxos,
  primaryBackup,
  twoPhaseCommit,
  lamportPaxos,
  registerPaxos,
];
