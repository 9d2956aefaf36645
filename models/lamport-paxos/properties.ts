/**
 * What only this specification can say about itself: the part of its type and message invariants (TypeOK and MsgInv in Paxos.tla) that the layout of the
 * state does not already guarantee, and its witnesses.
 */
import { always, sometimes, violation } from "synod";
import type { LamportView } from "./view.ts";

/** The conjunct of MsgInv for 2b messages: \E ma \in msgs : ma.type = "2a" /\ ma.bal = m.bal /\ ma.val = m.val */
export const votesWereProposed = always<Pick<LamportView, "cast" | "proposed">>(
  "votes-were-proposed",
  ({ cast, proposed }) => {
    const strange = cast.find(({ epoch, value }) => proposed[epoch] !== value);
    if (strange === undefined) return undefined;
    const { acceptor, epoch, value } = strange;
    return violation(`${acceptor} has voted for ${value} in ballot ${epoch}, which proposes ${proposed[epoch]}`, {
      strange,
    });
  },
  { about: "Who votes in a ballot votes for its proposal.", source: "Paxos.tla, MsgInv" },
);

/** AccInv: maxVBal[a] \leq maxBal[a] */
export const votesAreBehindPromises = always<Pick<LamportView, "acceptors">>(
  "votes-are-behind-promises",
  ({ acceptors }) => {
    const strange = acceptors.find(({ maxBal, votes }) => votes.some(({ ballot }) => ballot > maxBal));
    if (strange === undefined) return undefined;
    return violation(`${strange.name} has voted in a ballot above ${strange.maxBal}, its highest`, { strange });
  },
  { about: "Whoever votes in a ballot has joined it.", source: "Paxos.tla, AccInv" },
);

export const aValueIsChosen = sometimes<Pick<LamportView, "chosen">>(
  "a-value-is-chosen",
  ({ chosen }) => chosen.length > 0,
  { about: "Some ballot gets the votes of a quorum.", source: "Paxos.tla, chosen" },
);

export const laterBallotProposesEarlierVote = sometimes<Pick<LamportView, "cast" | "proposed">>(
  "later-ballot-proposes-earlier-vote",
  ({ cast, proposed }) => cast.some(({ epoch, value }) => proposed.lastIndexOf(value) > epoch),
  { about: "A ballot proposes a value that was voted for in an earlier one.", source: "Paxos.tla, ShowsSafeAt" },
);
