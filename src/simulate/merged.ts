/**
 * The simulation that its shards make together. Each has made rounds of the same runs, and gone on to a failure of its own; what the others did after the first
 * failure of all does not count, so that runs, steps, failures and witnesses are those of one machine that made all runs in turn.
 */
import { conclusionOn, decisive } from "./conclusion.ts";
import type { RunFailure, SimulatedProperty, SimulatedWitness, SimulationResult } from "./result.ts";
import type { LoggedAction } from "./round-log.ts";
import { ROUND } from "./runner.ts";

type Parts = readonly [SimulationResult, ...SimulationResult[]];

/** Of results of one model with one seed, each of another shard. Saved failures are left out: see `withSavedRuns`. */
export function merged(parts: Parts): SimulationResult {
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const { name, definedAt, parameters, expected, seed, strategy, depth } = first;
  const met = parts.flatMap(({ failures }) =>
    failures.filter(({ counterexample }) => counterexample.saved === undefined),
  );
  const last = Math.min(...decisive({ expected, failures: met }).map(({ run }) => run));
  const rounds = parts.flatMap(roundsOf).filter((round) => round.first < last);
  const sum = (figure: (round: Round) => number) => rounds.reduce((total, round) => total + figure(round), 0);
  const [runs, steps] = [sum((round) => round.runs), sum((round) => round.steps)];
  const failures = firstOfEach(
    met.filter(({ run }) => run <= last),
    first.properties,
  );
  const witnesses = first.witnesses.map((_, at) => reachedBy(parts, at, last));
  const actions = first.rounds.actions.map((_, at) => enabledBy(parts, at, last));
  const stoppedBy = parts.find((part) => part.rounds.stoppedBy !== undefined)?.rounds.stoppedBy;
  const seconds = parts.reduce((total, part) => total + part.seconds, 0);
  return {
    name,
    definedAt,
    parameters,
    ...(expected !== undefined && { expected }),
    ...conclusionOn({ runs, expected, failures, witnesses, actions, stoppedBy }),
    seed,
    strategy,
    shard: { part: 1, of: 1 },
    runs,
    steps,
    depth,
    cut: sum((round) => round.cut),
    failures,
    properties: first.properties.map((_, at) => judgedBy(parts, at, failures)),
    witnesses,
    notIdle: actions.filter(({ isIdle, round }) => isIdle && round !== undefined).map((action) => action.name),
    rounds: {
      steps: rounds.map((round) => round.steps),
      cut: rounds.map((round) => round.cut),
      actions,
      ...(stoppedBy && { stoppedBy }),
    },
    engine: { threads: Math.max(...parts.map(({ engine }) => engine.threads)) },
    seconds,
    rate: steps / Math.max(seconds, 1e-6),
    memory: Math.max(...parts.map(({ memory }) => memory)),
  };
}

interface Round {
  /** Its first run, from 0. */
  readonly first: number;
  readonly runs: number;
  readonly steps: number;
  readonly cut: number;
}

function roundsOf({ shard: { part, of }, runs, rounds }: SimulationResult): Round[] {
  return rounds.steps.map((steps, nth) => ({
    first: (part - 1 + nth * of) * ROUND,
    runs: Math.min(ROUND, runs - nth * ROUND),
    steps,
    cut: rounds.cut[nth] ?? 0,
  }));
}

/** Of each property the first failure, in the order in which one machine meets them. */
function firstOfEach(failures: readonly RunFailure[], properties: readonly SimulatedProperty[]): RunFailure[] {
  const rank = ({ counterexample }: RunFailure) => properties.findIndex(({ name }) => name === counterexample.property);
  const length = ({ counterexample }: RunFailure) => counterexample.steps.length;
  const sorted = failures.toSorted((a, b) => a.run - b.run || length(a) - length(b) || rank(a) - rank(b));
  return sorted.filter((failure, at) => sorted.findIndex((other) => rank(other) === rank(failure)) === at);
}

/** The first of some runs that counts. */
function firstRun(runs: readonly (number | undefined)[], last: number): number | undefined {
  const counting = runs.flatMap((run) => (run !== undefined && run <= last ? [run] : []));
  return counting.length === 0 ? undefined : Math.min(...counting);
}

function reachedBy(parts: Parts, at: number, last: number): SimulatedWitness {
  const { run: _, ...witness } = parts[0].witnesses[at] as SimulatedWitness;
  const run = firstRun(
    parts.map(({ witnesses }) => witnesses[at]?.run),
    last,
  );
  return { ...witness, ...(run !== undefined && { run }) };
}

function enabledBy(parts: Parts, at: number, last: number): LoggedAction {
  const { round: _, ...action } = parts[0].rounds.actions[at] as LoggedAction;
  const rounds = parts.flatMap(({ rounds: { actions } }) => actions[at]?.round ?? []);
  const counting = rounds.filter((round) => round * ROUND < last);
  return { ...action, ...(counting.length > 0 && { round: Math.min(...counting) }) };
}

/** How often it ran is what it cost the shards, and the one figure that one machine would not have. */
function judgedBy(parts: Parts, at: number, failures: readonly RunFailure[]): SimulatedProperty {
  const property = parts[0].properties[at] as SimulatedProperty;
  const evaluations = parts.reduce((sum, { properties }) => sum + (properties[at]?.evaluations ?? 0), 0);
  const violated = failures.some(({ counterexample }) => counterexample.property === property.name);
  return { ...property, violated, evaluations };
}
