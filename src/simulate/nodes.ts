/** Which components of a system are of a node: its own state, and its inbox. */
import type { System } from "../define/system.ts";

/** By component, the node that it is the state or the inbox of. */
export function nodesOf<State>({ components }: System<State>): readonly (string | undefined)[] {
  const nodes = new Set<string>(components.flatMap(({ inboxOf }) => inboxOf ?? []));
  return components.map(({ name, inboxOf = name }) => (nodes.has(inboxOf) ? inboxOf : undefined));
}

/** The components that are nodes' own states; in a plain system, which has no nodes, all. */
export function localComponents<State>(system: System<State>): readonly number[] {
  const { components } = system;
  const isPlain = components.every(({ inboxOf }) => inboxOf === undefined);
  const nodes = nodesOf(system);
  return [...components.keys()].filter(
    (component) => isPlain || (nodes[component] !== undefined && components[component]?.inboxOf === undefined),
  );
}
