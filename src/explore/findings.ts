/** What a search has found, by one thread or by several: all that a result is made from. */
import type { Futures } from "./futures.ts";
import type { LimitKind } from "./limits.ts";
import type { BoundResult, EngineFigures, PropertyResult, StageResult, WitnessResult } from "./result.ts";
import type { Coverage, Search } from "./search.ts";
import { counterexampleOf, stepsTo } from "./trail.ts";

export interface Findings {
  readonly coverage: Coverage;
  readonly stoppedBy: LimitKind | undefined;
  readonly properties: readonly PropertyResult[];
  readonly witnesses: readonly WitnessResult[];
  /** The stages before the last; empty for a search in one go. */
  readonly stages: readonly StageResult[];
  /** Actions that some state enables. */
  readonly exercised: ReadonlySet<string>;
  /** Goals that no state is: with none to show for it, an excuse for every state says nothing. */
  readonly excusedOnly: readonly string[];
  readonly bounds: readonly BoundResult[];
  readonly engine: EngineFigures;
}

export function findingsOf<State>(search: Search<State>, futures?: Futures<State>): Findings {
  const { coverage, space } = search;
  return {
    coverage,
    stoppedBy: search.stoppedBy ?? futures?.stoppedBy,
    properties: [...propertyResults(search), ...possibleResults(search, futures)],
    witnesses: witnessResults(search),
    stages: [],
    exercised: space.exercised,
    excusedOnly: futures?.excusedOnly.map(({ name }) => name) ?? [],
    bounds: boundResults(search),
    engine: { built: space.built - (futures?.built ?? 0), blocks: space.blocks, words: space.layout.words, threads: 1 },
  };
}

function propertyResults<State>(search: Search<State>): PropertyResult[] {
  return search.judge.standings.flatMap((standing): PropertyResult[] => {
    const { name, kind, about, source, definedAt } = standing.property;
    if (kind === "sometimes") return [];
    const known = { name, kind, about, source, definedAt: definedAt?.() ?? [], evaluations: standing.evaluations };
    if (standing.decidedAt < 0) return [{ ...known, status: search.isComplete ? "held" : "unknown" }];
    return [{ ...known, status: "violated", counterexample: counterexampleOf(search, standing) }];
  });
}

/** What can still happen is known of a whole space or not at all. */
function possibleResults<State>(search: Search<State>, futures: Futures<State> | undefined): PropertyResult[] {
  return search.goals.map((property): PropertyResult => {
    const { name, kind, about, source, definedAt } = property;
    const future = futures?.of(property);
    const known = { name, kind, about, source, definedAt: definedAt?.() ?? [], evaluations: future?.evaluations ?? 0 };
    if (future === undefined || !futures?.isDecided) return { ...known, status: "unknown" };
    if (future.decidedAt < 0) return { ...known, status: "held" };
    return { ...known, status: "violated", counterexample: counterexampleOf(search, future) };
  });
}

function witnessResults<State>(search: Search<State>): WitnessResult[] {
  return search.judge.standings.flatMap(({ property, decidedAt }): WitnessResult[] => {
    const { name, kind, about, definedAt } = property;
    if (kind !== "sometimes") return [];
    const known = { name, about, definedAt: definedAt?.() ?? [], reached: decidedAt >= 0 };
    return [{ ...known, ...(decidedAt >= 0 && { steps: stepsTo(search, decidedAt) }) }];
  });
}

function boundResults<State>({ space }: Search<State>): BoundResult[] {
  return space.system.bounds.map(({ name, limit, reached }) => ({
    name,
    limit,
    reached: reached((component) => space.domains[component]?.values ?? []),
  }));
}
