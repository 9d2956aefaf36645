/** How a thread gets at a model: it imports a module that finds it, as the command did, which is told what it needs to know. */
import { Worker, workerData } from "node:worker_threads";

/** Threads, and a module that joins whoever has started them. */
export interface Recruiting {
  readonly members: number;
  readonly entry: URL;
  /** A module whose `register` is called first, where the entry is not JavaScript: a thread does not inherit the loaders of another. */
  readonly loader?: string;
  readonly data: unknown;
  /** Do not wait to see whether the work is long enough to be worth it. */
  readonly atOnce?: boolean;
}

/** What a member is started with. */
export interface Summons {
  readonly me: number;
  readonly data: unknown;
}

export function startMember({ entry, loader, data }: Recruiting, me: number): Worker {
  const summons: Summons = { me, data };
  return new Worker(startOf(entry, loader), { eval: true, workerData: summons });
}

/** What the members are told. */
export function tidings(): unknown {
  return (workerData as Summons).data;
}

function startOf({ href }: URL, loader: string | undefined): string {
  const start = `import(${JSON.stringify(href)})`;
  if (loader === undefined) return start;
  return `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return ${start}; })`;
}
