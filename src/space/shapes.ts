/** The shapes of records: sets of keys, numbered. A record is recognised by following its keys, as they stand, from one map to the next. */
import { definedKeys, type Value } from "../define/value.ts";

export interface Shape {
  /** In canonical order. */
  readonly keys: readonly string[];
  readonly number: number;
}

interface Node {
  readonly next: Map<string, Node>;
  shape: Shape | undefined;
}

export class Shapes {
  private readonly root: Node = { next: new Map(), shape: undefined };
  private count = 0;

  /** A property that is undefined counts as absent. */
  of(fields: Readonly<Record<string, Value>>): Shape {
    let node = this.root;
    for (const name of Object.keys(fields)) {
      if (fields[name] !== undefined) node = follow(node, name);
    }
    node.shape ??= this.canonical(definedKeys(fields));
    return node.shape;
  }

  /** Records with the same keys in another order have the same shape. */
  private canonical(keys: readonly string[]): Shape {
    const node = keys.reduce(follow, this.root);
    node.shape ??= { keys, number: this.count++ };
    return node.shape;
  }
}

function follow(node: Node, name: string): Node {
  let next = node.next.get(name);
  if (next === undefined) {
    next = { next: new Map(), shape: undefined };
    node.next.set(name, next);
  }
  return next;
}
