/** How a thread gets at a model: it imports a module that finds it, as the command did, which is told what it needs to know. */
import { Worker, workerData } from "node:worker_threads";
import type { Recruiting } from "./recruiting.ts";

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
