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
  /** Whether an actor may take steps of a sort. */
  private readonly may = new PerRun();
  private readonly admitted = new PerRun();
  private random!: Random;
  private rarity = 1;

  begin(random: Random): void {
    this.random = random;
    this.may.forget();
    this.admitted.forget();
    this.rarity = 1 + random.below(8);
  }

  choose(sight: Sight): number {
    const isRare = !this.random.oneIn(this.rarity);
    return narrowed(sight, this.random, (event, { traits }) => {
      if (traits.isSpontaneous[event] === false) return true;
      return !isRare && this.isAdmitted(traits.sort[event] as number, traits.actor[event] as number);
    });
  }

  /** The first two that are lucky. */
  private isAdmitted(sort: number, actor: number): boolean {
    const key = sort * ACTORS + (actor % ACTORS);
    if (this.may.has(key)) return this.may.get(key) === 1;
    const before = this.admitted.has(sort) ? this.admitted.get(sort) : 0;
    const may = before < FEW && this.random.oneIn(2);
    if (may) this.admitted.set(sort, before + 1);
    this.may.set(key, may ? 1 : 0);
    return may;
  }
}
