// The fast search against the slow one: on random systems both find the same states, judge the properties alike, and find counterexamples as short.
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { type ActorState, actorSystem } from "../../src/index.ts";
import { type NaiveResult, naive } from "../oracle/naive.ts";
import { definitionOf, randomPlans } from "../oracle/random-actors.ts";
import { fast } from "./fast.ts";
import { type Look, propertiesOf, propertyPlans } from "./random-properties.ts";
import { looksAt, systemOf, systemPlans } from "./random-systems.ts";

vi.setConfig({ testTimeout: 600_000 });

const runs = process.env.SYNOD_FULL ? 2000 : 200;

test("random transition systems are explored alike", () => {
  const alike = fc.property(systemPlans(), propertyPlans, (plan, properties) => {
    const checked = propertiesOf(properties, looksAt(plan));
    const expected = naive(systemOf(plan), checked);
    expect(fast(systemOf(plan), checked)).toEqual(expected);
  });
  fc.assert(alike, { numRuns: runs, seed: 1 });
});

test("random transition systems are explored alike in batches of any size", () => {
  const alike = fc.property(systemPlans(), propertyPlans, (plan, properties) => {
    const checked = propertiesOf(properties, looksAt(plan));
    const expected = naive(systemOf(plan), checked);
    for (const batch of [1, 2, 7]) expect(fast(systemOf(plan), checked, { batch })).toEqual(expected);
  });
  fc.assert(alike, { numRuns: runs / 4, seed: 2 });
});

type AnyActors = ActorState<
  ReturnType<typeof definitionOf>["nodes"],
  NonNullable<ReturnType<typeof definitionOf>["observers"]>
>;

const looks: Look<AnyActors>[] = [
  ({ nodes }) => nodes.x[0],
  ({ nodes }) => nodes.x[0]?.at,
  ({ nodes }) => nodes.x.map(({ kept }) => kept),
  ({ nodes }) => nodes.y?.[0]?.fuel,
  ({ network }) => network.ofType("a").length,
  ({ network }) => network.ofType("b"),
  ({ network }) => network.all(),
  ({ observed }) => observed.log,
];

/** Some of the random systems are larger than the slow search can take hundreds of; others are drawn in their place. */
const LARGEST = 800;

function naiveUnlessLarge(...[system, properties]: Parameters<typeof naive<AnyActors>>): NaiveResult {
  try {
    return naive(system, properties, LARGEST);
  } catch (thrown) {
    fc.pre(!String(thrown).includes(`more than ${LARGEST} states`));
    throw thrown;
  }
}

test("random actor systems are explored alike", () => {
  const batch = fc.constantFrom(1, 2, 7, 512);
  const alike = fc.property(randomPlans, propertyPlans, batch, (plan, properties, batch) => {
    const checked = propertiesOf(properties, looks);
    const expected = naiveUnlessLarge(actorSystem(definitionOf(plan)), checked);
    expect(fast(actorSystem(definitionOf(plan)), checked, { batch })).toEqual(expected);
  });
  fc.assert(alike, { numRuns: runs, seed: 3 });
});
