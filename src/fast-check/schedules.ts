/**
 * Random runs for fast-check. Its generator says which run; how a run goes on is the business of a strategy, and its own shrinker is switched off: taken from a run,
 * a choice changes what all later choices mean, so what it offers is mostly another run and rarely a shorter one (docs/decisions/0010-fast-check-does-not-shrink-schedules.md).
 */
import fc from "fast-check";
import type { Event } from "../define/event.ts";
import type { Checkable } from "../define/model.ts";
import type { System } from "../define/system.ts";
import type { Counterexample } from "../explore/result.ts";
import { reproduced } from "../explore/trail.ts";
import { PORTFOLIO, strategiesNamed } from "../simulate/portfolio.ts";
import { SEEDS } from "../simulate/random.ts";
import { resolved } from "../simulate/resolve.ts";
import { Runner, type Schedule } from "../simulate/runner.ts";
import { DEFAULT_DEPTH } from "../simulate/simulate.ts";
import { stateOf } from "../trace/interpret.ts";
import { type Replay, replay, type TraceStep } from "../trace/replay.ts";
import { runText } from "./run-text.ts";

export interface ScheduleOptions {
  /** The name of a strategy, or `portfolio` for any of them. */
  readonly strategy?: string;
  /** Steps after which a run is cut off. */
  readonly depth?: number;
}

/** A run of a model. It is printed as a story. */
export interface Run<State> {
  /** What happened, step by step. */
  readonly events: readonly Event[];
  /** The states as properties see them, the initial one first; one more than there are events. */
  readonly states: readonly State[];
  /** Whether no property of the model is violated. A run ends where one is. */
  readonly holds: boolean;
  /** The first property that is violated, with its evidence; it was replayed through the reducers. */
  readonly failure: Counterexample | undefined;
}

/**
 * An arbitrary of the runs of a model, or of a system, which has no properties: `fc.property(schedules(multiPaxos()), ({ holds }) => holds)`. Throws SYN004
 * for an unknown strategy; generating throws what the definition throws.
 */
export function schedules<State>(
  model: Checkable<State> | System<State>,
  { strategy = PORTFOLIO, depth = DEFAULT_DEPTH }: ScheduleOptions = {},
): fc.Arbitrary<Run<State>> {
  const checkable: Checkable<State> =
    "system" in model ? model : { name: "a system", parameters: {}, system: model, properties: [] };
  return new Schedules(checkable, new Runner(checkable, { seed: 0, strategies: strategiesNamed(strategy), depth }));
}

class Schedules<State> extends fc.Arbitrary<Run<State>> {
  private readonly model: Checkable<State>;
  private readonly runner: Runner<State>;

  constructor(model: Checkable<State>, runner: Runner<State>) {
    super();
    this.model = model;
    this.runner = runner;
  }

  generate(random: fc.Random): fc.Value<Run<State>> {
    const { runner, model } = this;
    runner.playAlone(random.nextInt(0, SEEDS - 1));
    const failure = runner.failures[0];
    const run = new ScheduledRun(model, failure?.schedule ?? runner.schedule);
    if (failure !== undefined)
      run.failure = reproduced(model.system.fresh(), failure.standing.property, failure.schedule.initial, run.steps);
    return new fc.Value<Run<State>>(run, undefined);
  }

  canShrinkWithoutContext(_value: unknown): _value is Run<State> {
    return false;
  }

  shrink(): fc.Stream<fc.Value<Run<State>>> {
    return fc.Stream.nil();
  }
}

/** Events and states are worked out when they are asked for: most runs are only asked whether all holds. */
class ScheduledRun<State> implements Run<State> {
  failure: Counterexample | undefined;
  private readonly model: Checkable<State>;
  private readonly schedule: Schedule;
  private knownSteps: readonly TraceStep[] | undefined;
  private knownReplay: Replay | undefined;

  constructor(model: Checkable<State>, schedule: Schedule) {
    this.model = model;
    this.schedule = schedule;
  }

  get holds(): boolean {
    return this.failure === undefined;
  }

  get steps(): readonly TraceStep[] {
    this.knownSteps ??= resolved(this.model.system.fresh(), this.schedule);
    return this.knownSteps;
  }

  get events(): readonly Event[] {
    return this.steps.map(({ event }) => event);
  }

  get states(): readonly State[] {
    return this.replay.states.map((values) => stateOf(this.model.system, values));
  }

  private get replay(): Replay {
    this.knownReplay ??= replay(this.model.system.fresh(), this.schedule.initial, this.steps);
    return this.knownReplay;
  }

  [fc.toStringMethod](): string {
    const { failure, model } = this;
    return runText(model, failure, failure?.steps ?? this.replay.steps);
  }
}
