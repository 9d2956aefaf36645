/** Simulates a model: makes runs until one fails or there are enough, watches the limits, and turns what was found into a result. */

import { totalmem } from "node:os";
import type { Checkable } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { heapIsFull, type LimitKind } from "../explore/limits.ts";
import { reproduced } from "../explore/trail.ts";
import { conclusionOn } from "./conclusion.ts";
import { Coverage } from "./coverage.ts";
import { PORTFOLIO, strategiesNamed } from "./portfolio.ts";
import { SEEDS } from "./random.ts";
import { resolved } from "./resolve.ts";
import type { CoveredResult, RunFailure, Shard, SimulatedProperty, SimulatedWitness } from "./result.ts";
import { RoundLog } from "./round-log.ts";
import { type Failure, ROUND, Runner } from "./runner.ts";

/** Milliseconds simulated before the event loop gets a turn. */
const SLICE = 50;

const DEFAULT_RUNS = 1000;
export const DEFAULT_DEPTH = 300;

export interface SimulateOptions {
  /** Runs of all shards together. Without it 1,000; or, if there is a time, as many as it allows. */
  readonly runs?: number;
  /** A whole number below 2^32; without one it is drawn, and is in the result. */
  readonly seed?: number;
  /** The name of a strategy, or `portfolio` for all in turn. */
  readonly strategy?: string;
  /** Steps after which a run is cut off. */
  readonly depth?: number;
  /** Seconds. */
  readonly time?: number;
  /** Bytes of the whole process. */
  readonly maxMemory?: number;
  /** Makes only every so-many-th round of runs; all shards together make the runs that one would make alone. */
  readonly shard?: Shard;
  /** Told about the runs many times a second. */
  readonly onProgress?: (progress: Progress, seconds: number) => void;
  /** Ends the simulation when aborted; what was covered is in the result. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly runs: number;
  /** Runs there will be, if that is known. */
  readonly of: number | undefined;
  readonly steps: number;
  /** Different states. */
  readonly states: number;
}

/** Simulates a model. Never throws for what the runs find; throws a SynodError for what is wrong with the definition or the options. */
export async function simulate<State>(model: Checkable<State>, options: SimulateOptions = {}): Promise<CoveredResult> {
  const simulation = new Simulation(model, options);
  while (!simulation.isDone) {
    simulation.run(SLICE);
    options.onProgress?.(simulation.progress, simulation.seconds);
    await new Promise(setImmediate);
    if (options.signal?.aborted && !simulation.isDone) simulation.stoppedBy = "interrupted";
  }
  return simulation.result;
}

class Simulation<State> {
  stoppedBy: LimitKind | undefined;
  private readonly model: Checkable<State>;
  private readonly options: SimulateOptions;
  private readonly seed: number;
  private readonly depth: number;
  private readonly shard: Shard;
  private readonly limit: number;
  private readonly runner: Runner<State>;
  private readonly coverage: Coverage<State>;
  private readonly log = new RoundLog();
  private readonly startedAt = performance.now();
  /** By witness, the first run that reached it. */
  private readonly reached = new Map<string, number>();
  private next: number;
  private runs = 0;
  private cut = 0;
  private violated = false;

  constructor(model: Checkable<State>, options: SimulateOptions) {
    const { seed = Math.floor(Math.random() * SEEDS), strategy = PORTFOLIO, depth = DEFAULT_DEPTH } = options;
    requireSeed(seed);
    this.model = model;
    this.options = options;
    this.seed = seed;
    this.depth = depth;
    this.shard = options.shard ?? { part: 1, of: 1 };
    this.limit = options.runs ?? (options.time === undefined ? DEFAULT_RUNS : Number.POSITIVE_INFINITY);
    this.next = (this.shard.part - 1) * ROUND;
    this.runner = new Runner(model, {
      seed,
      depth,
      strategies: strategiesNamed(strategy),
      until: model.expect && [model.expect.violates],
      watch: () => this.coverage.note(this.runner.run),
    });
    this.coverage = new Coverage(this.runner.walk);
  }

