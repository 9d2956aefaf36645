/**
 * Several threads that take a search over. They are hired while it goes on alone, because it takes them a while to load the model; when all are ready, and a
 * level is done, they get what it has found and learned. If anything comes up that is more than counting, a violation, an error, the search is made again by
 * one thread from the start: so what it reports does not depend on how many there were.
 */
import { Worker } from "node:worker_threads";
import type { LimitKind } from "../limits.ts";
import type { Coverage } from "../search.ts";
import type { Arena } from "../visited.ts";
import { askToStop, type Ground, PROGRESS, prepareGround } from "./ground.ts";
import type { Handover, Share } from "./handover.ts";

/** How a thread gets at the model: a module that calls `joinCrew` with it, and what that module needs to know. */
export interface Recruiting {
  readonly members: number;
  readonly entry: URL;
  readonly data: unknown;
  /** Do not wait to see whether the search is long enough to be worth it. */
  readonly atOnce?: boolean;
}

/** What a member is started with. */
export interface Summons {
  readonly ground: Ground;
  readonly me: number;
  readonly data: unknown;
}

type Message = { readonly kind: "ready" } | { readonly kind: "done"; readonly share: Share };

export class Crew {
  private readonly workers: readonly Worker[];
  private readonly ground: Ground;
  private readonly shares: Share[] = [];
  private ready = 0;
  private done = 0;
  private hasFailed = false;

  constructor({ members, entry, data }: Recruiting, former: Arena, bytes: number) {
    this.ground = prepareGround(members, bytes, former);
    this.workers = Array.from({ length: members }, (_, me) => {
      const summons: Summons = { ground: this.ground, me, data };
      const worker = new Worker(entry, { workerData: summons });
      worker.on("message", (message: Message) => this.hear(me, message));
      worker.on("error", () => {
        this.hasFailed = true;
      });
      return worker;
    });
  }

  private hear(me: number, message: Message): void {
    if (message.kind === "ready") {
      this.ready++;
      return;
    }
    this.shares[me] = message.share;
    this.done++;
  }

  get isPreparing(): boolean {
    return this.ready < this.workers.length && !this.hasFailed;
  }

  get isReady(): boolean {
    return this.ready === this.workers.length && !this.hasFailed;
  }

  begin(handover: Handover): void {
    for (const worker of this.workers) worker.postMessage(handover);
  }

  /** Whether all have come to an end, or one has failed, for which the others would wait for ever. */
  get isDone(): boolean {
    return this.hasFailed || this.done === this.workers.length;
  }

  stop(why: LimitKind): void {
    askToStop(this.ground, why);
  }

  /** What each has found, or nothing if one search has to find out what came up. */
  get outcome(): readonly Share[] | undefined {
    return this.hasFailed || this.shares.some(({ hasFailed }) => hasFailed) ? undefined : this.shares;
  }

  get coverage(): Pick<Coverage, "distinct" | "generated" | "frontier" | "depth"> {
    const { progress, members } = this.ground;
    const of = (which: number) =>
      Array.from({ length: members }, (_, member) => progress[PROGRESS * member + which] as number);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const distinct = sum(of(0));
    return { distinct, frontier: distinct - sum(of(1)), generated: sum(of(2)), depth: Math.max(...of(3)) };
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
