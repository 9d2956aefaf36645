/*
 * Lamport's Paxos.tla for SPIN: each option is an action of that module and has its name. Three acceptors, BALLOTS (1 to 4) and VALUES (1 or 2):
 * `spin -DBALLOTS=3 -DVALUES=2 -a lamport-paxos.pml`.
 *
 * Messages are never taken away, so the set of them is kept as what was sent by whom. Votes and what 1b messages report are numbers, in the order of their
 * ballots, so that the highest is a maximum. That Phase2a chooses a quorum, and a message that shows the value safe, is a disjunction here and not several
 * successors: SPIN then has fewer transitions to try than TLC, and the same states.
 */
#if BALLOTS < 1 || BALLOTS > 4 || VALUES < 1 || VALUES > 2
#error "BALLOTS is 1 to 4, VALUES 1 or 2"
#endif

#define ACCEPTORS 3

byte maxBal[ACCEPTORS];   /* the ballot + 1; 0 at first */
byte lastVote[ACCEPTORS]; /* maxVBal and maxVal: 1 + ballot * VALUES + value; 0 at first */
byte started;             /* 1a messages: a bit for each ballot */
byte proposed[BALLOTS];   /* 2a messages: the value + 1 */
short promises[BALLOTS];  /* 1b messages: four bits for each acceptor, 1 + the vote it reports */
short voted[VALUES];      /* 2b messages: a bit for each acceptor in each ballot */

#define VOTE(a, b)    (1 << (b * ACCEPTORS + a))
#define PROMISE(a, b) ((promises[b] >> (4 * a)) & 15)

/* ShowsSafeAt for the quorum of two acceptors: both have answered, and nobody had voted, or the highest vote was for v. */
#define HIGHER(p, q)          (p > q -> p : q)
#define AGREES(highest, v)    (highest == 1 || (highest - 2) % VALUES == v)
#define SHOWN_BY(p, q, v)     (p && q && AGREES(HIGHER(p, q), v))
#define SHOWN_SAFE(b, v) \
  (SHOWN_BY(PROMISE(0, b), PROMISE(1, b), v) || \
   SHOWN_BY(PROMISE(0, b), PROMISE(2, b), v) || \
   SHOWN_BY(PROMISE(1, b), PROMISE(2, b), v))

/* Bit n of 232 is set where n, in binary, has two ones out of three. */
#define CHOSEN_IN(b, v) ((232 >> ((voted[v] >> (b * ACCEPTORS)) & 7)) & 1)
#if BALLOTS == 1
#define CHOSEN(v) CHOSEN_IN(0, v)
#elif BALLOTS == 2
#define CHOSEN(v) (CHOSEN_IN(0, v) || CHOSEN_IN(1, v))
#elif BALLOTS == 3
#define CHOSEN(v) (CHOSEN_IN(0, v) || CHOSEN_IN(1, v) || CHOSEN_IN(2, v))
#else
#define CHOSEN(v) (CHOSEN_IN(0, v) || CHOSEN_IN(1, v) || CHOSEN_IN(2, v) || CHOSEN_IN(3, v))
#endif

/* once-chosen-always-chosen: what was chosen before a vote is what a quorum has voted for last after it. Hidden variables are not part of the state. */
hidden byte wasChosen[VALUES];
#define HOLDS(a, v) (lastVote[a] && (lastVote[a] - 1) % VALUES == v)
#define HELD(v)     (HOLDS(0, v) + HOLDS(1, v) + HOLDS(2, v) >= 2)
#define STAYS(v)    assert(!wasChosen[v] || HELD(v))

/* Also agreement, votes-were-proposed and votes-are-behind-promises, where a vote was cast: nothing else can break any of them. */
#if VALUES == 2
#define REMEMBER wasChosen[0] = CHOSEN(0); wasChosen[1] = CHOSEN(1)
#define CHECK_VALUES(a, b) \
  STAYS(0); STAYS(1); \
  assert(!(CHOSEN(0) && CHOSEN(1))); \
  assert(!(voted[2 - proposed[b]] & VOTE(a, b)))
#else
#define REMEMBER wasChosen[0] = CHOSEN(0)
#define CHECK_VALUES(a, b) STAYS(0); assert(proposed[b] == 1)
#endif
#define CHECK(a, b) CHECK_VALUES(a, b); assert((lastVote[a] + VALUES - 1) / VALUES <= maxBal[a])

#define ACCEPTOR(a, b) \
  :: d_step { /* Phase1b */ \
       (started & (1 << b)) && b + 1 > maxBal[a] -> \
         maxBal[a] = b + 1; promises[b] = promises[b] | ((lastVote[a] + 1) << (4 * a)) } \
  :: d_step { /* Phase2b */ \
       proposed[b] && b + 1 >= maxBal[a] -> \
         REMEMBER; maxBal[a] = b + 1; lastVote[a] = b * VALUES + proposed[b]; \
         voted[proposed[b] - 1] = voted[proposed[b] - 1] | VOTE(a, b); CHECK(a, b) }

#define VALUE(b, v) \
  :: d_step { /* Phase2a */ !proposed[b] && SHOWN_SAFE(b, v) -> proposed[b] = v + 1 }

#if VALUES == 2
#define PROPOSALS(b) VALUE(b, 0) VALUE(b, 1)
#else
#define PROPOSALS(b) VALUE(b, 0)
#endif

#define BALLOT(b) \
  :: d_step { /* Phase1a */ started = started | (1 << b) } \
  PROPOSALS(b) ACCEPTOR(0, b) ACCEPTOR(1, b) ACCEPTOR(2, b)

active proctype Paxos()
{
  do
  BALLOT(0)
#if BALLOTS > 1
  BALLOT(1)
#endif
#if BALLOTS > 2
  BALLOT(2)
#endif
#if BALLOTS > 3
  BALLOT(3)
#endif
  od
}
