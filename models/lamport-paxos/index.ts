/**
 * Paxos as Lamport specified it in TLA+ (Paxos.tla): one decision, no leaders, a set of messages that only grows. It is here because other checkers
 * count its states, and because it is the shortest complete statement of the algorithm that the other models implement.
 */
import { defineModel, integer, over, transitionSystem } from "synod";
import { agreement, onceChosenAlwaysChosen } from "synod/properties";
import { actionsOf } from "./actions.ts";
import {
  aValueIsChosen,
  laterBallotProposesEarlierVote,
  votesAreBehindPromises,
  votesWereProposed,
} from "./properties.ts";
import { type Components, initialState } from "./state.ts";
import { type LamportView, viewOf } from "./view.ts";

export const lamportPaxos = defineModel({
  name: "lamport-paxos",
  about: "Lamport's TLA+ specification of Paxos: one decision, ballots without leaders",
  source: "Lamport, Paxos Made Simple; TLA+ module Paxos",
  parameters: {
    acceptors: integer({ default: 3, min: 1, max: 7, about: "acceptors; quorums are the majorities" }),
    values: integer({ default: 2, min: 1, max: 9, about: "values that may be proposed" }),
    ballots: integer({ default: 2, min: 1, max: 9, about: "ballots, numbered from 0" }),
  },
  configurations: [
    { name: "", about: "3 acceptors, 2 values, ballots 0 and 1" },
    { name: "three-ballots", about: "ballots 0 to 2", set: { ballots: 3 } },
    { name: "four-ballots", about: "ballots 0 to 3: more than eight million states", set: { ballots: 4 }, full: true },
  ],
  build: (size) => ({
    system: transitionSystem<Components>({ initial: initialState(size), actions: actionsOf(size) }),
    properties: over<Components, LamportView>(
      (state) => viewOf(state, size),
      [
        agreement,
        onceChosenAlwaysChosen,
        votesWereProposed,
        votesAreBehindPromises,
        aValueIsChosen,
        laterBallotProposesEarlierVote,
      ],
    ),
  }),
});

export default lamportPaxos;
