/**
 * The components that a property has ever read, as a mask over packed rows. Once a property has been judged in one state, it need not be judged in
 * another that agrees with it under the mask: it would read the same, and so say the same.
 */
import { bitOf } from "../space/diamonds.ts";
import type { Layout } from "../space/layout.ts";

export class Footprint {
  private readonly components = new Set<number>();
  /** The same as a mask of components. */
  bits = 0;
  private mask = new Int32Array(0);
  /** The layout that the mask is for; none while it is out of date. */
  private layout: Layout | undefined;

  add(component: number): void {
    if (this.components.has(component)) return;
    this.components.add(component);
    this.bits |= bitOf(component);
    this.layout = undefined;
  }

  /** Whether two rows look the same to the property. */
  agrees(layout: Layout, rows: Int32Array, base: number, otherRows: Int32Array, otherBase: number): boolean {
    if (layout !== this.layout) this.fit(layout);
    const { mask } = this;
    for (let word = 0; word < mask.length; word++) {
      const difference = (rows[base + word] as number) ^ (otherRows[otherBase + word] as number);
      if ((difference & (mask[word] as number)) !== 0) return false;
    }
    return true;
  }

  private fit(layout: Layout): void {
    this.layout = layout;
    this.mask = new Int32Array(layout.words);
    for (const component of this.components) {
      const word = layout.word[component] as number;
      const field = (layout.mask[component] as number) << (layout.shift[component] as number);
      this.mask[word] = (this.mask[word] as number) | field;
    }
  }
}
