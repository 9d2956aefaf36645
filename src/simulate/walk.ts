/**
 * A walk through a space: the ids of the present state, the steps enabled in it, and the step that is taken. What a step does not touch is not looked
 * at again, and a step that has been taken anywhere before makes no object.
 */
import type { System } from "../define/system.ts";
import { grown } from "../space/batch.ts";
import type { Layout } from "../space/layout.ts";
import { Space } from "../space/space.ts";
import type { Sight } from "./sight.ts";
import { Steps } from "./steps.ts";
import type { Traits } from "./traits.ts";

export class Walk<State> implements Sight {
  readonly space: Space<State>;
  readonly steps: Steps<State>;
  readonly traits: Traits;
  /** The present state and the one before it, packed side by side. */
  rows = new Int32Array(0);
  /** Where each of them begins. */
  base = 0;
  baseBefore = 0;
  readonly ids: Int32Array;
  count = 0;
  events: Int32Array = new Int32Array(64);
  last = -1;
  depth = 0;
  /** Whether the last step changed anything. */
  private hasChanged = true;
  private enabled: Int32Array = new Int32Array(64);
  /** The block of each group; 0 if it has to be looked up. */
  private readonly blocks: Int32Array;
  /** By component, the groups that read it. */
  private readonly readers: readonly Int32Array[];
  private readonly starts: readonly Int32Array[];
  readonly idsBefore: Int32Array;
  private readonly scratch: Int32Array;
  private layout: Layout | undefined;

  constructor(system: System<State>) {
    this.space = new Space(system);
    this.steps = new Steps(this.space);
    this.traits = this.steps.traits;
    const { components, groups } = system;
    this.ids = new Int32Array(components.length);
    this.idsBefore = new Int32Array(components.length);
    this.scratch = new Int32Array(components.length);
    this.blocks = new Int32Array(groups.length);
    this.readers = components.map((_, component) =>
      Int32Array.from(groups.flatMap(({ reads }, group) => (reads.includes(component) ? [group] : []))),
    );
    this.starts = system.initial.map((values) => this.space.idsOf(values));
  }

  /** Goes to an initial state. */
  start(initial: number): void {
    this.ids.set(this.starts[initial] as Int32Array);
    this.idsBefore.set(this.ids);
    this.depth = 0;
    this.last = -1;
    this.hasChanged = true;
    this.blocks.fill(0);
    this.look();
    this.pack();
  }

  /** Takes the step at a position among the enabled ones. */
  take(position: number): void {
    this.last = this.events[position] as number;
    this.depth++;
    this.idsBefore.set(this.ids);
    const touches = this.steps.take(this.enabled[position] as number, this.ids);
    const { touched } = this.steps;
    this.hasChanged = false;
    for (let each = 0; each < touches; each++) {
      const component = touched[each] as number;
      if (this.ids[component] === this.idsBefore[component]) continue;
      this.hasChanged = true;
      const readers = this.readers[component] as Int32Array;
      for (let at = 0; at < readers.length; at++) this.blocks[readers[at] as number] = 0;
    }
    this.look();
    this.pack();
  }

  /** Whether the last step changed nothing, and no step that is enabled now would: then nothing will ever change again. */
  isStill(): boolean {
    if (this.hasChanged) return false;
    for (let position = 0; position < this.count; position++) {
      this.scratch.set(this.ids);
      const touches = this.steps.take(this.enabled[position] as number, this.scratch);
      for (let each = 0; each < touches; each++) {
        const component = this.steps.touched[each] as number;
        if (this.scratch[component] !== this.ids[component]) return false;
      }
    }
    return true;
  }

  private look(): void {
    const { steps, blocks, ids } = this;
    this.fit();
    let count = 0;
    for (let group = 0; group < blocks.length; group++) {
      let block = blocks[group] as number;
      if (block === 0) {
        block = steps.blockOf(group, ids);
        blocks[group] = block;
      }
      const code = steps.code;
      const size = code[block] as number;
      if (count + size > this.enabled.length) this.makeRoom(count + size);
      for (let at = block + 1; at <= block + size; at++) {
        const step = code[at] as number;
        this.enabled[count] = step;
        this.events[count++] = code[step] as number;
      }
    }
    this.count = count;
  }

  /** Only a state of which some id is new can be too large for the layout. */
  private fit(): void {
    const { layout } = this.space;
    for (let component = 0; component < this.ids.length; component++) {
      if ((this.ids[component] as number) > (layout.mask[component] as number)) {
        this.steps.fit();
        return;
      }
    }
  }

  private makeRoom(count: number): void {
    this.enabled = grown(this.enabled, 2 * count);
    this.events = grown(this.events, 2 * count);
  }

  /** The row before stays as it is, unless the layout has changed: then it is packed anew. */
  private pack(): void {
    const { space } = this;
    const { words } = space.layout;
    this.baseBefore = this.base;
    this.base = this.base === 0 ? words : 0;
    if (this.layout !== space.layout) {
      this.layout = space.layout;
      this.rows = new Int32Array(2 * words);
      this.base = words;
      this.baseBefore = 0;
      space.pack(this.idsBefore, this.rows, 0);
    }
    space.pack(this.ids, this.rows, this.base);
  }

  writtenBy(position: number): number {
    const { code } = this.steps;
    const step = this.enabled[position] as number;
    return code[step + 1] === 0 ? -1 : (code[step + 2] as number);
  }

  valueBy(position: number): number {
    const { code } = this.steps;
    const step = this.enabled[position] as number;
    return code[step + 3] as number;
  }

  valueOf(component: number): number {
    return this.ids[component] as number;
  }
}
