/**
 * One of several searchers, each in a thread of its own and each with its share of the states: those whose weighted sum of ids says so. A member expands its
 * states, sends every successor to the member it belongs to, and takes in what it was sent. They go level by level, and in rounds within a level:
 *
 *   expand until a box of mail is full, and post what was learned · meet · take in the mail, and study what the others have learned
 *
 * Rounds write to two sides in turn, so that one meeting a round is enough: whoever is ahead writes to the side that nobody reads any more.
 *
 * Nobody learns anything about the definition while expanding: a state that would need it is put off to the next round, and what it needs is posted. All study
 * the same lessons in the same order, so ids agree. Mail is taken in by sender and in the order of sending, which is all that leaving out old
 * successors needs (space/diamonds.ts): a successor comes before another if it is taken in before it.
 */
import type { Checkable } from "../../define/model.ts";
import { Batch } from "../../space/batch.ts";
import { Layout } from "../../space/layout.ts";
import { Lessons } from "../../space/lessons.ts";
import { ownerOf } from "../../space/shares.ts";
import { Space, TOO_NARROW, WANTING } from "../../space/space.ts";
import { UNWATCHED } from "../../space/watch.ts";
import { hashRow } from "../hash.ts";
import { Judge } from "../judge.ts";
import { heapIsFull, type LimitKind } from "../limits.ts";
import { RecentRows } from "../recent-rows.ts";
import { type Arena, NO_PARENT, Visited } from "../visited.ts";
import {
  BUSY,
  type Ground,
  HAS_FAILED,
  HAS_GROWN,
  OUT_OF_MEMORY,
  PROGRESS,
  type Report,
  reasonIn,
  report,
  reportsOn,
  type Side,
  stopAsked,
} from "./ground.ts";
import type { Handover, Share } from "./handover.ts";
import { lengthOf, studyDefinition, studyVerdicts } from "./study.ts";

/** From so many states on, in all, layouts leave room (search.ts). */
const MANY = 1 << 18;

export class Member<State> {
  private readonly space: Space<State>;
  private readonly judge: Judge<State>;
  private readonly visited: Visited;
  private readonly ground: Ground;
  private readonly me: number;
  /** The arenas by place: one a member, and one of the former search. */
  private readonly arenas: readonly Arena[];
  private readonly found: Batch;
  private readonly taken: Batch;
  /** What is to be posted, and from where on. */
  private readonly notes = new Lessons();
  private posted = 0;
  private putOff: number[] = [];
  private cursor = 0;
  private levelEnd = 0;
  private levels: number;
  private generated = 0;
  private terminal = 0;
  private readonly reached = new Map<string, number>();
  private readonly maxDepth: number;
  private readonly maxStates: number;
  private hasFailed = false;
  private isOutOfMemory = false;
  /** Mail, or lessons, should be exchanged before anything else is expanded. */
  private isLaden = false;
  private rounds = 0;
  private recent: RecentRows;

  constructor(model: Checkable<State>, ground: Ground, me: number, handover: Handover) {
    const space = new Space(model.system);
    this.space = space;
    this.judge = new Judge(
      space,
      model.properties.filter((property) => property.kind !== "possible"),
    );
    this.ground = ground;
    this.me = me;
    this.arenas = ground.arenas;
    this.levels = handover.levels;
    this.maxDepth = handover.maxDepth;
    this.maxStates = handover.maxStates;
    const { lessons } = handover;
    studyDefinition(lessons, 0, lessons.length, space);
    space.relayout(new Layout(handover.sizes));
    studyVerdicts(lessons, 0, lessons.length, space, this.judge);
    for (const name of handover.decided) this.judge.dismiss(name);
    const { words } = space.layout;
    // Senders know what is recent.
    this.visited = new Visited(words, this.arenas[me] as Arena, "all are looked up");
    this.found = new Batch(ground.sizes.batch, words);
    this.taken = new Batch(ground.sizes.batch, words);
    this.recent = new RecentRows(words);
    this.adopt(handover);
    space.wanted = this.notes;
    this.judge.lessons = this.notes;
  }

  /** Takes over those states of the former search that are this member's. */
  private adopt({ size, cursor }: Handover): void {
    const { space, taken, ground } = this;
    const { rows, parents, via } = this.arenas[ground.members] as Arena;
    const { words } = space.layout;
    for (let state = 0; state < size; state++) {
      if (state === cursor) {
        this.takeAll();
        this.cursor = this.visited.size;
      }
      const share = space.share(space.unpack(rows, state * words));
      if (ownerOf(share, ground.members) !== this.me) continue;
      taken.reserve(1);
      taken.rows.set(rows.subarray(state * words, (state + 1) * words), taken.size * words);
      const parent = parents[state] as number;
      taken.parents[taken.size] = parent === NO_PARENT ? NO_PARENT : this.reference(parent, ground.members);
      taken.via[taken.size++] = via[state] as number;
      if (taken.isFull) this.takeAll();
    }
    this.takeAll();
    this.levelEnd = this.visited.size;
  }

