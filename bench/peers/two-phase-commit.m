/*
 * Two-phase commit in Murphi, for rumur, after the TLA+ module TwoPhase: each rule is an action of that module and has its name. RMS is the number of
 * resource managers (RM). Murphi has no parameters, so the C preprocessor puts it in: `gcc -E -P -x c -DRMS=7 two-phase-commit.m`.
 *
 * RMs are a range and not a scalarset: symmetric states are counted one by one. Commit and Abort are among the messages exactly when tmState says so.
 */
type
  Rm: 0 .. RMS - 1;
  RmState: enum { WORKING, PREPARED, COMMITTED, ABORTED };
  TmState: enum { TM_INIT, TM_COMMITTED, TM_ABORTED };

var
  rmState: array [Rm] of RmState;
  sentPrepared: array [Rm] of boolean;
  tmState: TmState;
  tmPrepared: array [Rm] of boolean;

startstate begin
  for i: Rm do
    rmState[i] := WORKING;
    sentPrepared[i] := false;
    tmPrepared[i] := false;
  end;
  tmState := TM_INIT;
end;

rule "TMCommit"
  tmState = TM_INIT & forall i: Rm do tmPrepared[i] end
==> begin
  tmState := TM_COMMITTED;
end;

rule "TMAbort"
  tmState = TM_INIT
==> begin
  tmState := TM_ABORTED;
end;

ruleset i: Rm do
  rule "RMPrepare"
    rmState[i] = WORKING
  ==> begin
    rmState[i] := PREPARED;
    sentPrepared[i] := true;
  end;

  rule "RMChooseToAbort"
    rmState[i] = WORKING
  ==> begin
    rmState[i] := ABORTED;
  end;

  rule "RMRcvCommitMsg"
    tmState = TM_COMMITTED
  ==> begin
    rmState[i] := COMMITTED;
  end;

  rule "RMRcvAbortMsg"
    tmState = TM_ABORTED
  ==> begin
    rmState[i] := ABORTED;
  end;

  rule "TMRcvPrepared"
    tmState = TM_INIT & sentPrepared[i]
  ==> begin
    tmPrepared[i] := true;
  end;
end;

invariant "atomic-commitment"
  !(exists i: Rm do rmState[i] = COMMITTED end & exists i: Rm do rmState[i] = ABORTED end);

invariant "commit-needs-every-vote"
  exists i: Rm do rmState[i] = COMMITTED end -> forall i: Rm do sentPrepared[i] end;
