/** Checks a model exhaustively within its bounds: runs the search, watches the limits, and turns what was found into a result. */
import type { Checkable, Expectation } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { type Limits, limitsFrom } from "./limits.ts";
import type {
  BoundResult,
  CheckResult,
  Inconclusive,
  PropertyResult,
  StageResult,
  Verdict,
  WitnessResult,
} from "./result.ts";
import { type Coverage, Search } from "./search.ts";
import {
  afterStage,
  endOf,
  isReached,
  type Journey,
  judgedOn,
  type Leg,
  legsOf,
  SETTING_OUT,
  startingFrom,
  wholeCounterexample,
} from "./stages.ts";
import { counterexampleOf, stepsTo } from "./trail.ts";

/** Milliseconds searched before the event loop gets a turn. */
const SLICE = 50;

export interface CheckOptions extends Partial<Limits> {
  /** Told about the state of the search many times a second. */
  readonly onProgress?: (coverage: Coverage, seconds: number) => void;
  /** Ends the search when aborted; what was covered is in the result. */
  readonly signal?: AbortSignal;
}

/** Checks a model. Never throws for what the search finds; throws a SynodError for what is wrong with the definition. */
export async function check<State>(model: Checkable<State>, options: CheckOptions = {}): Promise<CheckResult> {
  const startedAt = performance.now();
  const secondsSoFar = () => (performance.now() - startedAt) / 1000;
  let journey = SETTING_OUT;
  for (const leg of legsOf(model)) {
    const end = endOf(leg) ?? model.expect?.violates;
    const search = new Search(startingFrom(model, leg, journey), judgedOn(model, leg), {
      limits: limitsFrom(options),
      ...(end !== undefined && { until: [end] }),
    });
    while (!search.isDone) {
      search.run(SLICE);
      options.onProgress?.(search.coverage, secondsSoFar());
      await new Promise(setImmediate);
      if (options.signal?.aborted && !search.isDone) search.interrupt();
    }
    if (!isReached(search, leg) || hasFound(search, leg, model.expect))
      return resultOf(model, search, leg, journey, secondsSoFar());
    journey = afterStage(journey, search, leg);
  }
  throw new SynodError("badDefinition", `${model.name}: there are no stages`);
}

/** What was found in a stage is told, whether or not the next one could have been reached. */
function hasFound<State>({ judge }: Search<State>, leg: Leg<State>, expect: Expectation | undefined): boolean {
  return judge.standings.some(
    ({ property: { name, kind }, decidedAt }) =>
      kind !== "sometimes" && decidedAt >= 0 && name !== endOf(leg) && name === (expect?.violates ?? name),
  );
}

function resultOf<State>(
  model: Checkable<State>,
  search: Search<State>,
  leg: Leg<State>,
  journey: Journey,
  seconds: number,
): CheckResult {
  const { name, parameters, expect, idle = [] } = model;
  const coverage = coverageOf(search, journey);
  const complete = coverage.frontier === 0 && search.stoppedBy === undefined;
  const properties = propertyResults(search, leg, complete).map((result): PropertyResult => {
    const { counterexample } = result;
    return counterexample ? { ...result, counterexample: wholeCounterexample(model, journey, counterexample) } : result;
  });
  const witnesses = witnessResults(search, journey);
  const exercised = new Set([...journey.exercised, ...search.space.exercised]);
  const violated = properties.some(({ status }) => status === "violated");
  const inconclusive = violated
    ? undefined
    : whyInconclusive(
        search,
        witnesses,
        model.system.actions.filter((action) => !exercised.has(action) && !idle.includes(action)),
      );
  const verdict: Verdict = violated ? "violated" : inconclusive === undefined ? "held" : "inconclusive";
  return {
    name,
    parameters,
    verdict,
    ...(inconclusive && { inconclusive }),
    ...(expect && { expected: expect.violates }),
    asExpected:
      expect === undefined
        ? verdict === "held"
        : properties.some((each) => each.name === expect.violates && each.status === "violated"),
    ...coverage,
    properties,
    witnesses,
    stages: journey.stages,
    bounds: boundResults(search),
    notIdle: idle.filter((action) => exercised.has(action)),
    engine: { built: search.space.built, blocks: search.space.blocks, words: search.space.layout.words },
    seconds,
    rate: coverage.distinct / Math.max(seconds, 1e-6),
    memory: process.memoryUsage.rss(),
  };
}

/** All that was covered, stages included. */
function coverageOf<State>({ coverage }: Search<State>, { steps, stages }: Journey): Coverage {
  const sum = (count: (stage: StageResult) => number) => stages.reduce((total, stage) => total + count(stage), 0);
  return {
    ...coverage,
    distinct: coverage.distinct + sum(({ distinct }) => distinct),
    generated: coverage.generated + sum(({ generated }) => generated),
    terminal: coverage.terminal + sum(({ terminal }) => terminal),
    depth: coverage.depth + steps.length,
  };
}

function propertyResults<State>(search: Search<State>, leg: Leg<State>, complete: boolean): PropertyResult[] {
  return search.judge.standings.flatMap((standing): PropertyResult[] => {
    const { name, kind, about, source } = standing.property;
    if (kind === "sometimes" || name === endOf(leg)) return [];
    const known = { name, kind, about, source, evaluations: standing.evaluations };
    if (standing.decidedAt < 0) return [{ ...known, status: complete ? "held" : "unknown" }];
    return [{ ...known, status: "violated", counterexample: counterexampleOf(search, standing) }];
  });
}

function witnessResults<State>(search: Search<State>, journey: Journey): WitnessResult[] {
  return search.judge.standings.flatMap(({ property: { name, kind, about }, decidedAt }): WitnessResult[] => {
    if (kind !== "sometimes") return [];
    const now = decidedAt >= 0 ? journey.steps.length + stepsTo(search, decidedAt) : undefined;
    const steps = journey.reached.get(name) ?? now;
    return [{ name, about, reached: steps !== undefined, ...(steps !== undefined && { steps }) }];
  });
}

function whyInconclusive<State>(
  search: Search<State>,
  witnesses: readonly WitnessResult[],
  neverEnabled: readonly string[],
): Inconclusive | undefined {
  if (search.stoppedBy !== undefined) return { kind: "limit", limit: search.stoppedBy };
  const unmet = witnesses.filter(({ reached }) => !reached).map(({ name }) => name);
  if (unmet.length === 0 && neverEnabled.length === 0) return undefined;
  return { kind: "vacuous", witnesses: unmet, actions: neverEnabled };
}

function boundResults<State>({ space }: Search<State>): BoundResult[] {
  return space.system.bounds.map(({ name, limit, reached }) => ({
    name,
    limit,
    reached: reached((component) => space.domains[component]?.values ?? []),
  }));
}
