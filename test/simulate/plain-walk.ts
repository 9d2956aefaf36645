/**
 * A random run made with the real reducers and nothing else: every state is worked out from the definition, events and values are numbered by their text.
 * It is the oracle for the walk on integers, and shares with it only the strategies and the random numbers.
 */
import type { System } from "../../src/define/system.ts";
import { canonicalText, type Value } from "../../src/define/value.ts";
import { Random, seedOfRun } from "../../src/simulate/random.ts";
import type { Sight } from "../../src/simulate/sight.ts";
import type { Scheduler } from "../../src/simulate/strategy.ts";
import { Traits } from "../../src/simulate/traits.ts";

interface Step {
  readonly text: string;
  readonly event: number;
  readonly written: readonly [component: number, value: Value] | undefined;
  readonly after: readonly Value[];
}

/** Numbers texts in the order in which they come. */
class Numbers {
  private readonly known = new Map<string, number>();

  of(value: Value): number {
    const text = canonicalText(value);
    if (!this.known.has(text)) this.known.set(text, this.known.size);
    return this.known.get(text) as number;
  }
}

export interface PlainRun {
  readonly events: readonly string[];
  readonly end: "finished" | "cut";
}

/** Makes runs of one round, in order. */
export class PlainWalker<State> {
  private readonly system: System<State>;
  private readonly traits = new Traits();
  private readonly numbers = new Numbers();

  constructor(system: System<State>) {
    this.system = system;
  }

  run(scheduler: Scheduler, seed: number, run: number, depth: number): PlainRun {
    const random = new Random(seedOfRun(seed, run));
    scheduler.begin(random);
    let state = this.system.initial[random.below(this.system.initial.length)] as readonly Value[];
    const events: string[] = [];
    let last = -1;
    let changedNothing = false;
    for (;;) {
      const steps = this.stepsFrom(state);
      if (steps.length === 0 || (changedNothing && steps.every(({ after }) => same(after, state))))
        return { events, end: "finished" };
      if (events.length === depth) return { events, end: "cut" };
      const step = steps[scheduler.choose(this.sightOf(state, steps, last, events.length))];
      if (step === undefined) throw new Error("a strategy chose what is not there");
      events.push(step.text);
      last = step.event;
      changedNothing = same(state, step.after);
      state = step.after;
    }
  }

  private stepsFrom(state: readonly Value[]): Step[] {
    return this.system.groups.flatMap(({ reads, expand }) =>
      expand(reads.map((component) => state[component])).map(({ event, writes, updates }): Step => {
        const after = [...state];
        for (const [component, value] of writes) after[component] = value;
        for (const [component, update] of updates) after[component] = update.apply(after[component]);
        return { text: canonicalText(event), event: this.traits.numberOf(event), written: writes[0], after };
      }),
    );
  }

  private sightOf(state: readonly Value[], steps: readonly Step[], last: number, depth: number): Sight {
    const written = (position: number) => steps[position]?.written;
    return {
      count: steps.length,
      events: Int32Array.from(steps, ({ event }) => event),
      traits: this.traits,
      last,
      depth,
      writtenBy: (position) => written(position)?.[0] ?? -1,
      valueBy: (position) => this.numbers.of(written(position)?.[1]),
      valueOf: (component) => this.numbers.of(state[component]),
    };
  }
}

function same(a: readonly Value[], b: readonly Value[]): boolean {
  return canonicalText(a) === canonicalText(b);
}
