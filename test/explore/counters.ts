/** Counters that count up, each by itself: a space whose counts are known from arithmetic. */
import { type Action, type System, transitionSystem } from "../../src/index.ts";
import type { Components } from "./random-systems.ts";

export function counters(ends: readonly number[]): System<Components> {
  const names = ends.map((_, at) => `counter ${at}`);
  return transitionSystem<Components>({
    initial: Object.fromEntries(names.map((name) => [name, 0])),
    actions: names.map((name, at) => counter(name, ends[at] as number)),
  });
}

function counter(name: string, end: number): Action<Components> {
  return {
    name,
    reads: [name],
    next: ({ [name]: now }) => ((now as number) < end ? { [name]: (now as number) + 1 } : undefined),
  };
}
