// A run that takes any of the steps that are enabled, the same one for the same seed.
import type { System } from "../../src/define/system.ts";
import { enabledIn } from "../../src/trace/interpret.ts";
import { type Replay, replay, type TraceStep } from "../../src/trace/replay.ts";

export function walk<State>(system: System<State>, seed: number, length: number): Replay {
  let random = seed;
  let values = system.initial[0] ?? [];
  const steps: TraceStep[] = [];
  while (steps.length < length) {
    const enabled = enabledIn(system, values);
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const taken = enabled[Math.floor((random / 2 ** 32) * enabled.length)];
    if (taken === undefined) break;
    steps.push({ event: taken.event, choice: 0 });
    values = replay({ ...system, initial: [values] }, 0, steps.slice(-1)).states[1] ?? [];
  }
  return replay(system, 0, steps);
}
