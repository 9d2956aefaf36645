/** Makes the rounds of a simulation and has them added up, with the help of other threads if there are any. */
import type { Checkable } from "../../define/model.ts";
import type { Recruiting } from "../../explore/crew/recruiting.ts";
import { firstRunOf, type Plan, RoundMaker, type RoundNotes } from "../round.ts";
import { Tally } from "../tally.ts";
import { Board } from "./board.ts";
import { Helpers } from "./threads.ts";

const ME = 0;
/** Seconds that the runs must take from now on before others are asked to help: they need some of their own to be ready. */
const LONG = 5;
/** Seconds after which that can be told. */
const EARLY = 2;
/** Milliseconds in which helpers have to tell what they have when all is to stop. */
const GRACE = 5000;
const NAP = 2;

interface Making<State> {
  readonly maker: RoundMaker<State>;
  readonly round: number;
}

export class Rounds<State> {
  readonly tally = new Tally();
  private readonly model: Checkable<State>;
  private readonly plan: Plan;
  private readonly recruiting: Recruiting | undefined;
  private readonly maker: RoundMaker<State>;
  private board = Board.prepared(1, 0);
  private helpers: Helpers | undefined;
  private hasBegun = false;
  private making: Making<State> | undefined;
  private thrown: { readonly round: number; readonly failure: unknown } | undefined;
  private isLastTaken = false;

  constructor(model: Checkable<State>, plan: Plan, recruiting: Recruiting | undefined) {
    this.model = model;
    this.plan = plan;
    this.recruiting = recruiting;
    this.maker = new RoundMaker(model, plan, ME);
  }

  get isDone(): boolean {
    return this.tally.violated || firstRunOf(this.tally.next, this.plan) >= this.plan.limit;
  }

  get isOutOfMemory(): boolean {
    return this.helpers?.isFull ?? false;
  }

  /** Runs and steps so far, also of rounds that are not added up yet. */
  get progress(): { readonly runs: number; readonly steps: number } {
    const { underway } = this.board;
    return { runs: this.tally.runs + underway.runs, steps: this.tally.steps + underway.steps };
  }

  /** Where help was asked for: waits until it is there. */
  async prepare(signal: AbortSignal | undefined): Promise<void> {
    if (this.recruiting?.atOnce !== true || this.recruiting.members < 2) return;
    this.helpers = new Helpers(this.recruiting);
    while (this.helpers.arePreparing && !signal?.aborted) await pause(NAP);
    const { members } = this.recruiting;
    this.board = Board.prepared(members, members);
    this.board.tellTaken(ME, 0);
    this.making = this.begin(this.maker, 0);
    this.hasBegun = true;
    this.helpers.begin(this.plan, this.board, "own");
  }

  /** Where nobody asked: hires others if it has lasted, and will last. */
  considerHelp(seconds: number, secondsLeft: number): void {
    const { recruiting } = this;
    if (recruiting === undefined || recruiting.atOnce || recruiting.members < 2) return;
    if (this.helpers === undefined && seconds > EARLY && secondsLeft > LONG) this.helpers = new Helpers(recruiting);
    if (this.helpers === undefined || this.hasBegun || this.helpers.arePreparing) return;
    this.hasBegun = true;
    const underway = this.making?.round ?? this.tally.next;
    const board = Board.prepared(recruiting.members, this.making === undefined ? this.tally.next : underway + 1);
    board.tellDone(this.tally.next);
    this.board = board;
    this.helpers.begin(this.plan, board, "any");
  }

  /** Makes runs for about so many milliseconds; adds up what is there. Throws what a definition throws, when it is its turn. */
  async work(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    this.fetch();
    while (!this.isDone && performance.now() < deadline) {
      if (this.thrown?.round === this.tally.next) throw this.thrown.failure;
      this.making ??= this.another();
      if (this.making === undefined) {
        await pause(NAP);
        this.fetch();
      } else this.go(this.making, deadline);
    }
  }

  private fetch(): void {
    for (const notes of this.helpers?.fetch() ?? []) this.tell(notes);
    if (this.hasBegun) this.board.tellDone(this.tally.next);
  }

  /** The next round to make: one that was lost, else one that nobody has taken. */
  private another(): Making<State> | undefined {
    const lost = this.helpers?.takeLost();
    // What was found in later rounds is known to the one who makes them; an earlier one is made as if by somebody else.
    if (lost !== undefined && lost >= this.tally.next)
      return this.begin(new RoundMaker(this.model, this.plan, ME), lost);
    if (this.isLastTaken) return undefined;
    const round = this.board.claim(ME);
    this.isLastTaken = firstRunOf(round, this.plan) >= this.plan.limit || !this.board.isWanted(round);
    return this.isLastTaken ? undefined : this.begin(this.maker, round);
  }

  private begin(maker: RoundMaker<State>, round: number): Making<State> {
    maker.begin(round);
    return { maker, round };
  }

  private go({ maker, round }: Making<State>, deadline: number): void {
    try {
      maker.make(() => performance.now() >= deadline);
    } catch (failure) {
      if (this.thrown === undefined || round < this.thrown.round) this.thrown = { round, failure };
      this.board.endAfter(round);
      this.making = undefined;
      return;
    }
    this.board.tellProgress(ME, maker.isDone ? { runs: 0, steps: 0 } : maker.underway);
    if (maker.isDone) this.finish(maker);
  }

  private finish(maker: RoundMaker<State>): void {
    this.making = undefined;
    this.tell(maker.take());
  }

  private tell(notes: RoundNotes): void {
    if (notes.violated) this.board.endAfter(notes.round);
    this.tally.take(notes);
  }

  /** Ends before its time: what has been made counts, as far as it is. */
  async stop(): Promise<void> {
    this.board.stop();
    const deadline = performance.now() + GRACE;
    while (this.hasBegun && this.helpers?.areAtWork && performance.now() < deadline) await pause(NAP);
    this.fetch();
    if (this.making !== undefined) this.finish(this.making.maker);
    this.tally.takeRest();
  }

  async dismiss(): Promise<void> {
    await this.helpers?.dismiss();
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
