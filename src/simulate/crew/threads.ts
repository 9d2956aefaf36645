/** Threads that make rounds of a simulation, beside the one that adds them up. */
import type { Worker } from "node:worker_threads";
import type { Recruiting } from "../../explore/crew/recruiting.ts";
import { startMember } from "../../explore/crew/summons.ts";
import type { Plan, RoundNotes } from "../round.ts";
import type { Board } from "./board.ts";

/** What a helper begins with. */
export interface Task {
  readonly plan: Plan;
  readonly memory: SharedArrayBuffer;
  readonly threads: number;
  /** The round that it begins with; without it, the next that nobody has taken. */
  readonly first: number | undefined;
}

export type Message =
  | { readonly kind: "ready" }
  | { readonly kind: "round"; readonly notes: RoundNotes }
  /** Its memory is about to burst. */
  | { readonly kind: "full" };

export class Helpers {
  /** Rounds that have been made and not fetched. */
  private readonly made: RoundNotes[] = [];
  private readonly lost: number[] = [];
  private readonly workers: readonly Worker[];
  private board: Board | undefined;
  private readonly hasEnded: boolean[] = [];
  private readonly isReady: boolean[] = [];
  isFull = false;

  /** Helpers are numbered from 1: the thread that has started them is one of the threads. */
  constructor(recruiting: Recruiting) {
    this.workers = Array.from({ length: recruiting.members - 1 }, (_, at) => {
      const worker = startMember(recruiting, at + 1);
      worker.on("message", (message: Message) => this.hear(at, message));
      // What one has not told of is made again by the thread that waits for it, and told there if it is an error.
      worker.on("error", () => this.end(at));
      worker.on("exit", () => this.end(at));
      return worker;
    });
  }

  private hear(at: number, message: Message): void {
    switch (message.kind) {
      case "ready":
        this.isReady[at] = true;
        break;
      case "round":
        this.made.push(message.notes);
        break;
      case "full":
        this.isFull = true;
    }
  }

  private end(at: number): void {
    if (this.hasEnded[at]) return;
    this.hasEnded[at] = true;
    const round = this.board?.takenBy(at + 1);
    if (round !== undefined) this.lost.push(round);
  }

  /** Whether some may still become ready. */
  get arePreparing(): boolean {
    return this.workers.some((_, at) => !this.isReady[at] && !this.hasEnded[at]);
  }

  get areAtWork(): boolean {
    return this.workers.some((_, at) => !this.hasEnded[at]);
  }

  /** With `first`, each begins with the round of its number. */
  begin(plan: Plan, board: Board, first: "own" | "any"): void {
    this.board = board;
    for (const [at, worker] of this.workers.entries()) {
      const round = first === "own" ? at + 1 : undefined;
      if (round !== undefined) board.tellTaken(at + 1, round);
      if (round !== undefined && this.hasEnded[at]) this.lost.push(round);
      const task: Task = { plan, memory: board.memory, threads: this.workers.length + 1, first: round };
      worker.postMessage(task);
    }
  }

  /** The rounds made since this was last asked. */
  fetch(): RoundNotes[] {
    return this.made.splice(0);
  }

  /** A round that somebody took last, and perhaps did not make. */
  takeLost(): number | undefined {
    return this.lost.shift();
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
