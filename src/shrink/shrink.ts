/**
 * From a failing schedule to the shortest readable one. Delta debugging leaves out what is spare, the exhaustive search looks for a shorter way as far as it
 * gets, numbers are lowered, and what is left is put into causal order. The result violates the same property; the evidence may be another.
 */
import type { Checkable } from "../define/model.ts";
import type { Evidence, Judged } from "../define/property.ts";
import { SynodError } from "../errors.ts";
import { evidenceAtEnd, type ReplayedStep, replay, type TraceStep } from "../trace/replay.ts";
import { inCausalOrder } from "./causal-order.ts";
import { withoutWhatIsSpare } from "./delta.ts";
import { withLowerNumbers } from "./lower-numbers.ts";
import { Patience } from "./patience.ts";
import { type Schedule, Scheduler } from "./schedule.ts";
import { type Field, only, onlyLike, type Shorter, shorterRun } from "./shorter.ts";

/** A run that violates a property, somewhere. */
export interface Failure {
  /** The name of the property. */
  readonly property: string;
  /** Which of the model's initial states it starts from. */
  readonly initial: number;
  readonly steps: readonly TraceStep[];
}

export interface ShrinkOptions {
  /** Seconds after which the best so far is kept; 10 if absent. */
  readonly time?: number;
  /** States that each exhaustive search for a shorter way may look at; 2,000 if absent. */
  readonly maxStates?: number;
  /** Ends it when aborted; the best so far is kept. */
  readonly signal?: AbortSignal;
  /** Told what was tried, a sentence each. */
  readonly narrate?: (sentence: string) => void;
}

export interface Shrunk {
  readonly property: string;
  readonly evidence: Evidence;
  readonly initial: number;
  readonly steps: readonly ReplayedStep[];
  /** Steps there were before. */
  readonly before: number;
  /** Whether it is certain that no run of the model violates the property in fewer steps. */
  readonly isShortest: boolean;
  /** What ended it early, if anything did. */
  readonly stoppedBy?: "time" | "interrupted";
  /** Schedules that were run. */
  readonly tries: number;
  readonly seconds: number;
}

const TIME = 10;
const MAX_STATES = 2_000;

/**
 * Shrinks a failing run of a model. Steps that are not enabled (any more) are skipped; nothing is returned if the property is then not violated.
 * Throws SYN002 if the model has no such property, SYN025 if it is about what can still happen, and SYN023 if a result does not reproduce.
 */
export async function shrink<State>(
  model: Checkable<State>,
  failure: Failure,
  options: ShrinkOptions = {},
): Promise<Shrunk | undefined> {
  return await new Shrinking(model.system, propertyOf(model, failure.property), failure, options).toTheEnd();
}

function propertyOf<State>({ name, properties }: Checkable<State>, wanted: string): Judged<State> {
  const property = properties.find((each) => each.name === wanted);
  if (property === undefined) throw new SynodError("unknownProperty", `${name} has no property ${wanted}`);
  if (property.kind !== "possible") return property;
  throw new SynodError("undecided", `${wanted} is about what can still happen, which a run does not show`, {
    hint: "`synod check` looks at all that follows, and gives a shortest run to where it is lost.",
  });
}

class Shrinking<State> {
  private readonly field: Field<State>;
  private readonly failure: Failure;
  private readonly patience: Patience;
  private readonly signal: AbortSignal | undefined;
  private readonly maxStates: number;
  private readonly narrate: (sentence: string) => void;
  private readonly startedAt = performance.now();
  private scheduler: Scheduler<State>;
  private initial: number;
  private best: Schedule = [];
  private isShortest = false;

  constructor(
    system: Checkable<State>["system"],
    property: Judged<State>,
    failure: Failure,
    { time = TIME, maxStates = MAX_STATES, signal, narrate = () => {} }: ShrinkOptions,
  ) {
    this.field = { system, property };
    this.failure = failure;
    this.patience = new Patience(time, signal);
    this.signal = signal;
    this.maxStates = maxStates;
    this.narrate = narrate;
    this.initial = failure.initial;
    this.scheduler = new Scheduler(system, property, failure.initial);
  }

