/**
 * The verdicts of one property, remembered by what it read. A property reads its first place; depending on what it finds there, its second; and so on:
 * a decision tree, whose leaves say whether it holds. Looking a state up costs one table look-up for each place read, and the property itself runs only
 * when it would read something it has never read before.
 */
import { grown } from "../space/batch.ts";

/** Codes in the tree: not known yet, or a leaf, or (from FIRST_NODE on) a node. */
export const UNKNOWN = 0;
export const HOLDS = 1;
export const FAILS = 2;
const FIRST_NODE = 3;

export type Leaf = typeof HOLDS | typeof FAILS;

export class VerdictTree {
  private root = UNKNOWN;
  /** The place that each node reads. */
  private readonly places: number[] = [];
  /** For each node, where the id found there leads. */
  private readonly branches: Int32Array[] = [];

  /** The verdict for a state whose places `idAt` reads, or UNKNOWN. */
  find(idAt: (place: number) => number): number {
    let code = this.root;
    while (code >= FIRST_NODE) {
      const node = code - FIRST_NODE;
      const branch = this.branches[node] as Int32Array;
      const id = idAt(this.places[node] as number);
      code = id < branch.length ? (branch[id] as number) : UNKNOWN;
    }
    return code;
  }

  /**
   * Remembers the verdict for what was read, in the order in which it was read; a place read twice stands in the list once. False if the property has
   * read otherwise before, having seen the same: then it depends on something else.
   */
  add(reads: readonly (readonly [place: number, id: number])[], verdict: Leaf): boolean {
    let code = this.root;
    let attach = (next: number) => {
      this.root = next;
    };
    for (const [place, id] of reads) {
      if (code === UNKNOWN) {
        code = this.newNode(place);
        attach(code);
      }
      const node = code - FIRST_NODE;
      if (node < 0 || this.places[node] !== place) return false;
      let branch = this.branches[node] as Int32Array;
      if (id >= branch.length) this.branches[node] = branch = grown(branch, 2 ** Math.ceil(Math.log2(id + 1)));
      attach = (next) => {
        branch[id] = next;
      };
      code = branch[id] as number;
    }
    attach(verdict);
    return code === UNKNOWN;
  }

  private newNode(place: number): number {
    this.places.push(place);
    this.branches.push(new Int32Array(4));
    return this.places.length - 1 + FIRST_NODE;
  }
}
