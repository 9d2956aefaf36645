/**
 * The four actions of Paxos.tla, under their names there. Phase1a, Phase1b and Phase2b stay enabled when they change nothing, as in TLA+, so that the
 * number of generated states can be compared too.
 */
import { type Action, action, update } from "synod";
import { quorumsOf } from "./quorum.ts";
import {
  type Acceptor,
  become,
  type Components,
  type Promises,
  read,
  type Size,
  upTo,
  type Value,
  type Vote,
} from "./state.ts";

export function actionsOf({ acceptors, values, ballots }: Size): Action<Components>[] {
  const quorums = quorumsOf(acceptors);
  return upTo(ballots).flatMap((b) => [
    phase1a(b),
    ...upTo(acceptors).flatMap((a) => [phase1b(a, b), phase2b(a, b)]),
    ...upTo(values).map((v) => phase2a(b, `v${v + 1}`, quorums)),
  ]);
}

/** Anybody may start a ballot at any time: the specification knows no leaders. */
function phase1a(b: number): Action<Components> {
  const ballot = `ballot ${b}` as const;
  return action<Components, typeof ballot>({
    name: "Phase1a",
    args: { b },
    reads: [ballot],
    next: (state) => become(ballot, { ...read(state, ballot), started: true }),
  });
}

/** An acceptor joins a ballot higher than any it has taken part in, and reports its latest vote. */
function phase1b(a: number, b: number): Action<Components> {
  const acceptor = `acceptor ${a}` as const;
  const ballot = `ballot ${b}` as const;
  return action<Components, typeof acceptor | typeof ballot>({
    name: "Phase1b",
    args: { a, b },
    reads: [acceptor, ballot],
    next: (state) => {
      const { maxBal, votes } = read(state, acceptor);
      if (!read(state, ballot).started || b <= maxBal) return undefined;
      const report = votes.at(-1) ?? "none";
      return {
        ...become(acceptor, { maxBal: b, votes }),
        ...become(
          `promises ${b}`,
          update<Promises>([a, report], (promises) => promises.with(a, report)),
        ),
      };
    },
  });
}

/**
 * A value is proposed that no lower ballot can contradict, and no other in the same ballot: ~ \E m \in msgs : m.type = "2a" /\ m.bal = b. Each quorum
 * and each m that show it are a choice of their own, although the outcome is the same: TLC counts a successor for each.
 */
function phase2a(b: number, v: Value, quorums: readonly number[][]): Action<Components> {
  const ballot = `ballot ${b}` as const;
  const promises = `promises ${b}` as const;
  return action<Components, typeof ballot | typeof promises>({
    name: "Phase2a",
    args: { b, v },
    reads: [ballot, promises],
    next: (state) => {
      const { started, proposed } = read(state, ballot);
      if (proposed !== null) return undefined;
      const answers = read(state, promises);
      const choices = quorums.flatMap((quorum) => shownSafeBy(quorum, answers, v));
      return choices.map(() => become(ballot, { started, proposed: v }));
    },
  });
}

/** An acceptor votes in any ballot that is not lower than those it has taken part in. */
function phase2b(a: number, b: number): Action<Components> {
  const acceptor = `acceptor ${a}` as const;
  const ballot = `ballot ${b}` as const;
  return action<Components, typeof acceptor | typeof ballot>({
    name: "Phase2b",
    args: { a, b },
    reads: [acceptor, ballot],
    next: (state) => {
      const { proposed } = read(state, ballot);
      const { maxBal, votes } = read(state, acceptor);
      return proposed === null || b < maxBal
        ? undefined
        : become(acceptor, withVote(votes, { ballot: b, value: proposed }));
    },
  });
}

function withVote(votes: readonly Vote[], vote: Vote): Acceptor {
  return { maxBal: vote.ballot, votes: [...votes.filter(({ ballot }) => ballot !== vote.ballot), vote] };
}

/**
 * ShowsSafeAt(Q, b, v): everybody in Q has answered, and nobody in Q had voted, or the vote in the highest ballot (m) was for v. Returns every m that
 * shows it, or "none" for the first case, and so nothing if v is not safe.
 */
function shownSafeBy(quorum: readonly number[], promises: Promises, v: Value): readonly (Vote | "none")[] {
  const answers = quorum.map((a) => promises[a] ?? null);
  if (answers.includes(null)) return [];
  const reported = answers.filter((answer) => answer !== null && answer !== "none");
  if (reported.length === 0) return ["none"];
  const highest = Math.max(...reported.map(({ ballot }) => ballot));
  return reported.filter(({ ballot, value }) => ballot === highest && value === v);
}
