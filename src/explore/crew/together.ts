/** A search that one thread begins and several finish. */
import type { Checkable } from "../../define/model.ts";
import { type Findings, findingsOf } from "../findings.ts";
import type { Limits } from "../limits.ts";
import { type Coverage, Search } from "../search.ts";
import { Crew } from "./crew.ts";
import type { Share } from "./handover.ts";
import type { Recruiting } from "./recruiting.ts";

/** Milliseconds searched before the event loop gets a turn. */
const SLICE = 50;
/** Seconds that a search must have lasted before others are asked to help: they need some of their own to be ready. */
const LONG = 10;
/** States on a level that make it worth to share it. */
const WIDE = 200_000;
/** Each learns everything for itself, so where there is a lot to learn, blocks for each state, several are no faster than one. */
const FAMILIAR = 0.005;

/** A run that is to end with a violation has to be told by one thread anyway, and what can still happen is worked out by one. */
export function canBeShared<State>({ expect, stages, properties }: Checkable<State>): boolean {
  return expect === undefined && stages === undefined && properties.every(({ kind }) => kind !== "possible");
}

/** What was found, or nothing if one thread has to find out from the start what came up. */
export async function searchTogether<State>(
  model: Checkable<State>,
  limits: Limits,
  recruiting: Recruiting,
  onTurn: (coverage: Coverage) => Promise<boolean>,
): Promise<Findings | undefined> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const search = new Search(model.system, model.properties, { limits, teaches: true });
  let crew = recruiting.atOnce ? new Crew(recruiting) : undefined;
  search.pausesAtLevels = crew !== undefined;
  try {
    while (crew?.isPreparing && recruiting.atOnce) await new Promise((resolve) => setTimeout(resolve, 5));
    while (!search.isDone) {
      search.run(SLICE);
      if ((await onTurn(search.coverage)) && !search.isDone) search.interrupt();
      if (search.isDone) break;
      if (crew === undefined && seconds() > LONG && isWorthSharing(search)) crew = new Crew(recruiting);
      search.pausesAtLevels = crew?.isReady ?? false;
      const isWorthIt = recruiting.atOnce || isWorthSharing(search);
      if (crew?.isReady && search.isAtLevel && isWorthIt) return await finish(search, crew, limits, seconds, onTurn);
    }
    return findingsOf(search);
  } finally {
    await crew?.dismiss();
  }
}

function isWorthSharing<State>({ coverage: { frontier, distinct }, space }: Search<State>): boolean {
  return frontier >= WIDE && space.blocks < FAMILIAR * distinct;
}

async function finish<State>(
  search: Search<State>,
  crew: Crew,
  { time, maxMemory, maxStates }: Limits,
  seconds: () => number,
  onTurn: (coverage: Coverage) => Promise<boolean>,
): Promise<Findings | undefined> {
  const before = search.coverage;
  crew.begin(search.visited, maxMemory, search.handover());
  while (!crew.isDone) {
    const { distinct, generated, frontier, depth } = crew.coverage;
    const now = {
      ...before,
      distinct,
      frontier,
      depth: Math.max(depth, before.depth),
      generated: before.generated + generated,
    };
    if (await onTurn(distinct === 0 ? before : now)) crew.stop("interrupted");
    if (seconds() > time) crew.stop("time");
    if (process.memoryUsage.rss() > maxMemory) crew.stop("memory");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return crew.outcome && combined(search, crew.outcome, maxStates);
}

/** What the one has found, and then the others. Together they may have found a few more states than they were to look at. */
export function combined<State>(search: Search<State>, shares: readonly Share[], maxStates: number): Findings {
  const alone = findingsOf(search);
  const sum = (of: (share: Share) => number) => shares.reduce((total, share) => total + of(share), 0);
  const first = shares[0] as Share;
  const stoppedBy = shares.map((share) => share.stoppedBy).find((reason) => reason !== undefined);
  const size = sum((share) => share.size);
  const distinct = Math.min(size, maxStates);
  const evaluations = new Map(
    search.judge.standings.map(({ property, evaluations: before }, at) => [
      property.name,
      before + (first.evaluations[at] as number),
    ]),
  );
  return {
    coverage: {
      distinct,
      generated: alone.coverage.generated + sum(({ generated }) => generated),
      terminal: alone.coverage.terminal + sum(({ terminal }) => terminal),
      depth: first.levels,
      frontier: sum(({ frontier }) => frontier) - (size - distinct),
    },
    stoppedBy,
    properties: alone.properties.map((property) => ({
      ...property,
      status: stoppedBy === undefined ? "held" : "unknown",
      evaluations: evaluations.get(property.name) as number,
    })),
    witnesses: alone.witnesses.map((witness) => {
      const steps = shares.flatMap(({ reached }) =>
        reached.filter(([name]) => name === witness.name).map(([, at]) => at),
      );
      return witness.reached || steps.length === 0 ? witness : { ...witness, reached: true, steps: Math.min(...steps) };
    }),
    exercised: new Set([...alone.exercised, ...first.exercised]),
    stages: [],
    excusedOnly: [],
    bounds: alone.bounds.map((bound, at) => ({ ...bound, reached: bound.reached || first.reachedBounds[at] === true })),
    engine: {
      built: alone.engine.built + sum(({ built }) => built),
      blocks: first.blocks,
      words: first.words,
      threads: shares.length,
    },
  };
}