  private takeAll(): void {
    this.visited.take(this.taken, () => false);
  }

  /** A state anywhere, as one number: where it lies, and its number there. */
  private reference(state: number, place: number): number {
    return state * this.arenas.length + place;
  }

  /** Searches to the end, together with the others. Yields where it has to meet them. */
  *search(): Generator<"meet", Share, void> {
    for (;;) {
      this.expandSome();
      this.post();
      yield "meet";
      this.takeMail();
      const reports = reportsOn(this.side);
      if (reports.some(({ flags }) => (flags & HAS_FAILED) !== 0)) return this.share("failed");
      if (reports.some(({ signature }) => signature !== reports[0]?.signature)) return this.share("failed");
      const stoppedBy = reports.map(reasonIn).find((reason) => reason !== undefined) ?? this.tooMany(reports);
      if (stoppedBy !== undefined) return this.share(stoppedBy);
      this.study();
      if (!this.space.fits) {
        // Nobody may look at rows that another one is moving.
        yield "meet";
        this.move(reports);
        yield "meet";
      }
      this.rounds++;
      if (reports.some(({ flags }) => (flags & BUSY) !== 0)) continue;
      if (reports.every(({ flags }) => (flags & HAS_GROWN) === 0)) return this.share(undefined);
      this.levels++;
      this.visited.foresee(this.visited.size - this.levelEnd);
      this.levelEnd = this.visited.size;
      if (this.levels > this.maxDepth) return this.share("depth");
    }
  }

  private get side(): Side {
    return this.ground.sides[(this.rounds & 1) as 0 | 1];
  }

  private tooMany(reports: readonly Report[]): LimitKind | undefined {
    return reports.reduce((sum, { size }) => sum + size, 0) > this.maxStates ? "states" : undefined;
  }

  /** Expands states until mail or lessons must be exchanged. */
  private expandSome(): void {
    for (const box of this.boxes) box[0] = 0;
    const putOff = this.putOff;
    this.putOff = [];
    for (const state of putOff) this.expand(state);
    while (this.cursor < this.levelEnd && !this.isLaden && !this.hasFailed) this.expand(this.cursor++);
    this.send();
    this.isLaden = false;
  }

  /** For what is sent in this round. */
  private get boxes(): readonly Int32Array[] {
    return this.side.mail[this.me] as readonly Int32Array[];
  }

  private expand(state: number): void {
    const { space, visited, judge, found, arenas } = this;
    const { words } = found;
    const parent = visited.parents[state] as number;
    const parentRows = parent === NO_PARENT ? visited.rows : (arenas[parent % arenas.length] as Arena).rows;
    const parentBase = parent === NO_PARENT ? -1 : Math.floor(parent / arenas.length) * words;
    if (judge.judgesSteps) judge.beginSteps(state, visited.rows, state * words, parentRows, parentBase);
    const via = parent === NO_PARENT ? 0 : (visited.via[state] as number);
    const watch = judge.judgesSteps ? judge.watch : UNWATCHED;
    const count = space.expand(visited.rows, state, found, parentRows, parentBase, via, watch);
    if (count === WANTING) {
      this.isLaden ||= this.putOff.push(state) >= this.ground.sizes.reserve;
      return;
    }
    if (count === TOO_NARROW) this.hasFailed = true;
    if (count === 0) this.terminal++;
    this.generated += count;
    if (found.isFull) this.send();
  }

  /** Judges the steps that have been found, and puts where they lead into the boxes of those it belongs to. */
  private send(): void {
    const { found, ground, judge, visited, boxes, recent } = this;
    const { words, rows, shares, via, parents } = found;
    const stride = words + 2;
    for (let each = 0; each < found.size; each++) {
      const from = parents[each] as number;
      if (judge.judgesSteps && judge.judgeStep(from, visited.rows, from * words, rows, each * words))
        this.hasFailed = true;
      if (recent.has(rows, each * words, hashRow(rows, each * words, words))) continue;
      const box = boxes[ownerOf(shares[each] as number, ground.members)] as Int32Array;
      const count = box[0] as number;
      let at = 1 + count * stride;
      if (at + stride > box.length) {
        this.hasFailed = true;
        break;
      }
      for (let word = 0; word < words; word++) box[at++] = rows[each * words + word] as number;
      box[at++] = this.reference(from, this.me);
      box[at] = via[each] as number;
      box[0] = count + 1;
      this.isLaden ||= at + ground.sizes.reserve * stride > box.length;
    }
    found.size = 0;
  }

