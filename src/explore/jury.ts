/** Properties in parts that are judged and remembered each by itself: the whole of a property, or what it says of one member. */
import type { Judged } from "../define/property.ts";
import { bitOf } from "../space/component-mask.ts";
import type { Space } from "../space/space.ts";
import { Readers } from "./readers.ts";
import { VerdictTree } from "./verdict-tree.ts";

/** What has become of a property so far. */
export interface Standing<State> {
  readonly property: Judged<State>;
  /** It speaks of so many members, each by itself; undefined if it speaks of the whole. */
  readonly members: number | undefined;
  /** How often the property itself ran. */
  evaluations: number;
  /** The state in which it was first violated, or first reached; for a step the one that the step leaves. -1 while there is none. */
  decidedAt: number;
  /** The ids of the state that a violating step leads to. */
  stepTo: Int32Array | undefined;
}

export interface Part<State> {
  readonly number: number;
  readonly standing: Standing<State>;
  readonly member: number | undefined;
  readonly tree: VerdictTree;
}

export class Jury<State> {
  readonly parts: readonly Part<State>[];
  readonly readers: Readers;
  /** The parts whose property is not decided yet, as bits, 32 a word. */
  readonly undecided: Int32Array;
  /** Whether nobody has anything left to decide. */
  isDismissed = true;

  constructor(space: Space<State>, standings: readonly Standing<State>[]) {
    this.parts = standings
      .flatMap((standing) => membersOf(standing).map((member) => ({ standing, member, tree: new VerdictTree() })))
      .map((part, number) => ({ number, ...part }));
    this.readers = new Readers(space.projections, space.domains.length, this.parts.length);
    this.undecided = new Int32Array(this.readers.concerned.length);
    this.summon();
  }

  /** Nothing is decided. */
  summon(): void {
    this.undecided.fill(0);
    for (const { number } of this.parts) {
      const word = number >>> 5;
      this.undecided[word] = (this.undecided[word] as number) | bitOf(number);
    }
    this.isDismissed = this.parts.length === 0;
  }

  /** A property that is decided need not be asked again. */
  dismiss(standing: Standing<State>): void {
    for (const { number, standing: other } of this.parts) {
      const word = number >>> 5;
      if (other === standing) this.undecided[word] = (this.undecided[word] as number) & ~bitOf(number);
    }
    this.isDismissed = this.undecided.every((bits) => bits === 0);
  }
}

function membersOf<State>({ members }: Standing<State>): readonly (number | undefined)[] {
  return members === undefined ? [undefined] : [...Array(members).keys()];
}
