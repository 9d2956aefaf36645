/**
 * What a simulation did, round by round. Of several that shared the runs of one seed it says what one would have done that stopped at the first failure of
 * all: each of them has gone on to its own.
 */
import type { LimitKind } from "../explore/limits.ts";
import { ROUND } from "./runner.ts";

export interface Tally {
  /** By round of runs, in order: steps, and runs that were cut off. */
  readonly steps: readonly number[];
  readonly cut: readonly number[];
  readonly actions: readonly TalliedAction[];
  /** The limit that left runs out. */
  readonly stoppedBy?: LimitKind;
}

export interface TalliedAction {
  readonly name: string;
  readonly isIdle: boolean;
  /** The number of the first run, from 1, in which some state enabled it. */
  readonly run?: number;
}

export class Tallies {
  private readonly steps: number[] = [];
  private readonly cut: number[] = [];
  private readonly enabledIn = new Map<string, number>();
  private round = -1;
  private stepsBefore = 0;

  /** Has to be told of each run, with what there has been by its end. Rounds may have others between them, and each is made in order. */
  note(run: number, end: { readonly steps: number; readonly isCut: boolean; readonly exercised: ReadonlySet<string> }) {
    const round = Math.floor(run / ROUND);
    if (round !== this.round) {
      this.round = round;
      this.steps.push(0);
      this.cut.push(0);
    }
    const at = this.steps.length - 1;
    this.steps[at] = (this.steps[at] ?? 0) + end.steps - this.stepsBefore;
    this.stepsBefore = end.steps;
    if (end.isCut) this.cut[at] = (this.cut[at] ?? 0) + 1;
    if (end.exercised.size === this.enabledIn.size) return;
    for (const action of end.exercised) if (!this.enabledIn.has(action)) this.enabledIn.set(action, run + 1);
  }

  tally(names: readonly string[], idle: readonly string[], stoppedBy: LimitKind | undefined): Tally {
    const actions = names.map((name): TalliedAction => {
      const run = this.enabledIn.get(name);
      return { name, isIdle: idle.includes(name), ...(run !== undefined && { run }) };
    });
    return { steps: this.steps, cut: this.cut, actions, ...(stoppedBy !== undefined && { stoppedBy }) };
  }
}
