/**
 * Runs schedules through a space, one after the other. A run is a function of the seed, its number and the runs of its round before it, and of nothing else: not
 * of how many there are, nor of who runs the other rounds.
 */
import type { Checkable } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { Judge } from "../explore/judge.ts";
import type { Standing } from "../explore/jury.ts";
import type { Layout } from "../space/layout.ts";
import { JudgedStates } from "./judged-states.ts";
import { Random, seedOfRun } from "./random.ts";
import type { Scheduler, Strategy } from "./strategy.ts";
import { Walk } from "./walk.ts";

/** Runs that may learn from one another. */
export const ROUND = 256;

export interface RunnerOptions {
  readonly seed: number;
  /** Taken in turn. */
  readonly strategies: readonly Strategy[];
  /** Steps after which a run is cut off. */
  readonly depth: number;
  /** A run ends when all of these are violated; without it, when anything is. */
  readonly until?: readonly string[] | undefined;
  /** Told of every state of every run. */
  readonly watch?: (() => void) | undefined;
}

/** A run is made in one go, and nobody waits for longer ones. */
const MOST_STEPS = 100_000;

/** How a run ended: there was nothing left that would change anything, or it was cut off, or what it was for was violated. */
export type RunEnd = "finished" | "cut" | "violated";

/** A schedule: which of the enabled steps was taken, each time. */
export interface Schedule {
  readonly initial: number;
  readonly positions: readonly number[];
}

/** A property that was violated, and the run up to there. */
export interface Failure<State> {
  readonly standing: Standing<State>;
  readonly run: number;
  readonly strategy: string;
  readonly schedule: Schedule;
}

export class Runner<State> {
  readonly walk: Walk<State>;
  readonly judge: Judge<State>;
  readonly failures: Failure<State>[] = [];
  /** Steps of all runs together. */
  steps = 0;
  /** Where the present run began. */
  initial = 0;
  /** The number of the present run. */
  run = 0;
  /** The positions taken in the present run; the first `walk.depth` of them mean something. */
  private readonly positions: number[] = [];
  private readonly options: RunnerOptions;
  private seed: number;
  private schedulers: readonly Scheduler[] = [];
  private round = -1;
  /** States judged so far: what the judge knows states by. */
  private judged = 0;
  private readonly wellKnown = new JudgedStates();
  private layout: Layout | undefined;

  /** Throws SYN004 for a depth that makes no sense. */
  constructor({ system, properties }: Pick<Checkable<State>, "system" | "properties">, options: RunnerOptions) {
    requireDepth(options.depth);
    this.options = options;
    this.seed = options.seed;
    this.walk = new Walk(system);
    // What can still happen is known of a whole space, and not of a run.
    this.judge = new Judge(
      this.walk.space,
      properties.filter((property) => property.kind !== "possible"),
    );
  }

  /** The strategy of a run. */
  strategyOf(run: number): Strategy {
    const { strategies } = this.options;
    return strategies[run % strategies.length] as Strategy;
  }

  /** Plays a run. Those of one round have to be played in order, from its first on. */
  play(run: number): RunEnd {
    this.run = run;
    return this.go(this.schedulerOf(run), new Random(seedOfRun(this.seed, run)));
  }

  /** Plays a run that has to do with no other: it is the same whatever was played before, and so is what is said of it. */
  playAlone(seed: number): RunEnd {
    const random = new Random(seed);
    this.startAfresh();
    this.run = random.below(this.options.strategies.length);
    return this.go(this.strategyOf(this.run).scheduler(), random);
  }

  /** Goes on with the runs of a seed, the one it has or another, as if none had been played before. */
  startAfresh(seed: number = this.seed): void {
    this.seed = seed;
    this.judge.startAfresh();
    this.failures.length = 0;
    this.round = -1;
  }

  private go(scheduler: Scheduler, random: Random): RunEnd {
    const { walk, options } = this;
    scheduler.begin(random);
    this.initial = random.below(walk.space.system.initial.length);
    walk.start(this.initial);
    options.watch?.();
    if (this.judgeState(-1) && this.isEnough()) return "violated";
    while (walk.count > 0) {
      if (walk.depth === options.depth) return "cut";
      if (this.step(scheduler) && this.isEnough()) return "violated";
      if (walk.isStill()) return "finished";
    }
    return "finished";
  }

  /** Judges the present state, and has the step properties look at it. Returns whether it violates anything. */
  private judgeState(baseBefore: number): boolean {
    const { walk, judge, wellKnown } = this;
    const { rows, base } = walk;
    if (this.layout !== walk.space.layout) {
      this.layout = walk.space.layout;
      wellKnown.forget(this.layout.words);
    } else if (wellKnown.has(rows, base)) return false;
    const violated = judge.judgeState(this.judged, rows, base, rows, baseBefore);
    if (judge.judgesSteps) judge.beginSteps(this.judged, rows, base, rows, baseBefore);
    if (!violated) wellKnown.add(rows, base);
    return violated;
  }

  private schedulerOf(run: number): Scheduler {
    const round = Math.floor(run / ROUND);
    if (round !== this.round) {
      this.round = round;
      this.schedulers = this.options.strategies.map((strategy) => strategy.scheduler());
    }
    return this.schedulers[run % this.schedulers.length] as Scheduler;
  }

  /** Takes a step. Returns whether it violated anything. */
  private step(scheduler: Scheduler): boolean {
    const { walk, judge } = this;
    const position = scheduler.choose(walk);
    this.positions[walk.depth] = position;
    walk.take(position);
    this.steps++;
    this.options.watch?.();
    const from = this.judged++;
    const onStep = judge.judgesSteps && judge.judgeStep(from, walk.rows, walk.baseBefore, walk.rows, walk.base);
    if (onStep) judge.noteStep(from, walk.ids.slice());
    const onState = this.judgeState(walk.baseBefore);
    return onStep || onState;
  }

  /** Keeps what has just been violated. Returns whether it is what the runs are for. */
  private isEnough(): boolean {
    const { until } = this.options;
    for (const standing of this.judge.standings) {
      if (standing.decidedAt < 0 || standing.property.kind === "sometimes" || this.isKept(standing)) continue;
      this.failures.push({
        standing,
        run: this.run,
        strategy: this.strategyOf(this.run).name,
        schedule: this.schedule,
      });
    }
    return until === undefined || until.every((name) => this.judge.isViolated(name));
  }

  private isKept(standing: Standing<State>): boolean {
    return this.failures.some((failure) => failure.standing === standing);
  }

  /** The present run so far. */
  get schedule(): Schedule {
    return { initial: this.initial, positions: this.positions.slice(0, this.walk.depth) };
  }
}

/** Throws SYN004. */
export function requireDepth(depth: number): void {
  if (Number.isInteger(depth) && depth > 0 && depth <= MOST_STEPS) return;
  throw new SynodError("badParameter", `a run cannot be cut off after ${depth} steps`, {
    hint: "It takes a whole number from 1 to 100,000.",
  });
}
