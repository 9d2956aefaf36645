/**
 * Rounds of runs, and what is told of one: data that can be sent from thread to thread. Rounds know nothing of each other, so whoever adds them up in their
 * order gets the same from however many made them.
 */
import type { Checkable } from "../define/model.ts";
import { type Exercise, Exercises } from "./exercises.ts";
import { Fingerprint } from "./fingerprint.ts";
import { strategiesNamed } from "./portfolio.ts";
import { ROUND, Runner, type Schedule } from "./runner.ts";
import { type SightingList, Sightings } from "./sightings.ts";

export interface Shard {
  /** From 1 to `of`. */
  readonly part: number;
  readonly of: number;
}

/** Which runs there are. */
export interface Plan {
  readonly seed: number;
  readonly strategy: string;
  readonly depth: number;
  readonly shard: Shard;
  /** Runs of all shards together; may be infinite. */
  readonly limit: number;
}

/** The number of the first run of a shard's round, which are counted from 0. */
export function firstRunOf(round: number, { shard: { part, of } }: Plan): number {
  return (part - 1 + round * of) * ROUND;
}

export interface MetFailure {
  readonly property: string;
  readonly run: number;
  readonly strategy: string;
  readonly schedule: Schedule;
}

/** What is new in a round to the one who made it. */
export interface RoundNotes {
  readonly round: number;
  /** The thread that made it. */
  readonly maker: number;
  /** The number of the first run. */
  readonly from: number;
  readonly runs: number;
  readonly steps: number;
  /** Runs that were cut off. */
  readonly cut: number;
  /** Whether what the runs are for was violated: then the last one did it. */
  readonly violated: boolean;
  readonly sightings: SightingList;
  /** Two integers each. */
  readonly localStates: Int32Array;
  readonly exercised: readonly Exercise[];
  /** Actions that were enabled. */
  readonly actions: readonly string[];
  /** Witnesses, with the number of the run that reached them. */
  readonly reached: readonly (readonly [name: string, run: number])[];
  readonly failures: readonly MetFailure[];
  /** By property, how often it ran. */
  readonly evaluations: readonly number[];
}

export class RoundMaker<State> {
  private readonly runner: Runner<State>;
  private readonly fingerprint: Fingerprint<State>;
  private readonly exercises: Exercises<State>;
  private readonly sightings = new Sightings();
  private readonly actions = new Set<string>();
  private readonly reached = new Set<string>();
  private readonly plan: Plan;
  private readonly me: number;
  private round = 0;
  private from = 0;
  private next = 0;
  private end = 0;
  private cut = 0;
  private violated = false;
  private stepsTold = 0;
  private failuresTold = 0;
  private evaluationsTold: readonly number[] = [];
  private met: [string, number][] = [];

  /** Throws SYN004 for a depth that makes no sense. */
  constructor(model: Checkable<State>, plan: Plan, me: number) {
    this.me = me;
    const { seed, depth, strategy } = plan;
    this.plan = plan;
    this.runner = new Runner(model, {
      seed,
      depth,
      strategies: strategiesNamed(strategy),
      until: model.expect && [model.expect.violates],
      watch: () => this.watch(),
    });
    this.fingerprint = new Fingerprint(this.runner.walk);
    this.exercises = new Exercises(this.runner.walk);
  }

  private watch(): void {
    const { fingerprint, runner } = this;
    fingerprint.follow();
    this.sightings.note(fingerprint.first, fingerprint.second, runner.run);
    this.exercises.note();
  }

  begin(round: number): void {
    this.round = round;
    this.from = this.next = firstRunOf(round, this.plan);
    this.end = Math.min(this.next + ROUND, this.plan.limit);
    this.cut = 0;
    this.violated = false;
  }

  /** Steps that have been made and not told of, and runs. */
  get underway(): { readonly runs: number; readonly steps: number } {
    return { runs: this.next - this.from, steps: this.runner.steps - this.stepsTold };
  }

  get isDone(): boolean {
    return this.violated || this.next >= this.end;
  }

  /** Makes runs until the round is done, or somebody wants a pause, which they are asked after each. */
  make(wantsPause: () => boolean): void {
    while (!this.isDone) {
      this.one(this.next++);
      if (wantsPause()) return;
    }
  }

  private one(run: number): void {
    const end = this.runner.play(run);
    this.sightings.endRun();
    if (end === "cut") this.cut++;
    if (end === "violated") this.violated = true;
    for (const { property, decidedAt } of this.runner.judge.standings) {
      if (property.kind !== "sometimes" || decidedAt < 0 || this.reached.has(property.name)) continue;
      this.reached.add(property.name);
      this.met.push([property.name, run]);
    }
  }

  /** What is to be told of the round, as far as it was made. */
  take(): RoundNotes {
    const { runner, actions } = this;
    const { runs, steps } = this.underway;
    const evaluations = runner.judge.standings.map((standing) => standing.evaluations);
    const notes: RoundNotes = {
      round: this.round,
      maker: this.me,
      from: this.from,
      runs,
      steps,
      cut: this.cut,
      violated: this.violated,
      sightings: this.sightings.take(),
      localStates: this.fingerprint.newLocalStates(),
      exercised: this.exercises.take(),
      actions: [...runner.walk.steps.exercised].filter((action) => !actions.has(action)),
      reached: this.met,
      failures: runner.failures
        .slice(this.failuresTold)
        .map(({ standing, ...failure }) => ({ property: standing.property.name, ...failure })),
      evaluations: evaluations.map((count, at) => count - (this.evaluationsTold[at] ?? 0)),
    };
    for (const action of notes.actions) actions.add(action);
    this.met = [];
    this.stepsTold = runner.steps;
    this.failuresTold = runner.failures.length;
    this.evaluationsTold = evaluations;
    this.from = this.next;
    return notes;
  }
}
