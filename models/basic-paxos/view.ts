/**
 * Basic Paxos as the properties see it. All getters, because a property is checked again only when something that it has looked at changes.
 */
import type { ActorState } from "synod";
import { chosenBy } from "synod/properties";
import type { acceptor } from "./acceptor.ts";
import { NO_EPOCH, ownerOf } from "./epoch.ts";
import type { proposals, votes } from "./history.ts";
import type { countingLearner, toldLearner } from "./learner.ts";
import type { proposer } from "./proposer.ts";
import { majority } from "./quorum.ts";
import { type Wishes, wishOf } from "./wishes.ts";

export type PaxosState = ActorState<
  {
    readonly acceptor: readonly ReturnType<typeof acceptor>[];
    readonly proposer: readonly ReturnType<typeof proposer>[];
    readonly learner: readonly (typeof toldLearner | ReturnType<typeof countingLearner>)[];
  },
  { readonly votes: typeof votes; readonly proposals: typeof proposals }
>;

export function viewOf({ proposers, wishes }: { readonly proposers: number; readonly wishes: Wishes }) {
  const ownWishes = Array.from({ length: proposers }, (_, index) => wishOf(index, wishes));

  return ({ nodes, observed }: PaxosState) => ({
    wishes: ownWishes,
    quorum: majority(nodes.acceptor.length),
    get learners() {
      return nodes.learner.map((learner, index) => ({
        name: `learner ${index}`,
        get learned() {
          return learner.decided === null ? [] : [{ value: learner.decided }];
        },
      }));
    },
    get learned() {
      return this.learners.flatMap(({ name, learned }) => learned.map(({ value }) => ({ by: name, value })));
    },
    get chosen() {
      const votes = observed.votes.map(({ by, ...vote }) => ({ acceptor: by, ...vote }));
      return chosenBy(votes, this.quorum);
    },
    get decisions() {
      return [...this.chosen, ...this.learned];
    },
    get holders() {
      return nodes.acceptor.map((acceptor, index) => ({
        name: `acceptor ${index}`,
        get votes() {
          return acceptor.vote === null ? [] : [acceptor.vote];
        },
      }));
    },
    get acceptors() {
      return nodes.acceptor.map((acceptor, index) => ({
        name: `acceptor ${index}`,
        get promised() {
          return acceptor.promised;
        },
        get votedIn() {
          return acceptor.vote?.epoch ?? NO_EPOCH;
        },
      }));
    },
    get proposals() {
      return observed.proposals.map(({ epoch, value }) => ({
        epoch,
        value,
        wish: wishOf(ownerOf(epoch, proposers), wishes),
      }));
    },
    get proposers() {
      return nodes.proposer.map(({ attempt }) => ({ isActive: attempt !== null && attempt.phase !== "done" }));
    },
  });
}

export type PaxosView = ReturnType<ReturnType<typeof viewOf>>;
