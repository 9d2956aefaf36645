/**
 * Targeted: of each sort of step that comes of itself, at most two nodes take it, so that two leaders fight to the end instead of many for a moment; and
 * such steps are rarer than in a fair run.
 */
import { PerRun } from "../per-run.ts";
import type { Random } from "../random.ts";
import type { Sight } from "../sight.ts";
import type { Scheduler, Strategy } from "../strategy.ts";
import { narrowed } from "./narrowed.ts";

const FEW = 2;
/** Actors of one sort that are told apart. */
const ACTORS = 1 << 10;

export const few: Strategy = {
  name: "few",
  about: "of each sort of time-out, fault and action at most two nodes take it",
  scheduler: () => new Fighters(),
};

class Fighters implements Scheduler {
  /** Who has taken a step of a sort, and how many have. */
  private readonly hasTaken = new PerRun();
  private readonly takers = new PerRun();
  private random!: Random;
  private rarity = 1;

  begin(random: Random): void {
    this.random = random;
    this.hasTaken.forget();
    this.takers.forget();
    this.rarity = 1 + random.below(8);
  }

  choose(sight: Sight): number {
    const { traits, last } = sight;
    if (last >= 0 && traits.isSpontaneous[last] === true) this.note(sight);
    const isAnswer = (event: number) => traits.isSpontaneous[event] === false;
    const isAdmitted = (event: number) => isAnswer(event) || this.mayTake(event, sight);
    return this.random.oneIn(this.rarity)
      ? narrowed(sight, this.random, isAdmitted)
      : narrowed(sight, this.random, isAnswer, isAdmitted);
  }

  private note({ traits, last }: Sight): void {
    const sort = traits.sort[last] as number;
    const key = keyOf(sort, traits.actor[last] as number);
    if (this.hasTaken.has(key)) return;
    this.hasTaken.set(key, 1);
    this.takers.set(sort, this.takersOf(sort) + 1);
  }

  private mayTake(event: number, { traits }: Sight): boolean {
    const sort = traits.sort[event] as number;
    return this.takersOf(sort) < FEW || this.hasTaken.has(keyOf(sort, traits.actor[event] as number));
  }

  private takersOf(sort: number): number {
    return this.takers.has(sort) ? this.takers.get(sort) : 0;
  }
}

function keyOf(sort: number, actor: number): number {
  return sort * ACTORS + (actor % ACTORS);
}
