/** The search of a model in stages (stages.ts): each goes on from where the one before it came to, and what is found is told of the whole. */
import type { Checkable, Expectation } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { type Findings, findingsOf } from "./findings.ts";
import type { Limits } from "./limits.ts";
import type { PropertyResult, StageResult, WitnessResult } from "./result.ts";
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

export async function searchInStages<State>(
  model: Checkable<State>,
  limits: Limits,
  until: readonly string[] | undefined,
  toTheEnd: (search: Search<State>) => Promise<void>,
): Promise<Findings> {
  let journey = SETTING_OUT;
  for (const leg of legsOf(model)) {
    const end = endOf(leg);
    const wanted = end === undefined ? until : [end];
    const search = new Search(startingFrom(model, leg, journey), judgedOn(model, leg), {
      limits,
      ...(wanted && { until: wanted }),
    });
    await toTheEnd(search);
    if (!isReached(search, leg) || hasFound(search, leg, model.expect)) return told(model, search, leg, journey);
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

function told<State>(model: Checkable<State>, search: Search<State>, leg: Leg<State>, journey: Journey): Findings {
  const found = findingsOf(search);
  return {
    ...found,
    coverage: withStages(found.coverage, journey),
    properties: found.properties
      .filter(({ name }) => name !== endOf(leg))
      .map(({ counterexample, ...property }): PropertyResult => {
        if (counterexample === undefined) return property;
        return { ...property, counterexample: wholeCounterexample(model, journey, counterexample) };
      }),
    witnesses: found.witnesses.map((witness) => sinceTheBeginning(witness, journey)),
    stages: journey.stages,
    exercised: new Set([...journey.exercised, ...found.exercised]),
  };
}

/** All that was covered, stages included. */
function withStages(coverage: Coverage, { steps, stages }: Journey): Coverage {
  const sum = (count: (stage: StageResult) => number) => stages.reduce((total, stage) => total + count(stage), 0);
  return {
    ...coverage,
    distinct: coverage.distinct + sum(({ distinct }) => distinct),
    generated: coverage.generated + sum(({ generated }) => generated),
    terminal: coverage.terminal + sum(({ terminal }) => terminal),
    depth: coverage.depth + steps.length,
  };
}

function sinceTheBeginning({ steps: here, ...witness }: WitnessResult, journey: Journey): WitnessResult {
  const now = here === undefined ? undefined : journey.steps.length + here;
  const steps = journey.reached.get(witness.name) ?? now;
  return { ...witness, reached: steps !== undefined, ...(steps !== undefined && { steps }) };
}
