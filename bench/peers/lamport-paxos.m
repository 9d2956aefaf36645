/*
 * Lamport's Paxos.tla in Murphi, for rumur: each rule is an action of that module and has its name. Three acceptors; BALLOTS and VALUES are put in by the
 * C preprocessor: `gcc -E -P -x c -DBALLOTS=3 -DVALUES=2 lamport-paxos.m`.
 *
 * Messages are never taken away, so the set of them is kept as what was sent by whom. A vote is a number, in the order of ballots, so that the highest is a
 * maximum: 0 for none, 1 + ballot * VALUES + value. That Phase2a chooses a quorum, and a message that shows the value safe, is a disjunction and not several
 * rules: rumur then has fewer rules to try than TLC has successors, and the same states.
 */
const
  VOTES: BALLOTS * VALUES;

type
  Acceptor: 0 .. 2;
  Ballot: 0 .. BALLOTS - 1;
  Value: 0 .. VALUES - 1;
  Vote: 0 .. VOTES;

var
  maxBal: array [Acceptor] of 0 .. BALLOTS;               /* the ballot + 1; 0 at first */
  lastVote: array [Acceptor] of Vote;                     /* maxVBal and maxVal */
  started: array [Ballot] of boolean;                     /* 1a messages */
  promises: array [Ballot] of array [Acceptor] of 0 .. VOTES + 1; /* 1b messages: 1 + the vote it reports; 0 if there is none */
  proposed: array [Ballot] of 0 .. VALUES;                /* 2a messages: the value + 1 */
  voted: array [Ballot] of array [Acceptor] of 0 .. VALUES; /* 2b messages: the value + 1 */

/* ShowsSafeAt for some quorum of two: both have answered, and nobody had voted, or the highest vote was for v. */
#define AGREES(promise, v) (promise = 1 | (promise - 2) % VALUES = v)
#define SHOWN_BY(p, q, v) (p != 0 & q != 0 & (p >= q & AGREES(p, v) | q >= p & AGREES(q, v)))
#define SHOWN_SAFE(b, v) \
  (SHOWN_BY(promises[b][0], promises[b][1], v) | \
   SHOWN_BY(promises[b][0], promises[b][2], v) | \
   SHOWN_BY(promises[b][1], promises[b][2], v))

#define VOTED(b, a, v) (voted[b][a] = v + 1)
#define CHOSEN_IN(b, v) \
  (VOTED(b, 0, v) & VOTED(b, 1, v) | VOTED(b, 0, v) & VOTED(b, 2, v) | VOTED(b, 1, v) & VOTED(b, 2, v))
#define CHOSEN(v) (exists c: Ballot do CHOSEN_IN(c, v) end)

#define HOLDS(a, v) (lastVote[a] != 0 & (lastVote[a] - 1) % VALUES = v)
#define HELD(v) (HOLDS(0, v) & HOLDS(1, v) | HOLDS(0, v) & HOLDS(2, v) | HOLDS(1, v) & HOLDS(2, v))

startstate begin
  for a: Acceptor do
    maxBal[a] := 0;
    lastVote[a] := 0;
  end;
  for b: Ballot do
    started[b] := false;
    proposed[b] := 0;
    for a: Acceptor do
      promises[b][a] := 0;
      voted[b][a] := 0;
    end;
  end;
end;

ruleset b: Ballot do
  rule "Phase1a"
    true
  ==> begin
    started[b] := true;
  end;

  ruleset v: Value do
    rule "Phase2a"
      proposed[b] = 0 & SHOWN_SAFE(b, v)
    ==> begin
      proposed[b] := v + 1;
    end;
  end;

  ruleset a: Acceptor do
    rule "Phase1b"
      started[b] & b + 1 > maxBal[a]
    ==> begin
      maxBal[a] := b + 1;
      promises[b][a] := lastVote[a] + 1;
    end;

    rule "Phase2b"
      proposed[b] != 0 & b + 1 >= maxBal[a]
    ==>
      var wasChosen: array [Value] of boolean;
    begin
      for v: Value do
        wasChosen[v] := CHOSEN(v);
      end;
      maxBal[a] := b + 1;
      lastVote[a] := b * VALUES + proposed[b];
      voted[b][a] := proposed[b];
      /* Rumur takes much less time for these than for invariants, and nothing but a vote can break them. */
      assert "agreement" !exists v: Value do exists w: Value do v < w & CHOSEN(v) & CHOSEN(w) end end;
      assert "once-chosen-always-chosen" forall v: Value do wasChosen[v] -> HELD(v) end;
      assert "votes-were-proposed" voted[b][a] = proposed[b];
      assert "votes-are-behind-promises" b + 1 <= maxBal[a];
    end;
  end;
end;
