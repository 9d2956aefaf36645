/**
 * What the runs have covered, as far as that can be known without knowing all there is: states and how fast new ones still come, local states, and
 * which sorts of steps were taken by nodes in which phases.
 */
import type { Exercise } from "./exercises.ts";
import type { RoundNotes } from "./round.ts";
import { SeenStates } from "./seen-states.ts";
import type { SightingList } from "./sightings.ts";

/** Runs between two points of the discovery curve, at first; when there are too many points, every other one is dropped. */
const STRIDE = 64;
const MOST_POINTS = 256;

export interface Point {
  readonly runs: number;
  readonly states: number;
}

export interface CoverageResult {
  /** Different states that some run was in. */
  readonly states: number;
  /** Whether there were more of them than are counted. */
  readonly statesAreMore: boolean;
  /** Different values of the nodes' own states, or of the components of a plain system, all nodes together. */
  readonly localStates: number;
  /** Good and Turing: the share of what a run sees that no run has seen before, as it is now. From 0 to 1. */
  readonly newShare: number;
  /** Chao: at least so many states can be reached by such runs, by those seen in but one run and those in two. */
  readonly estimatedStates: number;
  readonly newPerThousandRuns: number;
  /** States by runs. */
  readonly curve: readonly Point[];
  readonly exercised: readonly Exercise[];
  /** Sorts of steps that some phase of a role takes, but not this one. */
  readonly missing: readonly Omit<Exercise, "times">[];
}

/** Adds up what is told of rounds. */
export class Coverage {
  private readonly seen = new SeenStates();
  private readonly locals = new SeenStates();
  private points: Point[] = [{ runs: 0, states: 0 }];
  private stride = STRIDE;
  private runs = 0;
  private readonly exercised = new Map<string, Exercise>();

  /** Rounds have to come in their order. */
  add({ from, sightings, localStates, exercised }: RoundNotes): void {
    for (let at = 0; at < localStates.length; at += 2)
      this.locals.note(localStates[at] as number, localStates[at + 1] as number, 0);
    for (const { sort, phase, times } of exercised) {
      const key = `${sort}\n${phase}`;
      this.exercised.set(key, { sort, phase, times: (this.exercised.get(key)?.times ?? 0) + times });
    }
    this.addSightings(sightings, from);
  }

  private addSightings({ hashes, runs }: SightingList, from: number): void {
    const { seen } = this;
    let at = 0;
    for (let each = 0; each < runs.length; each += 2) {
      const end = at + 2 * (runs[each] as number);
      if (!seen.isFull) {
        for (let next = at; next < end; next += 2)
          seen.note(hashes[next] as number, hashes[next + 1] as number, from + each / 2);
        seen.sightings += runs[each + 1] as number;
      }
      at = end;
      this.endRun();
    }
  }

  private endRun(): void {
    this.runs++;
    if (this.runs % this.stride !== 0) return;
    this.points.push({ runs: this.runs, states: this.seen.size });
    if (this.points.length <= MOST_POINTS) return;
    this.stride *= 2;
    this.points = this.points.filter(({ runs }) => runs % this.stride === 0);
  }

  get states(): number {
    return this.seen.size;
  }

  get result(): CoverageResult {
    const { seen } = this;
    const { once, twice, size } = seen;
    const last = this.points.at(-1);
    const curve = last?.runs === this.runs ? this.points : [...this.points, { runs: this.runs, states: size }];
    const exercised = [...this.exercised.values()].sort(
      (a, b) => compared(a.sort, b.sort) || compared(a.phase, b.phase),
    );
    return {
      states: size,
      statesAreMore: seen.isFull,
      localStates: this.locals.size,
      newShare: seen.sightings === 0 ? 1 : once / seen.sightings,
      estimatedStates: Math.round(size + (once * (once - 1)) / (2 * (twice + 1))),
      newPerThousandRuns: newPerThousand(curve),
      curve,
      exercised,
      missing: missingIn(exercised),
    };
  }
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Over the last quarter of the runs. */
function newPerThousand(curve: readonly Point[]): number {
  const end = curve.at(-1);
  if (end === undefined || end.runs === 0) return 0;
  const start = curve.findLast(({ runs }) => runs <= 0.75 * end.runs) ?? { runs: 0, states: 0 };
  return Math.round((1000 * (end.states - start.states)) / (end.runs - start.runs));
}

function missingIn(exercised: readonly Exercise[]): Omit<Exercise, "times">[] {
  const roleOf = (phase: string) => phase.split(" ")[0] ?? "";
  const phases = [...new Set(exercised.map(({ phase }) => phase))];
  const sorts = [...new Set(exercised.map(({ sort }) => sort))];
  return sorts.flatMap((sort) => {
    const present = exercised.filter((each) => each.sort === sort).map(({ phase }) => phase);
    const roles = new Set(present.map(roleOf));
    return phases
      .filter((phase) => roles.has(roleOf(phase)) && !present.includes(phase))
      .map((phase) => ({ sort, phase }));
  });
}
