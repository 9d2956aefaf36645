/**
 * Actor systems compiled to components, so that a step reads one or two of them:
 *
 *   two components a node     its local state, and its inbox; a delivery reads both, a timer only the first
 *   one component an observer what no node knows, for properties to look at
 *   one component a fault     how often it may still happen
 */
import { SynodError } from "../errors.ts";
import { ActorSteps, type NamedObservers, type Node } from "./actor-steps.ts";
import { actorView } from "./actor-view.ts";
import type { ActorState, ActorSystem, Observers, Roles } from "./actors.ts";
import type { Address } from "./event.ts";
import { type Budget, budgetComponents } from "./faults.ts";
import { doubled, type Inbox, without } from "./network.ts";
import { shownWith } from "./shown.ts";
import type { Asked, Effect, Group, System } from "./system.ts";
import { isRecord } from "./tracked.ts";
import type { Value } from "./value.ts";

/** An actor system in the form that the engine knows. Throws SYN006 for a definition that makes no sense. */
export function actorSystem<const R extends Roles, O extends Observers = Record<never, never>>(
  definition: ActorSystem<R, O>,
): System<ActorState<R, O>> {
  return new Compiler<R, O>(definition).system();
}

class Compiler<R extends Roles, O extends Observers> {
  private readonly definition: ActorSystem<R, O>;
  private readonly nodes: readonly Node[];
  private readonly observers: NamedObservers;
  private readonly budgets: readonly Budget[];
  private readonly steps: ActorSteps;

  constructor(definition: ActorSystem<R, O>) {
    this.definition = definition;
    this.nodes = nodesOf(definition.nodes);
    this.observers = Object.entries(definition.observers ?? {});
    this.budgets = budgetComponents(
      definition.faults ?? {},
      definition.network,
      2 * this.nodes.length + this.observers.length,
    );
    this.steps = new ActorSteps(this.nodes, definition.network, this.observers);
  }

  system(): System<ActorState<R, O>> {
    const show = this.definition.show && shownWith(this.definition.show);
    return {
      components: [
        ...this.nodes.map(({ identity }) => ({ name: identity.address, ...(show && { show }) })),
        ...this.nodes.map(({ identity }) => ({
          name: `inbox of ${identity.address}`,
          inboxOf: identity.address,
          show: () => undefined,
        })),
        ...this.observers.map(([name]) => ({ name, show: () => undefined })),
        ...this.budgets.map(({ fault }) => ({ name: `${fault} budget`, show: () => undefined, isBudget: true })),
      ],
      initial: [this.initialState()],
      groups: this.nodes.flatMap((node) => [...this.freeSteps(node), ...this.faultySteps(node)]),
      actions: this.actionNames(),
      bounds: [
        ...this.budgets.map(({ fault, component, limit }) => ({
          name: `${fault} budget`,
          limit,
          reached: (valuesOf: (component: number) => readonly Value[]) => valuesOf(component).includes(0),
        })),
        ...Object.entries(this.definition.bounds ?? {}).map(([name, limit]) => ({
          name,
          limit,
          reached: () => this.steps.reachedBounds.has(name),
        })),
      ],
      ...(show && { show }),
      fresh: () => actorSystem(this.definition),
      state: (read) =>
        actorView(
          Object.keys(this.definition.nodes),
          this.nodes,
          this.observers.map(([name]) => name),
          read,
        ),
    };
  }

  /** Every node starts in its own initial state; `start` handlers run in order and their messages are on the way at once. */
  private initialState(): Value[] {
    const values: Value[] = [
      ...this.nodes.map(({ definition, identity }) => definition.initial(identity.index)),
      ...this.nodes.map(() => []),
      ...this.observers.map(([, { initial }]) => initial),
      ...this.budgets.map(({ limit }) => limit),
    ];
    for (const node of this.nodes) {
      const start = node.definition.start;
      if (start === undefined) continue;
      const { reaction, updates, toSelf } = this.steps.respond(node, values[node.local], {
        what: `${node.identity.address}: start`,
        run: (draft, context) => start(draft, context),
      });
      values[node.local] = reaction.local;
      if (toSelf !== undefined) values[node.inbox] = toSelf.apply(values[node.inbox]);
      for (const [component, { apply }] of updates) values[component] = apply(values[component]);
    }
    return values;
  }

