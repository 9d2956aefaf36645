/** Checks a model exhaustively within its bounds: runs the search, watches the limits, and turns what was found into a result. */
import type { Checkable } from "../define/model.ts";
import type { Recruiting } from "./crew/recruiting.ts";
import { canBeShared, searchTogether } from "./crew/together.ts";
import { type Findings, findingsOf } from "./findings.ts";
import { Futures } from "./futures.ts";
import { type Limits, limitsFrom } from "./limits.ts";
import type { CheckResult, Inconclusive, Verdict } from "./result.ts";
import { type Coverage, Search } from "./search.ts";
import { searchInStages } from "./staged.ts";

/** Milliseconds searched before the event loop gets a turn. */
const SLICE = 50;

export interface CheckOptions extends Partial<Limits> {
  /** Go on after a violation until these properties are violated; the expected one if absent. */
  readonly until?: readonly string[];
  /** Told about the state of the search many times a second. */
  readonly onProgress?: (coverage: Coverage, seconds: number) => void;
  /** Ends the search when aborted; what was covered is in the result. */
  readonly signal?: AbortSignal;
  /** Threads that take over if the search turns out to be long. */
  readonly crew?: Recruiting;
}

/** Checks a model. Never throws for what the search finds; throws a SynodError for what is wrong with the definition. */
export async function check<State>(model: Checkable<State>, options: CheckOptions = {}): Promise<CheckResult> {
  const startedAt = performance.now();
  const secondsSoFar = () => (performance.now() - startedAt) / 1000;
  const crew = options.crew !== undefined && canBeShared(model) ? options.crew : undefined;
  const onTurn = async (coverage: Coverage) => {
    options.onProgress?.(coverage, secondsSoFar());
    await new Promise(setImmediate);
    return options.signal?.aborted ?? false;
  };
  const findings =
    (crew && (await searchTogether(model, limitsFrom(options), crew, onTurn))) ??
    (await searchAlone(model, timeLeft(options, secondsSoFar()), onTurn));
  return resultOf(model, findings, secondsSoFar());
}

/** One limit is for both, where one thread has to begin again. */
function timeLeft(options: CheckOptions, seconds: number): CheckOptions {
  return options.time === undefined ? options : { ...options, time: Math.max(options.time - seconds, 0) };
}

async function searchAlone<State>(
  model: Checkable<State>,
  options: CheckOptions,
  onTurn: (coverage: Coverage) => Promise<boolean>,
): Promise<Findings> {
  const startedAt = performance.now();
  const limits = limitsFrom(options);
  const { until = model.expect && [model.expect.violates] } = options;
  const toTheEnd = async (search: Search<State>, work: Work = search) => {
    while (!work.isDone) {
      work.run(SLICE);
      if ((await onTurn(search.coverage)) && !work.isDone) work.interrupt();
    }
  };
  if (model.stages !== undefined) return await searchInStages(model, limits, until, toTheEnd);
  const search = new Search(model.system, model.properties, { limits, ...(until && { until }) });
  await toTheEnd(search);
  const futures = new Futures(search, limits, startedAt);
  await toTheEnd(search, futures);
  return findingsOf(search, futures);
}

/** What is done slice by slice. */
interface Work {
  readonly isDone: boolean;
  run(milliseconds: number): void;
  interrupt(): void;
}

function resultOf<State>(model: Checkable<State>, findings: Findings, seconds: number): CheckResult {
  const { name, parameters, expect, idle = [], system, definedAt } = model;
  const { coverage, properties, witnesses, exercised } = findings;
  const violated = properties.some(({ status }) => status === "violated");
  const inconclusive = violated
    ? undefined
    : whyInconclusive(
        findings,
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
    stages: findings.stages,
    bounds: findings.bounds,
    notIdle: idle.filter((action) => exercised.has(action)),
    engine: findings.engine,
    seconds,
    rate: coverage.distinct / Math.max(seconds, 1e-6),
    memory: process.memoryUsage.rss(),
  };
}

function whyInconclusive(
  { stoppedBy, witnesses, excusedOnly }: Findings,
  neverEnabled: readonly string[],
): Inconclusive | undefined {
  if (stoppedBy !== undefined) return { kind: "limit", limit: stoppedBy };
  const unmet = [...witnesses.filter(({ reached }) => !reached).map(({ name }) => name), ...excusedOnly];
  if (unmet.length === 0 && neverEnabled.length === 0) return undefined;
  return { kind: "vacuous", witnesses: unmet, actions: neverEnabled };
}
