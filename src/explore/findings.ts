/** What a search has found, by one thread or by several: all that a result is made from. */
import type { LimitKind } from "./limits.ts";
import type { BoundResult, EngineFigures, PropertyResult, WitnessResult } from "./result.ts";
import type { Coverage, Search } from "./search.ts";
import { counterexampleOf, stepsTo } from "./trail.ts";

export interface Findings {
  readonly coverage: Coverage;
  readonly stoppedBy: LimitKind | undefined;
  readonly properties: readonly PropertyResult[];
  readonly witnesses: readonly WitnessResult[];
  /** Actions that some state enables. */
  readonly exercised: ReadonlySet<string>;
  readonly bounds: readonly BoundResult[];
  readonly engine: EngineFigures;
}

export function findingsOf<State>(search: Search<State>): Findings {
  const { coverage, stoppedBy, space } = search;
  return {
    coverage,
    stoppedBy,
    properties: propertyResults(search, coverage.frontier === 0 && stoppedBy === undefined),
    witnesses: witnessResults(search),
    exercised: space.exercised,
    bounds: boundResults(search),
    engine: { built: space.built, blocks: space.blocks, words: space.layout.words },
  };
}

function propertyResults<State>(search: Search<State>, complete: boolean): PropertyResult[] {
  return search.judge.standings.flatMap((standing): PropertyResult[] => {
    const { name, kind, about, source } = standing.property;
    if (kind === "sometimes") return [];
    const known = { name, kind, about, source, evaluations: standing.evaluations };
    if (standing.decidedAt < 0) return [{ ...known, status: complete ? "held" : "unknown" }];
    return [{ ...known, status: "violated", counterexample: counterexampleOf(search, standing) }];
  });
}

function witnessResults<State>(search: Search<State>): WitnessResult[] {
  return search.judge.standings.flatMap(({ property: { name, kind, about }, decidedAt }): WitnessResult[] => {
    if (kind !== "sometimes") return [];
    return [{ name, about, reached: decidedAt >= 0, ...(decidedAt >= 0 && { steps: stepsTo(search, decidedAt) }) }];
  });
}

function boundResults<State>({ space }: Search<State>): BoundResult[] {
  return space.system.bounds.map(({ name, limit, reached }) => ({
    name,
    limit,
    reached: reached((component) => space.domains[component]?.values ?? []),
  }));
}
