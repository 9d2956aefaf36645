/**
 * From a failing schedule to the shortest readable one. Delta debugging leaves out what is spare, the exhaustive search looks for a shorter way as far as it
 * gets, numbers are lowered, and what is left is put into causal order. The result violates the same property; the evidence may be another.
 */
import type { Checkable } from "../define/model.ts";
import type { Evidence, Judged } from "../define/property.ts";
import type { System } from "../define/system.ts";
import { SynodError } from "../errors.ts";
import { evidenceAtEnd, type ReplayedStep, replay, type TraceStep } from "../trace/replay.ts";
import { inCausalOrder } from "./causal-order.ts";
import { shorterByChance } from "./chance.ts";
import { withoutWhatIsSpare } from "./delta.ts";
import { shorterByDetour } from "./detours.ts";
import { withLowerNumbers } from "./lower-numbers.ts";
import { Patience } from "./patience.ts";
import { type Schedule, Scheduler } from "./schedule.ts";
import { type Field, type Shorter, shorterRun } from "./shorter.ts";
import { shorterByStandIns } from "./stand-ins.ts";
import type { Numbers } from "./stepper.ts";

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
  private readonly system: System<State>;
  private readonly property: Judged<State>;
  private readonly failure: Failure;
  private readonly patience: Patience;
  private readonly maxStates: number;
  private readonly narrate: (sentence: string) => void;
  private readonly startedAt = performance.now();
  private readonly scheduler: Scheduler<State>;
  private initial: number;
  private best: Schedule = [];
  private isShortest = false;

  constructor(
    system: System<State>,
    property: Judged<State>,
    failure: Failure,
    { time = TIME, maxStates = MAX_STATES, signal, narrate = () => {} }: ShrinkOptions,
  ) {
    this.system = system;
    this.property = property;
    this.failure = failure;
    this.patience = new Patience(time, signal);
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
    if (!this.isShortest && (await this.wander())) await this.search();
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

  /** Other ways, found by other nodes, by going round and by chance, and what is spare of them left out. Says whether there was any. */
  private async wander(): Promise<boolean> {
    const { scheduler, patience } = this;
    for (let isBetter = false; ; isBetter = true) {
      this.best = inCausalOrder(scheduler, withLowerNumbers(scheduler, this.best));
      const found =
        (await shorterByStandIns(scheduler, this.best, patience)) ??
        (await shorterByDetour(scheduler, this.best, patience)) ??
        (await shorterByChance(scheduler, this.best, patience));
      if (found === undefined) return isBetter;
      this.take("another way round", await withoutWhatIsSpare(scheduler, found, patience));
    }
  }

  /** In the field of the trace's own events, which is small; then in that of all. Where that is too large, in what lies between. */
  private async search(): Promise<void> {
    const { scheduler } = this;
    const { stepper } = scheduler;
    const starts = stepper.system.initial.map((_, number) => stepper.initial(number));
    const events = new Set(this.best.map(({ event }) => event));
    const same = { from: [scheduler.start], allows: ({ event }: Numbers) => events.has(event) };
    await this.searchIn("of the same events", same, [this.initial]);
    this.isShortest = await this.searchIn("of any events", { from: starts }, [...starts.keys()]);
    if (this.isShortest) return;
    const likes = new Set(this.best.map(({ like }) => like));
    const alike = { from: [scheduler.start], allows: ({ like }: Numbers) => likes.has(like) };
    await this.searchIn("of events like them", alike, [this.initial]);
    for (const share of [0.25, 0.5, 0.75]) if (await this.searchFrom(Math.floor(share * this.best.length))) return;
  }

  /** Whether it is certain that this field has no shorter run than the best, which may have come from it. */
  private async searchIn(what: string, field: Field, initials: readonly number[]): Promise<boolean> {
    if (await this.patience.isOver()) return false;
    const { run, isCertain } = await this.shorterIn(field, this.best.length);
    if (run !== undefined) this.restart(initials[run.from] ?? this.initial, run.schedule);
    this.narrate(`${what}: ${this.best.length} steps${isCertain ? ", no fewer" : ""}`);
    return isCertain;
  }

  /** Looks for a shorter end, from the state after so many steps. */
  private async searchFrom(kept: number): Promise<boolean> {
    if (await this.patience.isOver()) return true;
    const state = this.scheduler.states(this.best.slice(0, kept))[kept];
    if (kept === 0 || state === undefined) return false;
    const { run, isCertain } = await this.shorterIn({ from: [state] }, this.best.length - kept);
    if (run !== undefined) this.best = [...this.best.slice(0, kept), ...run.schedule];
    this.narrate(`of any events after the first ${kept}: ${this.best.length} steps${isCertain ? ", no fewer" : ""}`);
    return isCertain;
  }

  private async shorterIn(field: Field, below: number): Promise<Shorter> {
    const { scheduler, maxStates, patience } = this;
    return await shorterRun(scheduler, field, { below, maxStates, patience });
  }

  private restart(initial: number, schedule: Schedule): void {
    this.initial = initial;
    this.scheduler.startFrom(initial);
    this.best = schedule;
  }

  /** As counterexamples are: replayed through a fresh copy of the system, every reducer run anew. */
  private result(): Shrunk {
    const { property, initial, failure, patience, scheduler } = this;
    const system = this.system.fresh();
    const run = replay(system, initial, this.steps);
    const evidence = evidenceAtEnd(system, property, run);
    if (evidence === undefined) {
      throw new SynodError("notReproduced", `the shorter run that violates ${property.name} does not reproduce`, {
        hint: "A reducer or an observer keeps something outside its state; if none does, this is a defect of Synod: please report it.",
      });
    }
    return {
      property: property.name,
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
