/**
 * Small random transition systems, as data: components with small domains of any values, and actions that follow a random table over the few components
 * they read. They write what they read, and blindly what they do not, by constants and by updates; they offer choices, loop, and get stuck.
 */
import fc from "fast-check";
import { freeze } from "immer";
import { canonicalText, sameValue, type Value } from "../../src/define/value.ts";
import { type Action, type Change, type System, transitionSystem, update } from "../../src/index.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Look } from "./random-properties.ts";
import { randomValue } from "./random-values.ts";

export type Components = Readonly<Record<string, Value>>;

interface ActionPlan {
  readonly seed: number;
  readonly reads: readonly number[];
  readonly blind: readonly number[];
  /** How many of four situations enable it. */
  readonly enabled: number;
}

export interface SystemPlan {
  readonly domains: readonly (readonly Value[])[];
  readonly initial: readonly number[];
  readonly actions: readonly ActionPlan[];
  /** How many steps a run may take; without it as many as there are. */
  readonly fuel?: number;
}

export interface Sizes {
  readonly components: { readonly minLength: number; readonly maxLength: number };
  readonly values: number;
  /** The product of the domains' sizes: no search finds more states. */
  readonly states: number;
}

/** Without "max" fast-check prefers the small, and then most systems have a handful of states. */
const upTo = (maxLength: number, minLength = 1) => ({ minLength, maxLength, size: "max" as const });

const component = fc.nat({ max: 1 << 20 });

const actionPlans: fc.Arbitrary<readonly ActionPlan[]> = fc.array(
  fc.record({
    seed: fc.nat(),
    reads: fc.uniqueArray(component, upTo(4)),
    blind: fc.uniqueArray(component, upTo(2, 0)),
    enabled: fc.integer({ min: 2, max: 4 }),
  }),
  upTo(12),
);

const SMALL: Sizes = { components: { minLength: 1, maxLength: 8 }, values: 6, states: 1000 };

export function systemPlans({ components, values, states }: Sizes = SMALL): fc.Arbitrary<SystemPlan> {
  const domain = fc.uniqueArray(randomValue, { ...upTo(values), selector: canonicalText }).map(frozen);
  return fc.record({
    domains: fc.array(domain, { ...components, size: "max" }).map((domains) => bounded(domains, states)),
    initial: fc.array(fc.nat(), upTo(3)),
    actions: actionPlans,
  });
}

/**
 * Systems with many components, or with components of many values: rows of several words, ids that outgrow their place, footprints of many bits. They
 * start in many states, and few steps follow.
 */
export const widePlans: fc.Arbitrary<SystemPlan> = fc.record({
  domains: fc.array(fc.constantFrom(1, 2, 3, 5, 40, 300, 900).map(numbered), upTo(45, 2)),
  initial: fc.array(fc.nat(), upTo(100)),
  actions: actionPlans,
  fuel: fc.constantFrom(1, 2),
});

function numbered(size: number): readonly Value[] {
  return frozen(Array.from({ length: size }, (_, value) => (value % 2 === 0 ? value : { value: String(value) })));
}

/** The domains cut short so that no more than so many combinations are left. */
function bounded(domains: readonly (readonly Value[])[], states: number): readonly (readonly Value[])[] {
  let product = 1;
  return domains.map((domain) => {
    const kept = domain.slice(0, Math.max(1, Math.min(domain.length, Math.floor(states / product))));
    product *= kept.length;
    return kept;
  });
}

export function systemOf({ domains, initial, actions, fuel }: SystemPlan): System<Components> {
  const states = initial.map((seed) =>
    Object.fromEntries(domains.map((domain, at) => [nameOf(at), domain[fingerprint(seed, at) % domain.length]])),
  );
  const followed = actions.map((plan, at) => actionOf(plan, at, domains));
  if (fuel === undefined) return transitionSystem<Components>({ initial: states, actions: followed });
  return transitionSystem<Components>({
    initial: states.map((state) => ({ ...state, fuel })),
    actions: followed.map(burning),
  });
}

/** The same action, which now needs fuel. */
function burning({ reads, next, ...rest }: Action<Components>): Action<Components> {
  return {
    ...rest,
    reads: [...reads, "fuel"],
    next: (state) => {
      const fuel = state.fuel as number;
      const changes = fuel === 0 ? [] : (next(state) ?? []);
      return [changes].flat().map((change) => ({ ...change, fuel: fuel - 1 }));
    },
  };
}

/** What a property may look at: each component, and a field of it in case it is a record. */
export function looksAt({ domains }: SystemPlan): Look<Components>[] {
  return domains.flatMap((_, at): Look<Components>[] => {
    const whole = (state: Components) => state[nameOf(at)];
    return [whole, (state) => (whole(state) as { readonly a?: Value } | null)?.a];
  });
}

function nameOf(component: number): string {
  return `c${component}`;
}

function actionOf(plan: ActionPlan, number: number, domains: SystemPlan["domains"]): Action<Components> {
  const { seed, reads, blind, enabled } = plan;
  const own = [...new Set(reads.map((each) => each % domains.length))];
  const others = [...new Set(blind.map((each) => each % domains.length))].filter((each) => !own.includes(each));
  return {
    name: `action ${number % 4}`,
    args: { number },
    reads: own.map(nameOf),
    next: (state) => {
      const situation = own.map((each) => placeOf(state[nameOf(each)], domains[each] as readonly Value[])).join();
      const toss = (...about: readonly (string | number)[]) => fingerprint(seed, situation, ...about);
      if (toss("enabled") % 4 >= enabled) return undefined;
      const choices = Array.from({ length: [1, 1, 1, 2, 3, 0][toss("choices") % 6] as number }, (_, choice) => ({
        ...written(own, domains, (component) => toss(choice, component)),
        ...updated(others, domains, (component) => toss(choice, component)),
      }));
      return choices.length === 1 ? choices[0] : choices;
    },
  };
}

type Toss = (component: number) => number;

function written(components: readonly number[], domains: SystemPlan["domains"], toss: Toss): Change<Components> {
  const changing = components.filter((component) => toss(component) % 3 > 0);
  return Object.fromEntries(changing.map((each) => [nameOf(each), chosen(domains, each, toss(each) >>> 4)]));
}

/** A blind change is a constant, or moves on in the domain by so many places. */
function updated(components: readonly number[], domains: SystemPlan["domains"], toss: Toss): Change<Components> {
  return Object.fromEntries(
    components.map((component) => {
      const amount = toss(component) >>> 4;
      if (toss(component) % 2 === 0) return [nameOf(component), chosen(domains, component, amount)];
      const values = domains[component] as readonly Value[];
      const places = amount % values.length;
      return [
        nameOf(component),
        update(["move on", places], (old) => chosen(domains, component, placeOf(old, values) + places)),
      ];
    }),
  );
}

function chosen(domains: SystemPlan["domains"], component: number, place: number): Value {
  const domain = domains[component] as readonly Value[];
  return domain[place % domain.length];
}

function placeOf(value: Value, domain: readonly Value[]): number {
  return domain.findIndex((each) => sameValue(each, value));
}

/** Texts of what is frozen are remembered, which makes the oracle several times faster. */
function frozen(values: readonly Value[]): readonly Value[] {
  return values.map((value) => freeze(value, true));
}
