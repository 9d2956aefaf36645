/** Adds rounds up in their order, whoever made them: what comes out is what one thread alone finds. */
import { Coverage } from "./coverage.ts";
import type { MetFailure, RoundNotes } from "./round.ts";
import { RoundLog } from "./round-log.ts";
import { ROUND } from "./runner.ts";

export class Tally {
  readonly coverage = new Coverage();
  readonly log = new RoundLog();
  /** By witness, the first run that reached it. */
  readonly reached = new Map<string, number>();
  readonly failures: MetFailure[] = [];
  evaluations: readonly number[] = [];
  /** Who made them. */
  readonly makers = new Set<number>();
  runs = 0;
  steps = 0;
  cut = 0;
  violated = false;
  /** The round that is added next. */
  next = 0;
  private readonly waiting = new Map<number, RoundNotes>();

  /** Takes a round, and adds up all whose turn it is. */
  take(notes: RoundNotes): void {
    if (notes.round < this.next || this.waiting.has(notes.round)) return;
    this.waiting.set(notes.round, notes);
    for (let due = this.waiting.get(this.next); due !== undefined; due = this.waiting.get(this.next)) {
      this.waiting.delete(this.next++);
      this.add(due);
    }
  }

  /** Where the runs are cut short, some rounds are missing, and the others are added up all the same. */
  takeRest(): void {
    for (const notes of [...this.waiting.values()].sort((a, b) => a.round - b.round)) this.add(notes);
    this.waiting.clear();
  }

  private add(notes: RoundNotes): void {
    if (this.violated) return;
    this.violated = notes.violated;
    this.makers.add(notes.maker);
    this.runs += notes.runs;
    this.steps += notes.steps;
    this.cut += notes.cut;
    this.coverage.add(notes);
    const { from, steps, cut, actions } = notes;
    this.log.note({ round: Math.floor(from / ROUND), steps, cut, actions });
    for (const [name, run] of notes.reached) if (!this.reached.has(name)) this.reached.set(name, run + 1);
    for (const failure of notes.failures)
      if (!this.failures.some(({ property }) => property === failure.property)) this.failures.push(failure);
    this.evaluations = notes.evaluations.map((count, at) => count + (this.evaluations[at] ?? 0));
  }
}
