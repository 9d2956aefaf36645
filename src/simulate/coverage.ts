/**
 * What the runs have covered, as far as that can be known without knowing all there is: states and how fast new ones still come, local states, and
 * which sorts of steps were taken by nodes in which phases.
 */
import type { Value } from "../define/value.ts";
import { phaseOf } from "./phases.ts";
import { SeenStates } from "./seen-states.ts";
import { sortOf } from "./traits.ts";
import type { Walk } from "./walk.ts";

/** Runs between two points of the discovery curve, at first; when there are too many points, every other one is dropped. */
const STRIDE = 64;
const MOST_POINTS = 256;

export interface Point {
  readonly runs: number;
  readonly states: number;
}

/** How often a sort of step was taken in a phase. */
export interface Exercise {
  readonly sort: string;
  readonly phase: string;
  readonly times: number;
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

export class Coverage<State> {
  private readonly walk: Walk<State>;
  private readonly seen = new SeenStates();
  private points: Point[] = [{ runs: 0, states: 0 }];
  private stride = STRIDE;
  private runs = 0;
  /** By component and id: the number of the phase, plus 1. */
  private readonly phases: number[][];
  private readonly phaseNames: string[] = [];
  /** By phase: how often steps of each sort were taken. */
  private readonly times: number[][] = [];
  /** By event: the component of the node that acts, or -1. */
  private readonly places: number[] = [];
  private readonly componentOf: ReadonlyMap<string, number>;

  constructor(walk: Walk<State>) {
    this.walk = walk;
    this.phases = walk.ids.length === 0 ? [] : Array.from(walk.ids, () => []);
    this.componentOf = new Map(walk.space.system.components.map(({ name }, component) => [name, component]));
  }

  /** Notes the state that a run is in, and the step that led there. */
  note(run: number): void {
    const { walk } = this;
    this.seen.note(walk.ids, run);
    if (walk.last < 0) return;
    const times = this.times[this.phaseBefore(walk.last)] as number[];
    const sort = walk.traits.sort[walk.last] as number;
    times[sort] = (times[sort] ?? 0) + 1;
  }

  /** The phase of the node that took the step, before it. */
  private phaseBefore(event: number): number {
    const place = this.places[event] ?? this.placeOf(event);
    if (place < 0) return this.phaseNumber("");
    const id = this.walk.idsBefore[place] as number;
    const known = (this.phases[place] as number[])[id];
    if (known !== undefined) return known;
    const { system, domains } = this.walk.space;
    const role = (system.components[place]?.name ?? "").replace(/ \d+$/, "");
    const number = this.phaseNumber(phaseOf(role, domains[place]?.values[id] as Value));
    (this.phases[place] as number[])[id] = number;
    return number;
  }

  private placeOf(event: number): number {
    const { events } = this.walk.traits;
    const found = events[event];
    const place = found === undefined || found.kind === "action" ? -1 : (this.componentOf.get(found.node) ?? -1);
    this.places[event] = place;
    return place;
  }

  private phaseNumber(name: string): number {
    const known = this.phaseNames.indexOf(name);
    if (known >= 0) return known;
    this.times.push([]);
    return this.phaseNames.push(name) - 1;
  }

  /** Has to be told of the end of each run. */
  endRun(): void {
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
    const exercised = this.exercised();
    return {
      states: size,
      statesAreMore: seen.isFull,
      localStates: this.localStates(),
      newShare: seen.sightings === 0 ? 1 : once / seen.sightings,
      estimatedStates: Math.round(size + (once * (once - 1)) / (2 * (twice + 1))),
      newPerThousandRuns: newPerThousand(curve),
      curve,
      exercised,
      missing: missingIn(exercised),
    };
  }

  private localStates(): number {
    const { system, domains } = this.walk.space;
    return system.components.reduce(
      (sum, { show }, at) => sum + (show === undefined ? (domains[at]?.size ?? 0) : 0),
      0,
    );
  }

  private exercised(): Exercise[] {
    const names = new Map(
      this.walk.traits.events.map((event, number) => [this.walk.traits.sort[number], sortOf(event)]),
    );
    return this.times
      .flatMap((times, phase) =>
        times.map((count, sort) => ({
          sort: names.get(sort) ?? "",
          phase: this.phaseNames[phase] ?? "",
          times: count,
        })),
      )
      .filter(({ times }) => times > 0)
      .sort((a, b) => compared(a.sort, b.sort) || compared(a.phase, b.phase));
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
