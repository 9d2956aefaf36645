/** The state of an actor system as properties see it: everything is read when it is looked at, and no more than that. */
import { SynodError } from "../errors.ts";
import type { ActorState, Observers, Roles } from "./actors.ts";
import type { Address } from "./event.ts";
import type { Inbox } from "./network.ts";
import type { Projection, Read } from "./system.ts";
import { fieldsOf, trackedRecord } from "./tracked.ts";
import type { Value } from "./value.ts";

interface Located {
  readonly local: number;
  readonly inbox: number;
  readonly role: string;
  readonly identity: { readonly address: Address };
  /** Whether its local state is a record, to be read field by field. */
  readonly hasFields: boolean;
}

const LOCAL_PLACE = { whole: undefined, field: fieldsOf("local state", (value) => value) };
const byType = new Map<string, Projection>();

/** The view of nodes by role, which may have none (in component order, from 0) and of the observers that follow them. */
export function actorView<R extends Roles, O extends Observers>(
  roles: readonly string[],
  nodes: readonly Located[],
  observers: readonly string[],
  read: Read,
): ActorState<R, O> {
  const byRole: Record<string, readonly Value[]> = {};
  for (const role of roles) {
    const members = nodes.filter((node) => node.role === role);
    byRole[role] = lazyArray(members, read);
  }
  const observed = {};
  observers.forEach((name, at) => {
    Object.defineProperty(observed, name, { enumerable: true, get: () => read(2 * nodes.length + at) });
  });
  const collect = (part?: Projection) =>
    nodes.flatMap(({ inbox, identity }) =>
      (read(inbox, part) as Inbox).map(({ from, message }) => ({ from, to: identity.address, message })),
    );
  const network = { ofType: (type: string) => collect(inboxOfType(type)), all: () => collect() };
  const view = { nodes: byRole, network, observed } as unknown as ActorState<R, O>;
  readers.set(view, read);
  return view;
}

const readers = new WeakMap<object, Read>();

/** The components of a state, read as properties read it. Throws SYN006 for what is not the state of an actor system. */
export function valuesAt(state: object): (component: number) => Value {
  const read = readers.get(state);
  if (read !== undefined) return read;
  throw new SynodError("badDefinition", "what comes of a state can only be asked of a state as properties see it");
}

function inboxOfType(type: string): Projection {
  let projection = byType.get(type);
  if (projection === undefined) {
    projection = {
      name: `inbox of ${type}`,
      of: (value) => (value as Inbox).filter(({ message }) => message.type === type),
    };
    byType.set(type, projection);
  }
  return projection;
}

/** An array whose elements are read when they are looked at. A record's stand-in is made once: it reads anew whenever it is asked. */
function lazyArray(members: readonly Located[], read: Read): readonly Value[] {
  const array: Value[] = [];
  members.forEach(({ local, hasFields }, index) => {
    if (hasFields) array[index] = trackedRecord(read, local, LOCAL_PLACE);
    else Object.defineProperty(array, index, { enumerable: true, get: () => read(local) });
  });
  return array;
}
