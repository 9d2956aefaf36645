/**
 * Mutants: what a model declares as seeded bugs (configurations that expect a violation) and as controls (changes that do no harm). Each is searched with every
 * property, because a bug that only the last one in a chain notices says that those before it are missing.
 */
import type { Checkable, Model } from "../define/model.ts";
import { check } from "../explore/check.ts";
import type { CheckResult } from "../explore/result.ts";
import type { Coverage } from "../explore/search.ts";

export interface Mutant {
  /** As in `basic-paxos/adopt-lowest`. */
  readonly name: string;
  readonly about: string;
  /** The property that must be violated; none for a control. */
  readonly expected: string | undefined;
  readonly build: () => Checkable;
}

export function mutantsOf(model: Model): Mutant[] {
  return model.configurations
    .filter(({ expect, control }) => expect !== undefined || control)
    .map(({ name, about, expect }) => ({
      name: name === "" ? model.modelName : `${model.modelName}/${name}`,
      about,
      expected: expect?.violates,
      build: () => model.configured(name),
    }));
}

/** A property that is violated, and the steps of a shortest run that does it. */
export interface Kill {
  readonly property: string;
  readonly steps: number;
}

export interface Searched {
  /** Every property that looked, also those that were not violated. */
  readonly properties: readonly string[];
  /** The earliest first. */
  readonly kills: readonly Kill[];
  readonly states: number;
  /** Whether the whole space was searched, so that what did not kill never will. */
  readonly isComplete: boolean;
  readonly wasInterrupted: boolean;
}

export interface SearchOptions {
  /** All there are, if undefined. */
  readonly maxStates: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (coverage: Coverage, seconds: number) => void;
}

/** Searches with every property to the end, or to the limit; and for the expected violation beyond it, if it has not been found by then. */
export async function searched({ build, expected }: Mutant, options: SearchOptions): Promise<Searched> {
  const model = build();
  const { maxStates, signal, onProgress } = options;
  const until = model.properties.flatMap(({ name, kind }) => (kind === "sometimes" ? [] : [name]));
  const result = await check(model, { until, ...(maxStates !== undefined && { maxStates }), signal, onProgress });
  const found = killsIn(result);
  if (isComplete(result) || signal.aborted || expected === undefined || isAmong(found, expected))
    return toldBy(result, found);
  const further = await check(model, { signal, onProgress });
  return toldBy(further, killsIn(further));
}

/** Where a limit cut the search off, some property is still undecided. */
function isComplete({ frontier, properties }: CheckResult): boolean {
  return frontier === 0 && properties.every(({ status }) => status !== "unknown");
}

function isAmong(kills: readonly Kill[], property: string): boolean {
  return kills.some((kill) => kill.property === property);
}

function toldBy(result: CheckResult, kills: readonly Kill[]): Searched {
  const { properties, distinct: states, inconclusive } = result;
  return {
    properties: properties.map(({ name }) => name),
    kills,
    states,
    isComplete: isComplete(result),
    wasInterrupted: inconclusive?.kind === "limit" && inconclusive.limit === "interrupted",
  };
}

function killsIn({ properties }: CheckResult): Kill[] {
  return properties
    .flatMap(({ name, counterexample }) =>
      counterexample === undefined ? [] : [{ property: name, steps: counterexample.steps.length }],
    )
    .sort((a, b) => a.steps - b.steps);
}
