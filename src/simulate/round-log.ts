/**
 * What a simulation did, round by round. Of several that shared the runs of one seed it says what one would have done that stopped at the first failure of
 * all: each of them has gone on to its own.
 */
import type { LimitKind } from "../explore/limits.ts";

export interface RoundFigures {
  /** By round of runs, in order: steps, and runs that were cut off. */
  readonly steps: readonly number[];
  readonly cut: readonly number[];
  readonly actions: readonly LoggedAction[];
  /** The limit that left runs out. */
  readonly stoppedBy?: LimitKind;
}

export interface LoggedAction {
  readonly name: string;
  readonly isIdle: boolean;
  /** The first round, from 0, in which some state enabled it. */
  readonly round?: number;
}

export interface RoundNote {
  readonly round: number;
  readonly steps: number;
  readonly cut: number;
  /** Actions that some state has enabled by now. */
  readonly actions: Iterable<string>;
}

export class RoundLog {
  private readonly steps: number[] = [];
  private readonly cut: number[] = [];
  private readonly enabledIn = new Map<string, number>();
  private round = -1;

  /** Notes a round or a part of it. Rounds may have others between them, and come in their order. */
  note({ round, steps, cut, actions }: RoundNote): void {
    if (round !== this.round) {
      this.round = round;
      this.steps.push(0);
      this.cut.push(0);
    }
    const at = this.steps.length - 1;
    this.steps[at] = (this.steps[at] ?? 0) + steps;
    this.cut[at] = (this.cut[at] ?? 0) + cut;
    for (const action of actions) if (!this.enabledIn.has(action)) this.enabledIn.set(action, round);
  }

  figures(names: readonly string[], idle: readonly string[], stoppedBy: LimitKind | undefined): RoundFigures {
    const actions = names.map((name): LoggedAction => {
      const round = this.enabledIn.get(name);
      return { name, isIdle: idle.includes(name), ...(round !== undefined && { round }) };
    });
    return { steps: this.steps, cut: this.cut, actions, ...(stoppedBy !== undefined && { stoppedBy }) };
  }
}
