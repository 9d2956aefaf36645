/**
 * What only this specification can say about itself: the part of its type and message invariants (TypeOK and MsgInv in Paxos.tla) that the layout of the
 * state does not already guarantee, and its witnesses.
 */
import { alwaysEach, sometimes, violation } from "synod";
import type { LamportView } from "./view.ts";

type Voter = LamportView["acceptors"][number];

/** The conjunct of MsgInv for 2b messages: \E ma \in msgs : ma.type = "2a" /\ ma.bal = m.bal /\ ma.val = m.val */
export const votesWereProposed = alwaysEach<Pick<LamportView, "acceptors" | "ballots">, Voter>(
  "votes-were-proposed",
  ({ acceptors }) => acceptors,
  ({ name, votes }, { ballots }) => {
    const strange = votes.find(({ ballot, value }) => ballots[ballot]?.proposed !== value);
    if (strange === undefined) return undefined;
    const { ballot, value } = strange;
    return violation(
      `${name} has voted for ${value} in ballot ${ballot}, which proposes ${ballots[ballot]?.proposed}`,
      {
        strange,
      },
    );
  },
  { about: "Who votes in a ballot votes for its proposal.", source: "Paxos.tla, MsgInv" },
);

/** AccInv: maxVBal[a] \leq maxBal[a] */
export const votesAreBehindPromises = alwaysEach<Pick<LamportView, "acceptors">, Voter>(
  "votes-are-behind-promises",
  ({ acceptors }) => acceptors,
  ({ name, maxBal, votes }) => {
    if (!votes.some(({ ballot }) => ballot > maxBal)) return undefined;
    return violation(`${name} has voted in a ballot above ${maxBal}, its highest`, { maxBal, votes });
  },
  { about: "Whoever votes in a ballot has joined it.", source: "Paxos.tla, AccInv" },
);

export const aValueIsChosen = sometimes<Pick<LamportView, "chosen">>(
  "a-value-is-chosen",
  ({ chosen }) => chosen.length > 0,
  { about: "Some ballot gets the votes of a quorum.", source: "Paxos.tla, chosen" },
);

export const laterBallotProposesEarlierVote = sometimes<Pick<LamportView, "ballots" | "cast">>(
  "later-ballot-proposes-earlier-vote",
  ({ ballots, cast }) =>
    cast.some(({ epoch, value }) => ballots.findLastIndex(({ proposed }) => proposed === value) > epoch),
  { about: "A ballot proposes a value that was voted for in an earlier one.", source: "Paxos.tla, ShowsSafeAt" },
);
