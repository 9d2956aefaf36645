/**
 * Records that are read field by field. A property that asks for `acceptor.promised` then depends on that field, and not on the acceptor's vote: it is
 * evaluated once for each value of what it looked at.
 */
import type { Projection, Read } from "./system.ts";
import { pathFrom, shapeOf, type Value } from "./value.ts";

/** How a place in the state is read: as a whole, and by field. */
export interface Place {
  readonly whole: Projection | undefined;
  readonly field: (name: string) => Projection;
}

/** A stand-in for a record, which reads a field when it is asked for it, and the whole when it is asked what fields there are. */
export function trackedRecord(read: Read, component: number, { whole, field }: Place): object {
  const all = () => read(component, whole) as object;
  const fieldOf = (name: string) => read(component, field(name));
  return new Proxy(
    {},
    {
      // Methods such as toString are no fields, unless the record has some of that name.
      get: (_, name) =>
        typeof name === "string" && !(name in Object.prototype) ? fieldOf(name) : Reflect.get(all(), name),
      has: (_, name) => Reflect.has(all(), name),
      ownKeys: () => Reflect.ownKeys(all()),
      getOwnPropertyDescriptor: (_, name) =>
        Object.hasOwn(all(), name)
          ? { value: Reflect.get(all(), name), enumerable: true, configurable: true, writable: false }
          : undefined,
      set: () => false,
      deleteProperty: () => false,
    },
  );
}

export function isRecord(value: Value): boolean {
  return value !== null && shapeOf(value, pathFrom("value")) === "object";
}

/** Projections by field name, each made once. */
export function fieldsOf(name: string, recordIn: (value: Value) => Value): (field: string) => Projection {
  const known = new Map<string, Projection>();
  return (field) => {
    let projection = known.get(field);
    if (projection === undefined) {
      projection = { name: `${name}.${field}`, of: (value) => (recordIn(value) as Record<string, Value>)[field] };
      known.set(field, projection);
    }
    return projection;
  };
}
