/** Rows of the kill matrix made in threads, each the row of one mutant after the other. They are numbered as the mutants are, whoever made them. */
import { type MessagePort, parentPort, type Worker } from "node:worker_threads";
import type { Recruiting } from "../explore/crew/recruiting.ts";
import { startMember } from "../explore/crew/summons.ts";
import type { Mutant } from "./mutant.ts";
import { type Effort, type MadeRow, madeRow } from "./row.ts";

type Message = { readonly kind: "ready" } | { readonly kind: "row"; readonly made: MadeRow };

/** A row that somebody waits for; nothing, if the thread that was to make it has ended. */
interface Awaited {
  readonly row: Promise<MadeRow | undefined>;
  readonly resolve: (row: MadeRow | undefined) => void;
}

export class RowMakers {
  /** By thread, the row that it makes. */
  private readonly making: (number | undefined)[] = [];
  private readonly awaited: readonly Awaited[];
  private readonly workers: readonly Worker[];
  private readonly hasEnded = new Set<number>();
  private next = 0;

  constructor(recruiting: Recruiting, rows: number) {
    this.awaited = Array.from({ length: rows }, awaited);
    this.workers = Array.from({ length: recruiting.members }, (_, at) => {
      const worker = startMember(recruiting, at);
      worker.on("message", (message: Message) => this.hear(at, message));
      // An error is met again by whoever makes the row instead.
      worker.on("error", () => this.end(at));
      worker.on("exit", () => this.end(at));
      return worker;
    });
  }

  /** The rows that are being made. */
  get underway(): readonly number[] {
    return this.making.flatMap((row) => row ?? []);
  }

  /** Nothing, if it has to be made by somebody else. */
  async row(at: number): Promise<MadeRow | undefined> {
    return await this.awaited[at]?.row;
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private hear(at: number, message: Message): void {
    if (message.kind === "row") this.resolve(this.making[at], message.made);
    this.making[at] = undefined;
    if (this.next === this.awaited.length) return;
    this.making[at] = this.next++;
    this.workers[at]?.postMessage(this.making[at]);
  }

  private end(at: number): void {
    if (this.hasEnded.has(at)) return;
    this.hasEnded.add(at);
    this.resolve(this.making[at], undefined);
    this.making[at] = undefined;
    if (this.hasEnded.size < this.workers.length) return;
    while (this.next < this.awaited.length) this.resolve(this.next++, undefined);
  }

  private resolve(row: number | undefined, made: MadeRow | undefined): void {
    if (row !== undefined) this.awaited[row]?.resolve(made);
  }
}

function awaited(): Awaited {
  let resolve: Awaited["resolve"] = () => undefined;
  const row = new Promise<MadeRow | undefined>((settle) => {
    resolve = settle;
  });
  return { row, resolve };
}

/** To be called once in such a thread, with the mutants that the others know too. */
export function joinRowMakers(mutants: readonly Mutant[], effort: Effort): void {
  const port = parentPort;
  if (port === null) return;
  const { signal } = new AbortController();
  port.on("message", async (at: number) => {
    const made = await madeRow(mutants[at] as Mutant, effort, { signal, onProgress: () => undefined });
    post(port, { kind: "row", made });
  });
  post(port, { kind: "ready" });
}

function post(port: MessagePort, message: Message): void {
  port.postMessage(message);
}
