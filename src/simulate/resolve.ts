/**
 * From a schedule, which is positions in lists, to events. They are worked out from the definition itself and not from what the walk remembers, so that a run
 * which the walk made up does not get past here.
 */
import { sameEvent } from "../define/event.ts";
import type { System } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import { SynodError } from "../errors.ts";
import { enabledIn } from "../trace/interpret.ts";
import type { TraceStep } from "../trace/replay.ts";
import type { Schedule } from "./runner.ts";

/** The events of a schedule. Throws SYN023 if the system does not have them. */
export function resolved<State>(system: System<State>, { initial, positions }: Schedule): TraceStep[] {
  let values = system.initial[initial] as readonly Value[];
  return positions.map((position) => {
    const enabled = enabledIn(system, values);
    const step = enabled[position];
    if (step === undefined) throw notEnabled();
    values = step.after;
    const { event } = step;
    return { event, choice: enabled.slice(0, position).filter((each) => sameEvent(each.event, event)).length };
  });
}

function notEnabled(): SynodError {
  return new SynodError("notReproduced", "a step of a random run is not enabled when the run is worked out again", {
    hint: "A reducer or an observer keeps something outside its state; if none does, this is a defect of Synod: please report it.",
  });
}
