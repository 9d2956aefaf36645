/*
 * Two-phase commit for SPIN, after the TLA+ module TwoPhase: each option is an action of that module and has its name. RMS is the number of resource
 * managers (RM), 1 to 10: `spin -DRMS=7 -a two-phase-commit.pml`.
 *
 * It is written the way SPIN likes best: one process, so that a state has one program counter; sets as bits, so that a state is short and the assertions
 * are cheap. Whoever is in none of `prepared`, `committed` and `aborted` is working. Commit and Abort are among the messages exactly when tmState says so.
 */
#if RMS < 1 || RMS > 10
#error "RMS is 1 to 10"
#endif

#define INIT      0
#define COMMITTED 1
#define ABORTED   2

#define ALL   ((1 << RMS) - 1)
#define IN(i) (1 << i)

short prepared, committed, aborted; /* rmState */
short sentPrepared;                 /* msgs */
short tmPrepared;
byte tmState = INIT;

#define WORKING(i) (!((prepared | committed | aborted) & IN(i)))

/* atomic-commitment and commit-needs-every-vote, where an outcome has changed: nothing else can break them. */
#define CHECK \
  assert(!(committed && aborted)); \
  assert(!committed || sentPrepared == ALL)

#define RM(i) \
  :: d_step { /* RMPrepare */ \
       WORKING(i) -> prepared = prepared | IN(i); sentPrepared = sentPrepared | IN(i) } \
  :: d_step { /* RMChooseToAbort */ \
       WORKING(i) -> aborted = aborted | IN(i); CHECK } \
  :: d_step { /* RMRcvCommitMsg */ \
       tmState == COMMITTED -> \
         committed = committed | IN(i); prepared = prepared & ~IN(i); aborted = aborted & ~IN(i); CHECK } \
  :: d_step { /* RMRcvAbortMsg */ \
       tmState == ABORTED -> \
         aborted = aborted | IN(i); prepared = prepared & ~IN(i); committed = committed & ~IN(i); CHECK } \
  :: d_step { /* TMRcvPrepared */ \
       tmState == INIT && (sentPrepared & IN(i)) -> tmPrepared = tmPrepared | IN(i) }

active proctype TwoPhase()
{
  do
  :: d_step { /* TMCommit */ tmState == INIT && tmPrepared == ALL -> tmState = COMMITTED }
  :: d_step { /* TMAbort */ tmState == INIT -> tmState = ABORTED }
  RM(0)
#if RMS > 1
  RM(1)
#endif
#if RMS > 2
  RM(2)
#endif
#if RMS > 3
  RM(3)
#endif
#if RMS > 4
  RM(4)
#endif
#if RMS > 5
  RM(5)
#endif
#if RMS > 6
  RM(6)
#endif
#if RMS > 7
  RM(7)
#endif
#if RMS > 8
  RM(8)
#endif
#if RMS > 9
  RM(9)
#endif
  od
}
