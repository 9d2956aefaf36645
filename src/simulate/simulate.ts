/** Simulates a model: makes runs until one fails or there are enough, watches the limits, and turns what was found into a result. */

import { totalmem } from "node:os";
import type { Checkable } from "../define/model.ts";
import type { Judged } from "../define/property.ts";
import { SynodError } from "../errors.ts";
import type { Recruiting } from "../explore/crew/recruiting.ts";
import { heapIsFull, type LimitKind } from "../explore/limits.ts";
import { reproduced } from "../explore/trail.ts";
import { conclusionOn } from "./conclusion.ts";
import { Rounds } from "./crew/rounds.ts";
import { PORTFOLIO } from "./portfolio.ts";
import { SEEDS } from "./random.ts";
import { resolved } from "./resolve.ts";
import type { CoveredResult, RunFailure, SimulatedProperty, SimulatedWitness } from "./result.ts";
import type { MetFailure, Plan, Shard } from "./round.ts";

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
  /** Threads that help: at once, or if the runs turn out to take long. What is found does not depend on them. */
  readonly crew?: Recruiting;
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
  try {
    await simulation.prepare();
    while (!simulation.isDone) {
      await simulation.run();
      options.onProgress?.(simulation.progress, simulation.seconds);
      await new Promise(setImmediate);
      if (options.signal?.aborted && !simulation.isDone) simulation.stoppedBy = "interrupted";
    }
    await simulation.end();
    return simulation.result;
  } finally {
    await simulation.dismiss();
  }
}

class Simulation<State> {
  stoppedBy: LimitKind | undefined;
  private readonly model: Checkable<State>;
  private readonly options: SimulateOptions;
  private readonly plan: Plan;
  private readonly rounds: Rounds<State>;
  private readonly startedAt = performance.now();

  constructor(model: Checkable<State>, options: SimulateOptions) {
    const { seed = Math.floor(Math.random() * SEEDS), strategy = PORTFOLIO, depth = DEFAULT_DEPTH } = options;
    const { runs, time, shard = { part: 1, of: 1 }, crew } = options;
    requireSeed(seed);
    this.model = model;
    this.options = options;
    const limit = runs ?? (time === undefined ? DEFAULT_RUNS : Number.POSITIVE_INFINITY);
    this.plan = { seed, strategy, depth, shard, limit };
    this.rounds = new Rounds(model, this.plan, crew);
  }

  get isDone(): boolean {
    return this.stoppedBy !== undefined || this.rounds.isDone;
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  get progress(): Progress {
    const of = Number.isFinite(this.plan.limit) ? this.plan.limit : undefined;
    return { ...this.rounds.progress, of, states: this.rounds.tally.coverage.states };
  }

  async prepare(): Promise<void> {
    await this.rounds.prepare(this.options.signal);
  }

  /** Makes runs for a while. */
  async run(): Promise<void> {
    this.rounds.considerHelp(this.seconds, this.secondsLeft);
    await this.rounds.work(SLICE);
    if (!this.isDone) this.stoppedBy = this.exceeded();
  }

  /** As far as it can be told. */
  private get secondsLeft(): number {
    const { limit, shard } = this.plan;
    const { time = Number.POSITIVE_INFINITY } = this.options;
    const { runs } = this.rounds.progress;
    const byRuns = runs === 0 ? 0 : (this.seconds * (limit / shard.of - runs)) / runs;
    return Math.min(time - this.seconds, byRuns);
  }

  async end(): Promise<void> {
    if (this.stoppedBy !== undefined) await this.rounds.stop();
  }

  async dismiss(): Promise<void> {
    await this.rounds.dismiss();
  }

  private exceeded(): LimitKind | undefined {
    const { time = Number.POSITIVE_INFINITY, maxMemory = 0.75 * totalmem() } = this.options;
    if (this.seconds > time) return "time";
    const isFull = this.rounds.isOutOfMemory || heapIsFull();
    return isFull || process.memoryUsage.rss() > maxMemory ? "memory" : undefined;
  }

  get result(): CoveredResult {
    const { model, plan } = this;
    const { name, definedAt, parameters, expect, idle = [], system } = model;
    const { runs, steps, cut, coverage, log } = this.rounds.tally;
    const { seed, shard, depth, strategy } = plan;
    const failures = this.rounds.tally.failures.map((failure) => this.failureOf(failure));
    const witnesses = this.witnesses();
    const stoppedBy = this.isTimeWhatWasAskedFor ? undefined : this.stoppedBy;
    const rounds = log.figures(system.actions, idle, stoppedBy);
    const { seconds } = this;
    return {
      name,
      definedAt: definedAt?.() ?? [],
      parameters,
      ...(expect && { expected: expect.violates }),
      ...conclusionOn({ runs, expected: expect?.violates, failures, witnesses, actions: rounds.actions, stoppedBy }),
      seed,
      strategy,
      shard,
      runs,
      steps,
      depth,
      cut,
      failures,
      properties: this.properties(),
      witnesses,
      notIdle: rounds.actions.filter(({ isIdle, round }) => isIdle && round !== undefined).map((action) => action.name),
      rounds,
      coverage: coverage.result,
      engine: { threads: Math.max(1, this.rounds.tally.makers.size) },
      seconds,
      rate: steps / Math.max(seconds, 1e-6),
      memory: process.memoryUsage.rss(),
    };
  }

  private failureOf({ property: name, run, strategy, schedule }: MetFailure): RunFailure {
    const steps = resolved(this.model.system.fresh(), schedule);
    const property = this.judged.find((each) => each.name === name) as Judged<State>;
    const counterexample = reproduced(this.model.system.fresh(), property, schedule.initial, steps);
    return { counterexample, run: run + 1, strategy };
  }

  private get judged(): readonly Judged<State>[] {
    return this.model.properties.filter((property) => property.kind !== "possible");
  }

  private properties(): SimulatedProperty[] {
    const { failures, evaluations } = this.rounds.tally;
    return this.judged.flatMap(({ name, kind, about, source, definedAt }, at): SimulatedProperty[] => {
      if (kind === "sometimes") return [];
      const violated = failures.some(({ property }) => property === name);
      const figures = { violated, evaluations: evaluations[at] ?? 0 };
      return [{ name, kind, about, source, definedAt: definedAt?.() ?? [], ...figures }];
    });
  }

  private witnesses(): SimulatedWitness[] {
    return this.judged.flatMap(({ name, kind, about, definedAt }): SimulatedWitness[] => {
      const run = this.rounds.tally.reached.get(name);
      const witness = { name, about, definedAt: definedAt?.() ?? [] };
      return kind === "sometimes" ? [{ ...witness, ...(run !== undefined && { run }) }] : [];
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