  async toTheEnd(): Promise<Shrunk | undefined> {
    const { scheduler, failure, patience } = this;
    const given = scheduler.scheduleOf(failure.steps);
    const failing = scheduler.run(given) ?? scheduler.run(given, "like");
    if (failing === undefined) return undefined;
    this.take("up to the violation", failing);
    this.take("without what is spare", await withoutWhatIsSpare(scheduler, failing, patience));
    await this.search();
    this.take("with lower numbers", withLowerNumbers(this.scheduler, this.best));
    this.take("in causal order", inCausalOrder(this.scheduler, this.best));
    return this.result();
  }

  private take(what: string, schedule: Schedule): void {
    this.best = schedule;
    this.narrate(`${what}: ${schedule.length} steps`);
  }

  private get steps(): TraceStep[] {
    return this.best.map((wanted) => this.scheduler.stepper.stepOf(wanted));
  }

  /** In the field of the trace's own events, which is small; then in that of all. Where that is too large, in what lies between. */
  private async search(): Promise<void> {
    const { field, scheduler, initial } = this;
    const from = { from: [scheduler.stepper.valuesOf(scheduler.start)] };
    await this.searchIn("of the same events", { ...field, ...from, allows: only(this.steps) }, initial);
    this.isShortest = await this.searchIn("of any events", field);
    if (this.isShortest) return;
    await this.searchIn("of events like them", { ...field, ...from, allows: onlyLike(this.steps) }, initial);
    for (const share of [0.25, 0.5, 0.75]) if (await this.searchFrom(Math.floor(share * this.best.length))) return;
  }

  /** Whether it is certain that this field has no shorter run than the best, which may have come from it. */
  private async searchIn(what: string, field: Field<State>, initial?: number): Promise<boolean> {
    if (await this.patience.isOver()) return false;
    const { run, isCertain } = await this.shorterIn(field, this.best.length);
    if (run !== undefined) this.restart(initial ?? run.initial, run.steps);
    this.narrate(`${what}: ${this.best.length} steps${isCertain ? ", no fewer" : ""}`);
    return isCertain;
  }

  /** Looks for a shorter end, from the state after so many steps. */
  private async searchFrom(kept: number): Promise<boolean> {
    if (await this.patience.isOver()) return true;
    const { field, scheduler, initial } = this;
    const state = scheduler.states(this.best.slice(0, kept))[kept];
    if (kept === 0 || state === undefined) return false;
    const from = [scheduler.stepper.valuesOf(state)];
    const { run, isCertain } = await this.shorterIn({ ...field, from }, this.best.length - kept);
    if (run !== undefined) this.restart(initial, [...this.steps.slice(0, kept), ...run.steps]);
    this.narrate(`of any events after the first ${kept}: ${this.best.length} steps${isCertain ? ", no fewer" : ""}`);
    return isCertain;
  }

  private async shorterIn(field: Field<State>, below: number): Promise<Shorter> {
    const { maxStates, patience, signal } = this;
    return await shorterRun(field, { below, maxStates, patience, signal });
  }

  private restart(initial: number, steps: readonly TraceStep[]): void {
    if (initial !== this.initial) {
      const { tries } = this.scheduler;
      this.scheduler = new Scheduler(this.field.system, this.field.property, initial);
      this.scheduler.tries = tries;
      this.initial = initial;
    }
    this.best = this.scheduler.scheduleOf(steps);
  }

  /** As counterexamples are: replayed through a fresh copy of the system, every reducer run anew. */
  private result(): Shrunk {
    const { field, initial, failure, patience, scheduler } = this;
    const system = field.system.fresh();
    const run = replay(system, initial, this.steps);
    const evidence = evidenceAtEnd(system, field.property, run);
    if (evidence === undefined) {
      throw new SynodError("notReproduced", `the shorter run that violates ${field.property.name} does not reproduce`, {
        hint: "A reducer or an observer keeps something outside its state; if none does, this is a defect of Synod: please report it.",
      });
    }
    return {
      property: field.property.name,
      evidence,
      initial,
      steps: run.steps,
      before: failure.steps.length,
      isShortest: this.isShortest,
      ...(patience.stoppedBy && { stoppedBy: patience.stoppedBy }),
      tries: scheduler.tries,
      seconds: (performance.now() - this.startedAt) / 1000,
    };
  }
}
