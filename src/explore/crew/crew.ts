/**
 * Several threads that take a search over. They are hired while it goes on alone, because it takes them a while to load the model; when all are ready, and a
 * level is done, they get what it has found and learned. If anything comes up that is more than counting, a violation, an error, the search is made again by
 * one thread from the start: so what it reports does not depend on how many there were.
 */
import type { Worker } from "node:worker_threads";
import type { LimitKind } from "../limits.ts";
import type { Coverage } from "../search.ts";
import type { Arena } from "../visited.ts";
import { askToStop, type Ground, PROGRESS, prepareGround } from "./ground.ts";
import type { Handover, Share } from "./handover.ts";
import type { Recruiting } from "./recruiting.ts";
import { startMember } from "./summons.ts";

/** What a member begins with. */
export interface Task {
  readonly ground: Ground;
  readonly handover: Handover;
}

type Message = { readonly kind: "ready" } | { readonly kind: "done"; readonly share: Share };

export class Crew {
  private readonly workers: readonly Worker[];
  private readonly shares: Share[] = [];
  private ground: Ground | undefined;
  private ready = 0;
  private hasFailed = false;

  constructor(recruiting: Recruiting) {
    this.workers = Array.from({ length: recruiting.members }, (_, me) => {
      const worker = startMember(recruiting, me);
      worker.on("message", (message: Message) => this.hear(me, message));
      worker.on("error", () => {
        this.hasFailed = true;
      });
      // One that ends without a word has not found the model.
      worker.on("exit", () => {
        this.hasFailed ||= this.shares[me] === undefined;
      });
      return worker;
    });
  }

  private hear(me: number, message: Message): void {
    if (message.kind === "ready") this.ready++;
    else this.shares[me] = message.share;
  }

  get isPreparing(): boolean {
    return this.ready < this.workers.length && !this.hasFailed;
  }

  get isReady(): boolean {
    return this.ready === this.workers.length && !this.hasFailed;
  }

  /** Memory is reserved only now: a process that has reserved much cannot start others, and loading a model may have to. */
  begin(former: Arena, bytes: number, handover: Handover): void {
    this.ground = prepareGround(this.workers.length, bytes, former);
    const task: Task = { ground: this.ground, handover };
    for (const worker of this.workers) worker.postMessage(task);
  }

  /** Whether all have come to an end, or one has failed, for which the others would wait for ever. */
  get isDone(): boolean {
    return this.hasFailed || this.workers.every((_, me) => this.shares[me] !== undefined);
  }

  stop(why: LimitKind): void {
    if (this.ground !== undefined) askToStop(this.ground, why);
  }

  /** What each has found, or nothing if one search has to find out what came up. */
  get outcome(): readonly Share[] | undefined {
    return this.hasFailed || this.shares.some(({ hasFailed }) => hasFailed) ? undefined : this.shares;
  }

  get coverage(): Pick<Coverage, "distinct" | "generated" | "frontier" | "depth"> {
    const of = (which: number) => this.workers.map((_, me) => this.ground?.progress[PROGRESS * me + which] ?? 0);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const distinct = sum(of(0));
    return { distinct, frontier: distinct - sum(of(1)), generated: sum(of(2)), depth: Math.max(...of(3)) };
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