  /** Takes in what has been sent here, sender by sender. */
  private takeMail(): void {
    const { side, taken } = this;
    const { words } = taken;
    for (const boxes of side.mail) {
      const box = boxes[this.me] as Int32Array;
      let at = 1;
      for (let left = box[0] as number; left > 0 && !this.hasFailed; left--) {
        for (let word = 0; word < words; word++) taken.rows[taken.size * words + word] = box[at++] as number;
        taken.parents[taken.size] = box[at++] as number;
        taken.via[taken.size++] = box[at++] as number;
        if (taken.isFull) this.take();
      }
      this.take();
    }
  }

  private take(): void {
    const { visited, taken, judge, arenas } = this;
    const { words } = taken;
    if (!visited.hasRoomFor(taken.size)) {
      taken.size = 0;
      this.isOutOfMemory = true;
      return;
    }
    visited.take(taken, (state) => {
      const parent = visited.parents[state] as number;
      const { rows } = arenas[parent % arenas.length] as Arena;
      const base = Math.floor(parent / arenas.length) * words;
      if (judge.judgeState(state, visited.rows, state * words, rows, base)) this.hasFailed = true;
      return this.hasFailed;
    });
    for (const { property, decidedAt } of judge.standings)
      if (decidedAt >= 0 && !this.reached.has(property.name)) this.reached.set(property.name, this.levels);
  }

  /** Posts lessons, as many as there is room for, and a report. */
  private post(): void {
    const { notes, ground, side, space, visited } = this;
    const board = side.boards[this.me] as Int32Array;
    let end = this.posted;
    while (end < notes.size) {
      const length = lengthOf(notes.items, end, space);
      if (end + length - this.posted >= board.length) break;
      end += length;
    }
    board[0] = end - this.posted;
    board.set(notes.items.subarray(this.posted, end), 1);
    this.posted = end;
    if (end === notes.size) notes.size = this.posted = 0;
    const isSending = this.boxes.some((box) => box[0] !== 0);
    const isBusy = this.cursor < this.levelEnd || this.putOff.length > 0 || notes.size > 0 || isSending;
    report(side, this.me, {
      flags:
        (isBusy ? BUSY : 0) |
        (visited.size > this.levelEnd ? HAS_GROWN : 0) |
        (this.hasFailed ? HAS_FAILED : 0) |
        (this.isOutOfMemory || heapIsFull() ? OUT_OF_MEMORY : stopAsked(ground)),
      size: visited.size,
      signature: space.signature,
    });
    ground.progress.set(
      [visited.size, this.cursor - this.putOff.length, this.generated, this.levels],
      PROGRESS * this.me,
    );
  }

  /** Learns what anybody has met for the first time, in an order that is the same for all. */
  private study(): void {
    const { side, space, judge } = this;
    for (const board of side.boards) studyDefinition(board, 1, 1 + (board[0] as number), space);
    for (const board of side.boards) studyVerdicts(board, 1, 1 + (board[0] as number), space, judge);
  }

  /** Makes room for what has been learned, as all do then. */
  private move(reports: readonly Report[]): void {
    const { space, visited } = this;
    const size = reports.reduce((sum, each) => sum + each.size, 0);
    const from = space.layout;
    const to = space.fittingLayout(size < MANY ? 0 : 1);
    space.relayout(to);
    visited.repack(from, to);
    this.found.reset(to.words);
    this.taken.reset(to.words);
    this.recent = new RecentRows(to.words);
  }

  private share(end: LimitKind | "failed" | undefined): Share {
    const { space, judge, visited } = this;
    return {
      hasFailed: end === "failed",
      stoppedBy: end === "failed" ? undefined : end,
      size: visited.size,
      frontier: visited.size - this.cursor + this.putOff.length,
      generated: this.generated,
      terminal: this.terminal,
      levels: this.levels,
      reached: [...this.reached],
      evaluations: judge.standings.map(({ evaluations }) => evaluations),
      exercised: [...space.exercised],
      reachedBounds: space.system.bounds.map(({ reached }) =>
        reached((component) => space.domains[component]?.values ?? []),
      ),
      built: space.built,
      blocks: space.blocks,
      words: space.layout.words,
    };
  }
}