  private actionNames(): string[] {
    const names = this.nodes.flatMap(({ role, definition }) => [
      ...Object.keys(definition.on).map((type) => `${role}: ${type}`),
      ...Object.keys(definition.timers ?? {}).map((timer) => `${role}: ${timer}`),
      ...Object.keys(definition.actions ?? {}).map((action) => `${role}: ${action}`),
    ]);
    const crashing = this.budgets.find(({ fault }) => fault === "restart");
    const restarts = this.nodes.filter(
      (node) => crashing?.allows(node.identity.address) && node.definition.durable !== undefined,
    );
    const destroying = this.budgets.find(({ fault }) => fault === "destroy");
    const replaced = this.nodes.filter(
      (node) => destroying?.allows(node.identity.address) && node.definition.replace !== undefined,
    );
    const faults = this.budgets
      .filter(({ fault }) => fault === "loss" || fault === "duplication")
      .map(({ fault }) => fault);
    const struck = [
      ...restarts.map(({ role }) => `${role}: restart`),
      ...replaced.map(({ role }) => `${role}: destroy`),
    ];
    return [...new Set([...names, ...struck, ...faults])];
  }

  /** Steps that happen as often as they are enabled: deliveries, actions, and timers without a budget. */
  private freeSteps(node: Node): Group[] {
    const { address } = node.identity;
    const timersAreFree = !this.budgets.some(({ fault }) => fault === "timeout");
    return [
      {
        name: `deliveries to ${address}`,
        reads: [node.local, node.inbox],
        expand: ([local, inbox], asked) => this.steps.deliveries(node, local, inbox as Inbox, asked),
      },
      {
        name: `actions of ${address}`,
        reads: [node.local],
        expand: ([local]) => [
          ...this.steps.actions(node, local),
          ...(timersAreFree ? this.steps.timeouts(node, local) : []),
        ],
      },
    ];
  }

  /** Steps that use up a budget, which they have to read. */
  private faultySteps(node: Node): Group[] {
    return this.budgets
      .filter((budget) => budget.allows(node.identity.address) && this.suffers(node, budget))
      .map((budget) => ({
        name: `${budget.fault} at ${node.identity.address}`,
        reads: [budget.fault === "loss" || budget.fault === "duplication" ? node.inbox : node.local, budget.component],
        expand: ([value, left], asked) => {
          if (left === 0) return [];
          const spend: readonly [number, Value] = [budget.component, (left as number) - 1];
          return this.faults(node, value, budget, asked).map((effect) => ({
            ...effect,
            writes: [...effect.writes, spend],
          }));
        },
      }));
  }

  private suffers({ definition }: Node, { fault }: Budget): boolean {
    switch (fault) {
      case "restart":
        return definition.durable !== undefined;
      case "destroy":
        return definition.replace !== undefined;
      case "timeout":
        return Object.keys(definition.timers ?? {}).length > 0;
      default:
        return true;
    }
  }

  private faults(node: Node, value: Value, { fault }: Budget, asked?: Asked): Effect[] {
    switch (fault) {
      case "timeout":
        return this.steps.timeouts(node, value);
      case "restart":
        return this.steps.restarts(node, value);
      case "destroy":
        return this.steps.replacements(node, value);
      case "loss":
        return this.steps.onTheWay(node, value as Inbox, "lose", "loss", without, asked);
      case "duplication":
        return this.steps.onTheWay(node, value as Inbox, "duplicate", "duplication", doubled, asked);
    }
  }
}

function nodesOf(roles: Roles): Node[] {
  const addresses = new Map(
    Object.entries(roles).map(([role, members]) => [role, members.map((_, index): Address => `${role} ${index}`)]),
  );
  const addressesOf = (role: string) => {
    const known = addresses.get(role);
    if (known !== undefined) return known;
    throw new SynodError("badDefinition", `no node has the role ${role}`, {
      hint: `The roles are ${[...addresses.keys()].join(", ")}.`,
    });
  };
  const members = Object.entries(roles).flatMap(([role, definitions]) =>
    definitions.map((definition, index) => ({ role, definition, index })),
  );
  return members.map(({ role, definition, index }, position) => ({
    local: position,
    inbox: members.length + position,
    role,
    definition,
    identity: { address: `${role} ${index}`, index, addressesOf },
    hasFields: isRecord(definition.initial(index)),
  }));
}
