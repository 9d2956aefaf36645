/**
 * Two-phase commit, cut into the actions of the TLA+ module TwoPhase (Gray and Lamport, "Consensus on Transaction Commit"), so that its counts can be
 * compared with TLC's. The set of messages is split by sender: a process and what it has sent are one component, and an action then reads the one
 * process that moves, or one resource manager (RM) and the transaction manager (TM).
 */
import { type Action, action, type Change, defineModel, integer, over, transitionSystem } from "synod";
import {
  type CommitmentView,
  commitNeedsEveryVote,
  everybodyAborts,
  everybodyCommits,
  sameOutcome,
} from "synod/properties";

interface ResourceManager {
  /** rmState[i] */
  readonly state: "working" | "prepared" | "committed" | "aborted";
  /** Whether Prepared(i) is among the messages: it stays there when the RM moves on. */
  readonly sentPrepared: boolean;
}

interface TransactionManager {
  /** tmState. Commit is among the messages exactly when this is committed, Abort when it is aborted. */
  readonly state: "init" | "committed" | "aborted";
  /** tmPrepared */
  readonly prepared: ReadonlySet<number>;
}

type RmName = `rm ${number}`;
type State = { readonly tm: TransactionManager } & { readonly [name: RmName]: ResourceManager };

/** The actions of TwoPhase's Next that belong to one RM, under their names there. */
function actionsOf(rm: number): Action<State>[] {
  return [
    rmAction("RMPrepare", rm, ({ state }) =>
      state === "working" ? { state: "prepared", sentPrepared: true } : undefined,
    ),
    rmAction("RMChooseToAbort", rm, ({ state, sentPrepared }) =>
      state === "working" ? { state: "aborted", sentPrepared } : undefined,
    ),
    rmAndTmAction("RMRcvCommitMsg", rm, ({ sentPrepared }, tm) =>
      tm.state === "committed" ? become(rm, { state: "committed", sentPrepared }) : undefined,
    ),
    rmAndTmAction("RMRcvAbortMsg", rm, ({ sentPrepared }, tm) =>
      tm.state === "aborted" ? become(rm, { state: "aborted", sentPrepared }) : undefined,
    ),
    // Enabled also when the TM has this message already: messages are never taken away.
    rmAndTmAction("TMRcvPrepared", rm, ({ sentPrepared }, { state, prepared }) =>
      state === "init" && sentPrepared ? { tm: { state, prepared: new Set([...prepared, rm]) } } : undefined,
    ),
  ];
}

function actionsOfTm(rms: number): Action<State>[] {
  return [
    action<State, "tm">({
      name: "TMCommit",
      reads: ["tm"],
      next: ({ tm: { state, prepared } }) =>
        state === "init" && prepared.size === rms ? { tm: { state: "committed", prepared } } : undefined,
    }),
    action<State, "tm">({
      name: "TMAbort",
      reads: ["tm"],
      next: ({ tm: { state, prepared } }) => (state === "init" ? { tm: { state: "aborted", prepared } } : undefined),
    }),
  ];
}

function rmAction(
  name: string,
  rm: number,
  next: (self: ResourceManager) => ResourceManager | undefined,
): Action<State> {
  return action<State, RmName>({
    name,
    args: { rm },
    reads: [nameOf(rm)],
    next: (state) => {
      const moved = next(read(state, nameOf(rm)));
      return moved && become(rm, moved);
    },
  });
}

function rmAndTmAction(
  name: string,
  rm: number,
  next: (self: ResourceManager, tm: TransactionManager) => Change<State> | undefined,
): Action<State> {
  return action<State, RmName | "tm">({
    name,
    args: { rm },
    reads: [nameOf(rm), "tm"],
    next: (state) => next(read(state, nameOf(rm)), state.tm),
  });
}

function nameOf(rm: number): RmName {
  return `rm ${rm}`;
}

// Generic in the name, because that is where TypeScript does not add `undefined` to what stands under a computed key.
function read<Name extends RmName>(state: Pick<State, Name>, name: Name): State[Name] {
  return state[name];
}

// The type of an object with a computed key forgets which key it was.
function become(rm: number, next: ResourceManager): Change<State> {
  return { [nameOf(rm)]: next } as Change<State>;
}

function initialState(rms: number): State {
  const names = Array.from({ length: rms }, (_, rm) => nameOf(rm));
  const working: ResourceManager = { state: "working", sentPrepared: false };
  return {
    tm: { state: "init", prepared: new Set() },
    ...Object.fromEntries(names.map((name) => [name, working] as const)),
  };
}

function commitment(state: State, rms: number): CommitmentView {
  return {
    get participants() {
      return Array.from({ length: rms }, (_, rm) => {
        return {
          by: nameOf(rm),
          get votedYes() {
            return read(state, nameOf(rm)).sentPrepared;
          },
          get outcome() {
            const { state: outcome } = read(state, nameOf(rm));
            return outcome === "committed" || outcome === "aborted" ? outcome : undefined;
          },
        };
      });
    },
  };
}

export const twoPhaseCommit = defineModel({
  name: "two-phase-commit",
  about: "a transaction manager lets resource managers commit once all of them are prepared",
  source: "Gray and Lamport, Consensus on Transaction Commit; TLA+ module TwoPhase",
  parameters: {
    rms: integer({ default: 3, min: 1, max: 12, about: "resource managers" }),
  },
  configurations: [
    { name: "", about: "3 resource managers" },
    { name: "seven", about: "7 resource managers", set: { rms: 7 } },
    { name: "nine", about: "9 resource managers: more than ten million states", set: { rms: 9 }, full: true },
  ],
  build: ({ rms }) => ({
    system: transitionSystem<State>({
      initial: initialState(rms),
      actions: [...Array.from({ length: rms }, (_, rm) => actionsOf(rm)).flat(), ...actionsOfTm(rms)],
    }),
    properties: over(
      (state: State) => commitment(state, rms),
      [sameOutcome, commitNeedsEveryVote, everybodyCommits, everybodyAborts],
    ),
  }),
});

export default twoPhaseCommit;
