/** How soon a seeded bug is met by chance, and how long the run is when it has been shrunk: of several seeds the one in the middle. */
import type { Checkable } from "../define/model.ts";
import type { Judged } from "../define/property.ts";
import { heapIsFull } from "../explore/limits.ts";
import { Patience } from "../shrink/patience.ts";
import { type Failure, shrink } from "../shrink/shrink.ts";
import { PORTFOLIO, strategiesNamed } from "../simulate/portfolio.ts";
import { resolved } from "../simulate/resolve.ts";
import { ROUND, Runner } from "../simulate/runner.ts";
import { DEFAULT_DEPTH } from "../simulate/simulate.ts";
import type { Mutant } from "./mutant.ts";

export interface Chances {
  /** So many, from 1 on. */
  readonly seeds: number;
  /** After so many runs, rounded up to whole rounds, a seed is given up. */
  readonly runs: number;
  /** All in turn, if absent. */
  readonly strategy?: string;
}

export interface Met {
  readonly method: string;
  readonly seeds: number;
  /** Runs that each seed has made that has not met it. When it is known which seed is in the middle, the others make no more. */
  readonly within: number;
  /** Seeds that have met it by then. */
  readonly met: number;
  /** Runs to the first failure: as many seeds need fewer as need more. Absent if too many of them have not met it. */
  readonly runs: number | undefined;
  /** Its steps after shrinking, in the middle of the seeds that have met it. */
  readonly shrunk: number | undefined;
}

/** The runs are those that `synod simulate` makes with each seed. Nothing is returned of what no run shows. */
export async function metAtRandom(
  { build, expected }: Mutant,
  chances: Chances,
  signal: AbortSignal,
): Promise<Met | undefined> {
  const model = build();
  const property = model.properties.find(({ name }) => name === expected);
  // What can still happen is not seen in a run.
  if (property === undefined || property.kind === "possible") return undefined;
  const { seeds, strategy: method = PORTFOLIO } = chances;
  const race = new Race(model, property, chances, signal);
  await race.toTheMiddle();
  const { within, meetings } = race;
  const runs = meetings.map((meeting) => meeting.runs).sort(ascending);
  const lengths = await shrunkLengths(model, meetings, signal);
  return {
    method,
    seeds,
    within,
    met: runs.length,
    runs: runs[middleOf(seeds)],
    shrunk: lengths[middleOf(lengths.length)],
  };
}

function middleOf(count: number): number {
  return Math.floor(count / 2);
}

function ascending(a: number, b: number): number {
  return a - b;
}

async function shrunkLengths(model: Checkable, meetings: readonly Meeting[], signal: AbortSignal): Promise<number[]> {
  const lengths: number[] = [];
  for (const { failure } of meetings) {
    const shrunk = await shrink(model, failure, { signal });
    if (shrunk !== undefined) lengths.push(shrunk.steps.length);
  }
  return lengths.sort(ascending);
}

/** The first failure of a seed. */
interface Meeting {
  readonly runs: number;
  readonly failure: Failure;
}

/**
 * All seeds, round by round: so a seed that is slow makes no more runs than it takes to know that it is. They use one space, since runs do not depend on
 * what it has learned.
 */
class Race {
  readonly meetings: Meeting[] = [];
  within = 0;
  private readonly model: Checkable;
  private readonly property: Judged<unknown>;
  private readonly chances: Chances;
  private readonly patience: Patience;
  private runner: Runner<unknown>;

  constructor(model: Checkable, property: Judged<unknown>, chances: Chances, signal: AbortSignal) {
    this.model = model;
    this.property = property;
    this.chances = chances;
    this.patience = new Patience(Number.POSITIVE_INFINITY, signal);
    this.runner = this.freshRunner();
  }

  private freshRunner(): Runner<unknown> {
    const { model, property, chances } = this;
    const strategies = strategiesNamed(chances.strategy ?? PORTFOLIO);
    return new Runner(
      { system: model.system.fresh(), properties: [property] },
      { seed: 1, strategies, depth: DEFAULT_DEPTH },
    );
  }

  async toTheMiddle(): Promise<void> {
    const { seeds, runs } = this.chances;
    let racing = Array.from({ length: seeds }, (_, at) => at + 1);
    while (this.meetings.length <= middleOf(seeds) && this.within < runs) {
      const left: number[] = [];
      for (const seed of racing) {
        const meeting = await this.round(seed);
        if (meeting === undefined) left.push(seed);
        else this.meetings.push(meeting);
        if (await this.patience.isOver()) return;
      }
      racing = left;
      this.within += ROUND;
    }
  }

  private async round(seed: number): Promise<Meeting | undefined> {
    const { within: from } = this;
    // All that it has learned can be learned again.
    if (heapIsFull()) this.runner = this.freshRunner();
    const { runner } = this;
    runner.startAfresh(seed);
    for (let run = from; run < from + ROUND; run++) {
      if (runner.play(run) === "violated") return { runs: run + 1, failure: this.failure() };
      if (await this.patience.isOver()) return undefined;
    }
    return undefined;
  }

  private failure(): Failure {
    const { runner, model, property } = this;
    const { initial } = runner.schedule;
    return { property: property.name, initial, steps: resolved(model.system.fresh(), runner.schedule) };
  }
}