  get isDone(): boolean {
    return this.violated || this.stoppedBy !== undefined || this.next >= this.limit;
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  get progress(): Progress {
    const of = Number.isFinite(this.limit) ? this.limit : undefined;
    return { runs: this.runs, of, steps: this.runner.steps, states: this.coverage.states };
  }

  /** Makes runs for about so many milliseconds. */
  run(milliseconds: number): void {
    const deadline = performance.now() + milliseconds;
    while (!this.isDone && performance.now() < deadline) {
      this.one(this.next);
      this.next = this.after(this.next);
    }
    if (!this.isDone) this.stoppedBy = this.exceeded();
  }

  private one(run: number): void {
    const { steps } = this.runner;
    const end = this.runner.play(run);
    this.log.note({
      round: Math.floor(run / ROUND),
      steps: this.runner.steps - steps,
      cut: end === "cut" ? 1 : 0,
      actions: this.runner.walk.steps.exercised,
    });
    this.runs++;
    this.coverage.endRun();
    if (end === "cut") this.cut++;
    if (end === "violated") this.violated = true;
    for (const { property, decidedAt } of this.runner.judge.standings) {
      if (property.kind === "sometimes" && decidedAt >= 0 && !this.reached.has(property.name))
        this.reached.set(property.name, run + 1);
    }
  }

  /** The next run of this shard: the next of its round, or the first of its next round. */
  private after(run: number): number {
    return (run + 1) % ROUND === 0 ? run + 1 + (this.shard.of - 1) * ROUND : run + 1;
  }

  private exceeded(): LimitKind | undefined {
    const { time = Number.POSITIVE_INFINITY, maxMemory = 0.75 * totalmem() } = this.options;
    if (this.seconds > time) return "time";
    return heapIsFull() || process.memoryUsage.rss() > maxMemory ? "memory" : undefined;
  }

  get result(): CoveredResult {
    const { model, runner, seed, shard, runs, depth, cut } = this;
    const { name, definedAt, parameters, expect, idle = [], system } = model;
    const failures = runner.failures.map((failure) => this.failureOf(failure));
    const witnesses = this.witnesses();
    const stoppedBy = this.isTimeWhatWasAskedFor ? undefined : this.stoppedBy;
    const rounds = this.log.figures(system.actions, idle, stoppedBy);
    const { seconds } = this;
    return {
      name,
      definedAt: definedAt?.() ?? [],
      parameters,
      ...(expect && { expected: expect.violates }),
      ...conclusionOn({ runs, expected: expect?.violates, failures, witnesses, actions: rounds.actions, stoppedBy }),
      seed,
      strategy: this.options.strategy ?? PORTFOLIO,
      shard,
      runs,
      steps: runner.steps,
      depth,
      cut,
      failures,
      properties: this.properties(),
      witnesses,
      notIdle: rounds.actions.filter(({ isIdle, round }) => isIdle && round !== undefined).map((action) => action.name),
      rounds,
      coverage: this.coverage.result,
      seconds,
      rate: runner.steps / Math.max(seconds, 1e-6),
      memory: process.memoryUsage.rss(),
    };
  }

  private failureOf({ standing, run, strategy, schedule }: Failure<State>): RunFailure {
    const steps = resolved(this.model.system.fresh(), schedule);
    const counterexample = reproduced(this.model.system.fresh(), standing.property, schedule.initial, steps);
    return { counterexample, run: run + 1, strategy };
  }

  private properties(): SimulatedProperty[] {
    return this.runner.judge.standings.flatMap(({ property, evaluations, decidedAt }): SimulatedProperty[] => {
      const { name, kind, about, source } = property;
      const definedAt = property.definedAt?.() ?? [];
      return kind === "sometimes"
        ? []
        : [{ name, kind, about, source, definedAt, violated: decidedAt >= 0, evaluations }];
    });
  }

  private witnesses(): SimulatedWitness[] {
    return this.runner.judge.standings.flatMap(({ property }): SimulatedWitness[] => {
      const { name, kind, about } = property;
      const run = this.reached.get(name);
      const definedAt = property.definedAt?.() ?? [];
      return kind === "sometimes" ? [{ name, about, definedAt, ...(run !== undefined && { run }) }] : [];
    });
  }

  /** Runs for so long, and not so many: then the time is no limit but the plan. */
  private get isTimeWhatWasAskedFor(): boolean {
    return this.stoppedBy === "time" && this.options.runs === undefined;
  }
}

function requireSeed(seed: number): void {
  if (Number.isInteger(seed) && seed >= 0 && seed < SEEDS) return;
  throw new SynodError("badParameter", `a seed cannot be ${seed}`, { hint: "It is a whole number below 2^32." });
}
