/**
 * Effects in numbers, each worked out once. A definition that gives the same object for the same effect, such as a delivery of one message in one local state,
 * is not asked for more: blocks are put together from these.
 */
import type { Effect } from "../define/system.ts";
import type { Value } from "../define/value.ts";
import type { Domain } from "./interner.ts";
import type { Operations } from "./operations.ts";

/** Ids that are written, and operations: on components that the group reads, and on others. */
export interface Piece {
  /** Components and ids in turn. */
  readonly writes: readonly number[];
  readonly own: readonly number[];
  readonly operations: readonly number[];
}

export class Pieces {
  private readonly known = new WeakMap<Effect, Piece>();
  private readonly domains: readonly Domain[];
  private readonly operations: Operations;

  constructor(domains: readonly Domain[], operations: Operations) {
    this.domains = domains;
    this.operations = operations;
  }

  /** The piece that an effect of a group is, given what the group reads. */
  of(effect: Effect, reads: readonly number[]): Piece {
    let piece = this.known.get(effect);
    if (piece === undefined) {
      piece = this.newPiece(composed(effect), reads);
      this.known.set(effect, piece);
    }
    return piece;
  }

  private newPiece({ writes, updates }: Effect, reads: readonly number[]): Piece {
    const idOf = (component: number, value: Value) => (this.domains[component] as Domain).idOf(value);
    const operations = updates.map(([component, update]) => this.operations.numberOf(component, update));
    const isOwn = (operation: number) => reads.includes(this.operations.component[operation] as number);
    return {
      writes: writes.flatMap(([component, value]) => [component, idOf(component, value)]),
      own: operations.filter(isOwn),
      operations: operations.filter((operation) => !isOwn(operation)),
    };
  }
}

/** Several updates of one component in one step become one, so that each component changes at most once. */
function composed(effect: Effect): Effect {
  const components = effect.updates.map(([component]) => component);
  if (new Set(components).size === components.length) return effect;
  const merged = [...new Set(components)].map((component) => {
    const updates = effect.updates.filter(([each]) => each === component).map(([, update]) => update);
    const apply = (old: Value) => updates.reduce((value, update) => update.apply(value), old);
    return [component, { key: ["then", ...updates.map(({ key }) => key)], apply }] as const;
  });
  return { ...effect, updates: merged };
}
