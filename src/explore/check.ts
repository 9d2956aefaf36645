/** Checks a model exhaustively within its bounds: runs the search, watches the limits, and turns what was found into a result. */
import type { Checkable } from "../define/model.ts";
import { type Limits, limitsFrom } from "./limits.ts";
import type { BoundResult, CheckResult, Inconclusive, PropertyResult, Verdict, WitnessResult } from "./result.ts";
import { type Coverage, Search } from "./search.ts";
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
  const search = new Search(model.system, model.properties, {
    limits: limitsFrom(options),
    ...(model.expect && { until: [model.expect.violates] }),
  });
  while (!search.isDone) {
    search.run(SLICE);
    options.onProgress?.(search.coverage, secondsSoFar());
    await new Promise(setImmediate);
    if (options.signal?.aborted && !search.isDone) search.interrupt();
  }
  return resultOf(model, search, secondsSoFar());
}

function resultOf<State>(model: Checkable<State>, search: Search<State>, seconds: number): CheckResult {
  const { name, parameters, expect, idle = [], definedAt } = model;
  const coverage = search.coverage;
  const complete = coverage.frontier === 0 && search.stoppedBy === undefined;
  const properties = propertyResults(search, complete);
  const witnesses = witnessResults(search);
  const { exercised, system } = search.space;
  const violated = properties.some(({ status }) => status === "violated");
  const inconclusive = violated
    ? undefined
    : whyInconclusive(
        search,
        witnesses,
        system.actions.filter((action) => !exercised.has(action) && !idle.includes(action)),
      );
  const verdict: Verdict = violated ? "violated" : inconclusive === undefined ? "held" : "inconclusive";
  return {
    name,
    definedAt: definedAt?.() ?? [],
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
    bounds: boundResults(search),
    notIdle: idle.filter((action) => exercised.has(action)),
    engine: { built: search.space.built, blocks: search.space.blocks, words: search.space.layout.words },
    seconds,
    rate: coverage.distinct / Math.max(seconds, 1e-6),
    memory: process.memoryUsage.rss(),
  };
}

function propertyResults<State>(search: Search<State>, complete: boolean): PropertyResult[] {
  return search.judge.standings.flatMap((standing): PropertyResult[] => {
    const { name, kind, about, source } = standing.property;
    if (kind === "sometimes") return [];
    const definedAt = standing.property.definedAt?.() ?? [];
    const known = { name, kind, about, source, definedAt, evaluations: standing.evaluations };
    if (standing.decidedAt < 0) return [{ ...known, status: complete ? "held" : "unknown" }];
    return [{ ...known, status: "violated", counterexample: counterexampleOf(search, standing) }];
  });
}

function witnessResults<State>(search: Search<State>): WitnessResult[] {
  return search.judge.standings.flatMap(({ property, decidedAt }): WitnessResult[] => {
    const { name, kind, about } = property;
    if (kind !== "sometimes") return [];
    const known = { name, about, definedAt: property.definedAt?.() ?? [], reached: decidedAt >= 0 };
    return [{ ...known, ...(decidedAt >= 0 && { steps: stepsTo(search, decidedAt) }) }];
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
