/** The memory that the threads of a simulation share: which rounds are taken, and when to stop. */

const NEXT = 0;
const LAST = 1;
const DONE = 2;
const STOPPED = 3;
const FIELDS = 4;
/** Of each thread: the runs and steps that it has not told of yet, and the round that it makes, plus 1. */
const PROGRESS = 3;
const TAKEN = 2;
const NO_LAST = 2 ** 31 - 1;

/** Rounds that may wait to be added up, for each thread. */
const AHEAD = 32;
/** Milliseconds that a thread waits before it looks again whether it is to stop. */
const NAP = 50;

export class Board {
  readonly memory: SharedArrayBuffer;
  private readonly fields: Int32Array;
  private readonly progress: Int32Array;
  private readonly threads: number;

  /** Rounds from 0 to `threads` - 1 are taken by the threads of those numbers. */
  static prepared(threads: number, taken: number): Board {
    const board = new Board(new SharedArrayBuffer(4 * (FIELDS + PROGRESS * threads)), threads);
    board.fields[NEXT] = taken;
    board.fields[LAST] = NO_LAST;
    return board;
  }

  constructor(memory: SharedArrayBuffer, threads: number) {
    this.memory = memory;
    this.threads = threads;
    this.fields = new Int32Array(memory, 0, FIELDS);
    this.progress = new Int32Array(memory, 4 * FIELDS);
  }

  /** The number of a round that nobody else makes. */
  claim(thread: number): number {
    const round = Atomics.add(this.fields, NEXT, 1);
    this.tellTaken(thread, round);
    return round;
  }

  tellTaken(thread: number, round: number): void {
    this.progress[PROGRESS * thread + TAKEN] = round + 1;
  }

  /** The last round that a thread has taken. */
  takenBy(thread: number): number | undefined {
    const taken = this.progress[PROGRESS * thread + TAKEN] as number;
    return taken === 0 ? undefined : taken - 1;
  }

  /** What comes after this round is not wanted. */
  endAfter(round: number): void {
    for (let last = this.last; round < last; last = this.last) Atomics.compareExchange(this.fields, LAST, last, round);
  }

  private get last(): number {
    return Atomics.load(this.fields, LAST);
  }

  isWanted(round: number): boolean {
    return round <= this.last;
  }

  stop(): void {
    Atomics.store(this.fields, STOPPED, 1);
    Atomics.notify(this.fields, DONE);
  }

  get isStopped(): boolean {
    return Atomics.load(this.fields, STOPPED) === 1;
  }

  /** So many rounds have been added up. */
  tellDone(rounds: number): void {
    Atomics.store(this.fields, DONE, rounds);
    Atomics.notify(this.fields, DONE);
  }

  /** In a helper: waits while too much waits to be added up. */
  waitFor(round: number): void {
    const ahead = AHEAD * this.threads;
    for (let done = Atomics.load(this.fields, DONE); round >= done + ahead; done = Atomics.load(this.fields, DONE)) {
      if (this.isStopped) return;
      Atomics.wait(this.fields, DONE, done, NAP);
    }
  }

  tellProgress(thread: number, { runs, steps }: { readonly runs: number; readonly steps: number }): void {
    this.progress[PROGRESS * thread] = runs;
    this.progress[PROGRESS * thread + 1] = steps;
  }

  /** What all threads are about, together. */
  get underway(): { readonly runs: number; readonly steps: number } {
    const sum = (field: number) =>
      this.progress.reduce((total, each, at) => (at % PROGRESS === field ? total + each : total), 0);
    return { runs: sum(0), steps: sum(1) };
  }
}
