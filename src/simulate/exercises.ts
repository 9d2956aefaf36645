/** How often which sort of step was taken by nodes in which phases. */
import type { Value } from "../define/value.ts";
import { phaseOf } from "./phases.ts";
import { sortOf } from "./traits.ts";
import type { Walk } from "./walk.ts";

/** How often a sort of step was taken in a phase. */
export interface Exercise {
  readonly sort: string;
  readonly phase: string;
  readonly times: number;
}

export class Exercises<State> {
  private readonly walk: Walk<State>;
  /** By component and id: the number of the phase. */
  private readonly phases: number[][];
  private readonly phaseNames: string[] = [];
  /** By phase: how often steps of each sort were taken. */
  private readonly times: number[][] = [];
  /** By event: the component of the node that acts, or -1. */
  private readonly places: number[] = [];
  private readonly componentOf: ReadonlyMap<string, number>;

  constructor(walk: Walk<State>) {
    this.walk = walk;
    this.phases = walk.ids.length === 0 ? [] : Array.from(walk.ids, () => []);
    this.componentOf = new Map(walk.space.system.components.map(({ name }, component) => [name, component]));
  }

  /** Notes the step that was taken last, if one was. */
  note(): void {
    const { walk } = this;
    if (walk.last < 0) return;
    const times = this.times[this.phaseBefore(walk.last)] as number[];
    const sort = walk.traits.sort[walk.last] as number;
    times[sort] = (times[sort] ?? 0) + 1;
  }

  /** The phase of the node that took the step, before it. */
  private phaseBefore(event: number): number {
    const place = this.places[event] ?? this.placeOf(event);
    if (place < 0) return this.phaseNumber("");
    const id = this.walk.idsBefore[place] as number;
    const known = (this.phases[place] as number[])[id];
    if (known !== undefined) return known;
    const { system, domains } = this.walk.space;
    const role = (system.components[place]?.name ?? "").replace(/ \d+$/, "");
    const number = this.phaseNumber(phaseOf(role, domains[place]?.values[id] as Value));
    (this.phases[place] as number[])[id] = number;
    return number;
  }

  private placeOf(event: number): number {
    const { events } = this.walk.traits;
    const found = events[event];
    const place = found === undefined || found.kind === "action" ? -1 : (this.componentOf.get(found.node) ?? -1);
    this.places[event] = place;
    return place;
  }

  private phaseNumber(name: string): number {
    const known = this.phaseNames.indexOf(name);
    if (known >= 0) return known;
    this.times.push([]);
    return this.phaseNames.push(name) - 1;
  }

  /** The counts since this was last asked. */
  take(): Exercise[] {
    const { traits } = this.walk;
    const names = new Map(traits.events.map((event, number) => [traits.sort[number], sortOf(event)]));
    const taken = this.times.flatMap((times, phase) =>
      times.map((count = 0, sort) => ({
        sort: names.get(sort) ?? "",
        phase: this.phaseNames[phase] ?? "",
        times: count,
      })),
    );
    for (const times of this.times) times.length = 0;
    return taken.filter(({ times }) => times > 0);
  }
}
