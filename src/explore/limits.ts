/** What ends a search before the space does. A search that is ended by one of these is inconclusive, whatever it has seen. */
import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
import { MAX_STATES } from "./visited.ts";

export interface Limits {
  /** Distinct states. */
  readonly maxStates: number;
  /** Steps from an initial state. */
  readonly maxDepth: number;
  /** Seconds. */
  readonly time: number;
  /** Bytes of the whole process. */
  readonly maxMemory: number;
}

export type LimitKind = "states" | "depth" | "time" | "memory" | "interrupted";

/** Everything that grows has a limit: without one given, three quarters of the machine's memory. */
export function limitsFrom(given: Partial<Limits> = {}): Limits {
  return {
    maxStates: given.maxStates ?? MAX_STATES,
    maxDepth: given.maxDepth ?? Number.POSITIVE_INFINITY,
    time: given.time ?? Number.POSITIVE_INFINITY,
    maxMemory: given.maxMemory ?? 0.75 * totalmem(),
  };
}

/** Whether the JavaScript heap, of this thread, is about to burst. */
export function heapIsFull(): boolean {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  return used > 0.9 * most;
}
