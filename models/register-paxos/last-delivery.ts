/**
 * Stateright keeps the message that was delivered last in the state of its duplicating network (src/actor/network.rs, `last_msg`), and so counts a state
 * once for each message that may have led to it. To count what it counts, the same is done here, and only for that network.
 */
import type { Effect, System } from "synod";

export function rememberingTheLastDelivery<State>(system: System<State>): System<State> {
  const last = system.components.length;
  const remembering = (effect: Effect): Effect => ({
    ...effect,
    updates: [...effect.updates, [last, { key: effect.event, apply: () => effect.event }]],
  });
  return {
    ...system,
    components: [...system.components, { name: "last delivery", show: () => undefined }],
    initial: system.initial.map((state) => [...state, null]),
    groups: system.groups.map((group) => ({ ...group, expand: (values) => group.expand(values).map(remembering) })),
    fresh: () => rememberingTheLastDelivery(system.fresh()),
  };
}
