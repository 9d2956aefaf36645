/**
 * The proposer: moves one attempt at a time through two phases. First it asks a quorum to leave all earlier epochs and to show what they voted for;
 * then it proposes the one value that is safe. It may lose everything in a crash except the number of its last epoch.
 */
import { type Address, type Context, defineNode } from "synod";
import { type Epoch, NO_EPOCH, nextEpochOf } from "./epoch.ts";
import type { Message, Value, Vote } from "./messages.ts";
import { including } from "./ordered-set.ts";
import { majority } from "./quorum.ts";
import { type Wishes, wishOf } from "./wishes.ts";

export interface Proposer {
  /** The latest epoch it has used or heard of. On disk, so that no epoch is ever used twice. */
  latest: Epoch;
  attempt: Attempt | null;
}

export type Attempt =
  /** Phase 1: who promised, and with what vote. */
  | { phase: "preparing"; epoch: Epoch; promises: Promised[] }
  /** Phase 2: who voted. The promises are gone, so one that comes late cannot change the value. */
  | { phase: "proposing"; epoch: Epoch; value: Value; votes: Address[] }
  | { phase: "done"; epoch: Epoch; value: Value };

export interface Promised {
  readonly from: Address;
  readonly vote: Vote | null;
}

/** What safety rests on in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface ProposerRules {
  /** How many promises, and how many votes, are enough. */
  quorum(acceptors: number): number;
  /** Whether there is a phase 1 at all. */
  readonly prepares: boolean;
  /** Whether a promise is about what it asked in its own epoch. */
  countsPromise(own: Epoch, answered: Epoch): boolean;
  withPromise(promises: readonly Promised[], promised: Promised): Promised[];
  /** The vote whose value it has to propose, if any was reported. */
  adopt(reported: readonly Vote[]): Vote | undefined;
  /** What is on disk. */
  readonly proposerKeeps: readonly (keyof Proposer)[];
}

export const proposerRules: ProposerRules = {
  quorum: majority,
  prepares: true,
  countsPromise: (own, answered) => own === answered,
  /** Acceptors are counted, never messages. */
  withPromise: (promises, promised) => including(promises, promised, ({ from }) => from),
  /** If anything was chosen before, the latest vote in a quorum is for it. */
  adopt: (reported) => reported.toSorted((a, b) => b.epoch - a.epoch)[0],
  proposerKeeps: ["latest"],
};

export interface ProposerOptions {
  readonly acceptors: number;
  readonly proposers: number;
  readonly wishes: Wishes;
  /** Epochs from this one on are outside the model. */
  readonly epochs: number;
  readonly rules: ProposerRules;
}

export function proposer({ acceptors, proposers, wishes, epochs, rules }: ProposerOptions) {
  const quorum = rules.quorum(acceptors);

  const propose = (self: Proposer, epoch: Epoch, value: Value, { broadcast, record }: Context<Message>) => {
    self.attempt = { phase: "proposing", epoch, value, votes: [] };
    record({ type: "proposed", epoch, value });
    broadcast("acceptor", { type: "accept", epoch, value });
  };

  return defineNode<Proposer, Message>({
    name: "proposer",
    initial: () => ({ latest: NO_EPOCH, attempt: null }),
    durable: rules.proposerKeeps,
    actions: {
      /** Phase 1a (S2): begin an attempt in a new epoch. It may do so at any moment: a wrong timeout looks no different. */
      start: {
        run(self, context) {
          const epoch = nextEpochOf(context.index, proposers, self.latest);
          if (epoch >= epochs) return context.reached("epochs");
          self.latest = epoch;
          if (!rules.prepares) return propose(self, epoch, wishOf(context.index, wishes), context);
          self.attempt = { phase: "preparing", epoch, promises: [] };
          context.broadcast("acceptor", { type: "prepare", epoch });
        },
      },
    },
    on: {
      /** Phase 2a (S2): with a quorum of promises, propose the value of the latest vote among them; if there is none, its own. */
      promise(self, { epoch, vote }, context) {
        const { attempt } = self;
        if (attempt?.phase !== "preparing" || !rules.countsPromise(attempt.epoch, epoch)) return;
        attempt.promises = rules.withPromise(attempt.promises, { from: context.from, vote });
        if (attempt.promises.length < quorum) return;
        const adopted = rules.adopt(attempt.promises.flatMap((promise) => promise.vote ?? []));
        propose(self, attempt.epoch, adopted?.value ?? wishOf(context.index, wishes), context);
      },

      /** With a quorum of votes in this epoch the value is chosen: announce it (S2). */
      accepted(self, { epoch }, { from, broadcast }) {
        const { attempt } = self;
        if (attempt?.phase !== "proposing" || attempt.epoch !== epoch) return;
        attempt.votes = including(attempt.votes, from, (voter) => voter);
        if (attempt.votes.length < quorum) return;
        const { value } = attempt;
        self.attempt = { phase: "done", epoch, value };
        broadcast("learner", { type: "learn", value });
      },

      /** A later epoch is about: the next attempt has to be later still. This one goes on, since the other acceptors may yet make a quorum. */
      nack(self, { promised }) {
        if (promised > self.latest) self.latest = promised;
      },
    },
  });
}
