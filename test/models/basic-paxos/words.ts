/** Short words for the epochs and values of the tests. */
import type { Epoch } from "../../../models/basic-paxos/epoch.ts";
import type { Value, Vote } from "../../../models/basic-paxos/messages.ts";

export const epoch = (number: number) => number as Epoch;
export const a = "a" as Value;
export const b = "b" as Value;

/** `vote(a, 0)`: a vote for a in epoch 0. */
export const vote = (value: Value, number: number): Vote => ({ epoch: epoch(number), value });
