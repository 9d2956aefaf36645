/** The state of an actor system as properties see it: everything is read when it is looked at, and no more than that. */
import type { ActorState, Observers, Roles } from "./actors.ts";
import type { Address } from "./event.ts";
import type { Inbox } from "./network.ts";
import type { Projection, Read } from "./system.ts";
import { fieldsOf, trackedRecord } from "./tracked.ts";
import type { Value } from "./value.ts";

/** What the component of a node holds. */
export interface NodeValue {
  readonly local: Value;
  readonly inbox: Inbox;
}

interface Located {
  readonly component: number;
  readonly role: string;
  readonly identity: { readonly address: Address };
  /** Whether its local state is a record, to be read field by field. */
  readonly hasFields: boolean;
}

const LOCAL: Projection = { name: "local state", of: (value) => (value as NodeValue).local };
const LOCAL_PLACE = { whole: LOCAL, field: fieldsOf("local state", LOCAL.of) };
const INBOX: Projection = { name: "inbox", of: (value) => (value as NodeValue).inbox };
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
    Object.defineProperty(observed, name, { enumerable: true, get: () => read(nodes.length + at) });
  });
  const collect = (part: Projection) =>
    nodes.flatMap(({ component, identity }) =>
      (read(component, part) as Inbox).map(({ from, message }) => ({ from, to: identity.address, message })),
    );
  const network = { ofType: (type: string) => collect(inboxOfType(type)), all: () => collect(INBOX) };
  return { nodes: byRole, network, observed } as unknown as ActorState<R, O>;
}

function inboxOfType(type: string): Projection {
  let projection = byType.get(type);
  if (projection === undefined) {
    projection = {
      name: `inbox of ${type}`,
      of: (value) => (value as NodeValue).inbox.filter(({ message }) => message.type === type),
    };
    byType.set(type, projection);
  }
  return projection;
}

/** An array whose elements are read when they are looked at. */
function lazyArray(members: readonly Located[], read: Read): readonly Value[] {
  const array: Value[] = [];
  members.forEach(({ component, hasFields }, index) => {
    const look = hasFields ? () => trackedRecord(read, component, LOCAL_PLACE) : () => read(component, LOCAL);
    Object.defineProperty(array, index, { enumerable: true, get: look });
  });
  return array;
}
