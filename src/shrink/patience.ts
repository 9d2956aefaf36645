/** How long to go on: until the time is up or the user wants to stop. What is best by then is kept. */

/** Milliseconds of work before the event loop gets a turn, without which no interruption would be heard of. */
const SLICE = 30;

export class Patience {
  stoppedBy: "time" | "interrupted" | undefined;
  private readonly deadline: number;
  private readonly signal: AbortSignal | undefined;
  private turn = performance.now();

  /** `seconds` from now. */
  constructor(seconds: number, signal: AbortSignal | undefined) {
    this.deadline = performance.now() + 1000 * seconds;
    this.signal = signal;
  }

  /** Seconds that are left. */
  get left(): number {
    return Math.max(0, this.deadline - performance.now()) / 1000;
  }

  async isOver(): Promise<boolean> {
    const now = performance.now();
    if (now - this.turn > SLICE) {
      await new Promise(setImmediate);
      this.turn = performance.now();
    }
    if (this.signal?.aborted) this.stoppedBy = "interrupted";
    else if (now >= this.deadline) this.stoppedBy ??= "time";
    return this.stoppedBy !== undefined;
  }
}
